import * as v from 'valibot';
import { renderCanonicalJson } from '../../base/canonical-json.ts';
import { checkStrictJson } from '../../base/schema.ts';
import { refuse } from './failure.ts';
import type { Outcome } from './failure.ts';
import type { SignedPayload } from './types.ts';

/** Sigstore bundle 0.3: https://github.com/sigstore/protobuf-specs/blob/main/protos/sigstore_bundle.proto */
export const bundleMediaType = 'application/vnd.dev.sigstore.bundle.v0.3+json';

/** The largest bundle that is read; an SBOM of a large image has some ten megabytes. */
export const maxBundleBytes = 64 * 1024 * 1024;

const base64 = v.pipe(v.string(), v.nonEmpty(), v.check(isBase64, 'no base64'));

// More fields are tolerated, as protobuf's readers do; what they say is not used.
const bundleSchema = v.object({
  mediaType: v.literal(bundleMediaType),
  verificationMaterial: v.object({
    publicKey: v.object({ hint: v.pipe(v.string(), v.nonEmpty(), v.maxLength(256)) }),
  }),
  dsseEnvelope: v.object({
    payload: base64,
    payloadType: v.pipe(v.string(), v.maxLength(256)),
    signatures: v.pipe(v.array(v.object({ sig: base64 })), v.length(1)),
  }),
});

/** The bytes of a bundle without log entries and time stamps: who trusts the key needs neither. */
export function renderBundle(signed: SignedPayload): Uint8Array {
  const text = renderCanonicalJson({
    mediaType: bundleMediaType,
    verificationMaterial: {
      publicKey: { hint: signed.keyHint },
      tlogEntries: [],
      timestampVerificationData: { rfc3161Timestamps: [] },
    },
    dsseEnvelope: {
      payload: Buffer.from(signed.payload).toString('base64'),
      payloadType: signed.payloadType,
      // The hint stands once: cosign 3.1 passes over a signature whose keyid is not its own form of it.
      signatures: [{ keyid: '', sig: Buffer.from(signed.signature).toString('base64') }],
    },
  });
  return new TextEncoder().encode(text);
}

/** Takes a bundle apart; anything but one DSSE signature by a hinted key is STATEMENT_MALFORMED. */
export function parseBundle(bytes: Uint8Array): Outcome<SignedPayload> {
  if (bytes.length > maxBundleBytes)
    return refuse('STATEMENT_MALFORMED', `it is larger than ${maxBundleBytes} bytes`);
  const text = decodeUtf8(bytes);
  if (text === undefined) return refuse('STATEMENT_MALFORMED', 'it is no UTF-8 text');
  const checked = checkStrictJson(bundleSchema, text);
  if (!checked.ok) return refuse('STATEMENT_MALFORMED', checked.problems.slice(0, 3).join('; '));
  const { dsseEnvelope, verificationMaterial } = checked.value;
  return {
    ok: true,
    value: {
      keyHint: verificationMaterial.publicKey.hint,
      payloadType: dsseEnvelope.payloadType,
      payload: Buffer.from(dsseEnvelope.payload, 'base64'),
      signature: Buffer.from(dsseEnvelope.signatures[0]?.sig ?? '', 'base64'),
    },
  };
}

/** UTF-8 to text; undefined for bytes that are none. A byte order mark stays, so that no two texts read alike. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

// Node decodes what it can and drops the rest; a signature must not hold for two spellings (RFC 4648 §3.5).
function isBase64(text: string): boolean {
  return Buffer.from(text, 'base64').toString('base64') === text;
}
