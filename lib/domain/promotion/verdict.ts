import { UserError } from '../../base/errors/index.ts';
import { formatTime } from '../../base/time.ts';
import { formatImageReference } from '../image/index.ts';
import type { Digest, PinnedImage } from '../image/index.ts';
import type { RecordedVerdict } from './types.ts';

/** What the gate says of an image. Unknown is a decision of its own, never a pass. */
export type GateVerdict =
  | {
      readonly decision: 'pass' | 'fail';
      readonly reasons: readonly string[];
      readonly subject: Digest;
      readonly policyDigest: Digest;
      /** Milliseconds since the epoch. */
      readonly issuedAt: number;
      readonly statementDigest: Digest;
    }
  | { readonly decision: 'indeterminate'; readonly reasons: readonly string[]; readonly subject: Digest };

/** Reads the gate's verdict on an image as of now. */
export interface VerdictReader {
  read(image: PinnedImage, now: number): Promise<GateVerdict>;
}

/**
 * What is recorded of a verdict that allows the promotion; every other one throws PROMOTION_VERDICT_*.
 * `isWaived` lets an indeterminate verdict through as `none`; it goes away with the gate. It never lifts a failure.
 */
export function requireVerdict(verdict: GateVerdict, image: PinnedImage, isWaived: boolean): RecordedVerdict {
  const subject = formatImageReference(image);
  if (verdict.subject !== image.digest) throw indeterminate(subject, ['the verdict is about another digest']);
  switch (verdict.decision) {
    case 'pass': {
      const { policyDigest, statementDigest, issuedAt } = verdict;
      return { policyDigest, statementDigest, issuedAt: formatTime(issuedAt) };
    }
    case 'fail':
      throw new UserError('PROMOTION_VERDICT_FAILED', { subject, reason: verdict.reasons.join('; ') });
    case 'indeterminate':
      if (isWaived) return 'none';
      throw indeterminate(subject, verdict.reasons);
  }
}

function indeterminate(subject: string, reasons: readonly string[]): UserError {
  return new UserError('PROMOTION_VERDICT_INDETERMINATE', { subject, reason: reasons.join('; ') });
}
