import * as v from 'valibot';
import { commitIdPattern } from '../../base/commit-id.ts';
import { isDigest, parseDigest, parsePinnedImage } from '../image/index.ts';

const maxTextCharacters = 2048;
const maxItems = 200;
/** As many as a verdict may have, and those of the promotion. */
const maxInputs = 1100;

const text = v.pipe(v.string(), v.maxLength(maxTextCharacters));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const time = v.pipe(v.string(), v.isoTimestamp());
const digest = v.pipe(v.string(), v.check(isDigest, 'no digest'), v.transform(parseDigest));
const image = v.pipe(
  text,
  v.check(isPinnedImage, 'no pinned image'),
  v.transform((value) => parsePinnedImage(value)),
);
const commit = v.pipe(v.string(), v.regex(commitIdPattern, 'no commit id'));

const run = v.object({
  repository: text,
  id: count,
  attempt: count,
  workflow: text,
  actor: text,
  triggeringActor: text,
});

const verdict = v.object({ policyDigest: digest, statementDigest: digest, issuedAt: time });

const input = v.pipe(
  v.object({ name: text, digest: v.object({ sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) }) }),
  v.transform(({ name, digest: { sha256 } }) => ({ name, digest: parseDigest(`sha256:${sha256}`) })),
);

const facts = {
  version: v.literal(1),
  source: image,
  target: image,
  tags: v.pipe(v.array(text), v.maxLength(maxItems)),
  commit,
  run,
  environment: text,
  approvers: v.pipe(v.array(v.object({ id: count, login: text })), v.maxLength(maxItems)),
  verdict,
  rulesCommit: commit,
};

/** The parts of an in-toto statement that every record has; more fields are tolerated, as in-toto demands of readers. */
export const statementSchema = v.object({
  _type: v.literal('https://in-toto.io/Statement/v1'),
  subject: v.tuple([
    v.object({ name: text, digest: v.object({ sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) }) }),
  ]),
  predicateType: text,
  predicate: v.unknown(),
});

/** The predicate of an intent. */
export const intentSchema = v.object({ ...facts, observedAt: time });

const rawCompletion = v.object({
  ...facts,
  intent: digest,
  approval: digest,
  inputAttestations: v.pipe(v.array(input), v.minLength(1), v.maxLength(maxInputs)),
  manifests: v.pipe(v.array(digest), v.minLength(1), v.maxLength(maxItems)),
  completedAt: time,
});

/** The predicate of a completion. */
export const completionSchema = v.pipe(
  rawCompletion,
  v.transform(({ inputAttestations: inputs, ...rest }) => ({ ...rest, inputs })),
);

/** The predicate of a revocation. */
export const revocationSchema = v.object({
  version: v.literal(1),
  target: image,
  reason: text,
  ticket: text,
  run,
  revokedAt: time,
});

function isPinnedImage(value: string): boolean {
  try {
    return parsePinnedImage(value).digest.startsWith('sha256:');
  } catch {
    return false;
  }
}
