import * as v from 'valibot';
import { commitIdPattern } from '../../../base/commit-id.ts';
import { isDigest, parseDigest, parsePinnedImage } from '../../image/index.ts';

const maxTextCharacters = 4096;

/** The most entries of a list in a predicate that people or jobs write. */
export const maxItems = 1000;

/** A bounded text. */
export const text = v.pipe(v.string(), v.maxLength(maxTextCharacters));

/** RFC 3339. */
export const instant = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.check((value) => Number.isFinite(Date.parse(value)), 'no time'),
);

/** A whole number from 0. */
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** `sha256:…`. */
export const digest = v.pipe(v.string(), v.check(isDigest, 'no digest'), v.transform(parseDigest));

/** `{ sha256: <hex> }`, as in-toto has digests, to a digest of ours. */
export const digestSet = v.pipe(
  v.object({ sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'no SHA-256 in hex')) }),
  v.transform(({ sha256 }) => parseDigest(`sha256:${sha256}`)),
);

/** `host/repository@sha256:…`. */
export const pinnedImage = v.pipe(text, v.check(isPinnedImage, 'no image pinned by sha256'));

/** A Git commit id, SHA-1 or SHA-256. */
export const commitId = v.pipe(v.string(), v.regex(commitIdPattern, 'no commit id'));

function isPinnedImage(value: string): boolean {
  try {
    return parsePinnedImage(value).digest.startsWith('sha256:');
  } catch {
    return false;
  }
}
