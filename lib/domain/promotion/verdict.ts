import { UserError } from '../../base/errors/index.ts';
import type { ErrorCode } from '../../base/errors/index.ts';
import { sortStatements } from '../attachment/index.ts';
import type { Attachment, SortedStatements } from '../attachment/index.ts';
import { formatImageReference } from '../image/index.ts';
import type { Digest, PinnedImage } from '../image/index.ts';
import type { StatementCode, TrustedKeys, VerifiedStatement } from '../statement/index.ts';

/** A verdict of the gate whose signature, signer, subject, place and age held. */
export type VerifiedVerdict = VerifiedStatement<'verdict'> & { readonly manifestDigest: Digest };

/** What a verdict must be to count. */
export interface VerdictExpectation {
  /** In quarantine. */
  readonly image: PinnedImage;
  readonly keys: TrustedKeys;
  /** Of the policy that stands on the protected branch now. */
  readonly policyDigest: Digest;
  readonly maxAgeMs: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * The newest verdict among the statements that hang on an image, when it lets the image through. Throws
 * PROMOTION_VERDICT_MISSING, …_FAILED, …_INDETERMINATE, …_POLICY_DIFFERS, and a STATEMENT_* code when
 * there are statements and none of them counts.
 */
export function requireVerdict(
  attachments: readonly Attachment[],
  expected: VerdictExpectation,
): VerifiedVerdict {
  const { image, keys, now, maxAgeMs } = expected;
  const subject = formatImageReference(image);
  const sorted = sortStatements(attachments, {
    ...{ kinds: ['verdict'] as const, subject: image.digest, keys, now, maxAgeMs, resourceUri: subject },
  });
  const verdict = findNewest(sorted.verified);
  if (verdict === undefined) throw explainAbsence(subject, sorted.refused);
  const { reasons, policy } = verdict.predicate;
  const code = findVerdictFailure(verdict.predicate);
  if (code !== undefined) throw refuse(code, subject, listReasons(reasons));
  if (policy.digest === expected.policyDigest) return verdict;
  const reason = `it was decided by the policy ${policy.digest}, the protected branch has ${expected.policyDigest}`;
  throw refuse('PROMOTION_VERDICT_POLICY_DIFFERS', subject, reason);
}

/** The code of a verdict that does not let its image through; undefined for one that does. */
export function findVerdictFailure({
  result,
  outcome = 'pass',
}: VerifiedVerdict['predicate']): 'PROMOTION_VERDICT_INDETERMINATE' | 'PROMOTION_VERDICT_FAILED' | undefined {
  if (result === 'PASSED' && outcome === 'pass') return undefined;
  return outcome === 'indeterminate' ? 'PROMOTION_VERDICT_INDETERMINATE' : 'PROMOTION_VERDICT_FAILED';
}

// Of two that were made in one moment, the one that forbids counts.
function findNewest(verdicts: readonly VerifiedVerdict[]): VerifiedVerdict | undefined {
  const rank = ({ predicate }: VerifiedVerdict): number => (predicate.result === 'PASSED' ? 0 : 1);
  return verdicts.toSorted((a, b) => b.madeAt - a.madeAt || rank(b) - rank(a))[0];
}

type Refused = SortedStatements<'verdict'>['refused'][number];

// The most alarming first: what is forged says more than what is merely too old.
const gravity: readonly StatementCode[] = [
  'STATEMENT_SIGNATURE_INVALID',
  'STATEMENT_KEY_NOT_ALLOWED',
  'STATEMENT_SUBJECT_MISMATCH',
  'STATEMENT_FROM_FUTURE',
  'STATEMENT_KEY_EXPIRED',
  'STATEMENT_EXPIRED',
  'STATEMENT_KEY_UNKNOWN',
  'STATEMENT_MALFORMED',
];

function explainAbsence(subject: string, refused: readonly Refused[]): UserError {
  const code = gravity.find((each) => refused.some((one) => one.code === each));
  if (code === undefined) return refuse('PROMOTION_VERDICT_MISSING', subject, 'no verdict hangs on it');
  const reasons = refused.map(
    ({ manifestDigest, reason, code: each }) => `${manifestDigest}: ${each}: ${reason}`,
  );
  return refuse(code, subject, listReasons(reasons));
}

const shownReasons = 10;

function listReasons(reasons: readonly string[]): string {
  if (reasons.length === 0) return 'it gives no reasons';
  const rest = reasons.length - shownReasons;
  return [...reasons.slice(0, shownReasons), ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ');
}

function refuse(code: ErrorCode, subject: string, reason: string): UserError {
  return new UserError(code, { subject, reason });
}
