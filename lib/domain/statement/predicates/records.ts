import * as v from 'valibot';
import { instant, pinnedImage, text } from './fields.ts';

/**
 * The predicate of an intent as far as verification needs it; the whole record is read by `lib/domain/promotion`
 * from the payload.
 */
export const intentSchema = v.object({ version: v.literal(1), target: pinnedImage, observedAt: instant });

/** What an intent says of itself. */
export type IntentHead = v.InferOutput<typeof intentSchema>;

/** The predicate of a revocation, likewise. */
export const revocationSchema = v.object({
  version: v.literal(1),
  target: pinnedImage,
  reason: text,
  ticket: text,
  revokedAt: instant,
});

/** What a revocation says. */
export type RevocationHead = v.InferOutput<typeof revocationSchema>;
