import { createHash } from 'node:crypto';
import { UserError } from '../../base/errors/index.ts';
import { quote } from './quote.ts';
import type { Digest } from './types.ts';

// The two registered algorithms: image-spec 1.1, descriptor.md#registered-algorithms.
const hexLength: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha512', 128],
]);

/** Text to digest; anything but a complete lower-case SHA-256 or SHA-512 digest throws IMAGE_DIGEST_INVALID. */
export function parseDigest(text: string): Digest {
  if (isDigest(text)) return text;
  throw new UserError('IMAGE_DIGEST_INVALID', { subject: quote(text), reason: explain(text) });
}

/** Whether the text is a complete digest. */
export function isDigest(text: string): text is Digest {
  const match = /^(sha256|sha512):([a-f0-9]+)$/.exec(text);
  return match?.[0] === text && hexLength.get(match[1] ?? '') === match[2]?.length;
}

/** The SHA-256 digest of some bytes. */
export function computeDigest(bytes: Uint8Array | string): Digest {
  return parseDigest(`sha256:${createHash('sha256').update(bytes).digest('hex')}`);
}

/** `sha256:0123456789ab`, for the second and later mention in a log. */
export function shortenDigest(digest: Digest): string {
  return digest.slice(0, digest.indexOf(':') + 13);
}

/** The hex digits alone, e.g. for a tag name. */
export function digestHex(digest: Digest): string {
  return digest.slice(digest.indexOf(':') + 1);
}

function explain(text: string): string {
  const colon = text.indexOf(':');
  if (colon < 0) return 'it has no algorithm before a colon';
  const algorithm = text.slice(0, colon);
  const length = hexLength.get(algorithm);
  if (length === undefined) return `the algorithm "${quote(algorithm)}" is neither sha256 nor sha512`;
  const hex = text.slice(colon + 1);
  if (/[^a-f0-9]/.test(hex)) return 'it holds something other than lower-case hex digits';
  return `it has ${hex.length} hex digits, ${algorithm} has ${length}`;
}
