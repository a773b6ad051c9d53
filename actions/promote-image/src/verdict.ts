import { UserError } from '../../../lib/base/errors/index.ts';
import type { ErrorCode } from '../../../lib/base/errors/index.ts';
import type { Attachment } from '../../../lib/domain/attachment/index.ts';
import type { SummaryInput } from '../../../lib/domain/statement/index.ts';
import { summariseInputs } from '../../../lib/domain/evidence/index.ts';
import { decide } from '../../../lib/domain/gate/index.ts';
import type { EnvironmentPolicy, Facts } from '../../../lib/domain/gate/index.ts';
import { computeDigest, formatImageReference } from '../../../lib/domain/image/index.ts';
import type { PinnedImage } from '../../../lib/domain/image/index.ts';
import { requireVerdict } from '../../../lib/domain/promotion/index.ts';
import type { RecordedVerdict, VerifiedVerdict } from '../../../lib/domain/promotion/index.ts';
import type { Rules } from '../../../lib/domain/rules/index.ts';

/** The verdict that lets the image through, by today's policy; throws PROMOTION_VERDICT_* and STATEMENT_* codes. */
export function verifyVerdict(
  image: PinnedImage,
  attachments: readonly Attachment[],
  rules: Rules,
  now: number,
): VerifiedVerdict {
  const { freshness } = findProduction(rules);
  const policyDigest = computeDigest(rules.policyFile.text);
  return requireVerdict(attachments, {
    ...{ image, policyDigest, now, keys: rules.keys },
    // A verdict speaks for as long as the scan that it was made from.
    maxAgeMs: freshness.scan,
  });
}

/** What is recorded of a verdict. */
export function toRecorded({ predicate, payloadDigest }: VerifiedVerdict): RecordedVerdict {
  const { policy, verifiedAt } = predicate;
  return { policyDigest: policy.digest, statementDigest: payloadDigest, issuedAt: verifiedAt };
}

/** The rules for production; throws PROMOTION_DECISION_INDETERMINATE where the policy has none that can be used. */
function findProduction({ policy, policyFile, commit }: Rules): EnvironmentPolicy {
  const found = policy.ok ? policy.policy.environments.production : undefined;
  if (found !== undefined) return found;
  const problems = policy.ok ? [] : policy.problems;
  const reason =
    problems.length === 0
      ? 'it has no rules for `production`'
      : problems
          .map(({ code, place, detail }) => `${place.file}:${place.line}: ${code}: ${detail}`)
          .join('; ');
  throw refuse('PROMOTION_DECISION_INDETERMINATE', `${policyFile.name} at ${commit}`, reason);
}

/** What the check of a verdict's inputs stands on. */
export interface InputCheck {
  readonly image: PinnedImage;
  readonly rules: Rules;
  /** Gathered now. */
  readonly facts: Facts;
  readonly now: number;
}

/**
 * Holds a verdict's list of inputs against what a decision on today's facts would stand on: nothing may lack, and what
 * does not change from one scan to the next must be the same. Throws PROMOTION_VERDICT_INCOMPLETE.
 */
export function checkInputs({ predicate }: VerifiedVerdict, check: InputCheck): void {
  const { image, rules, facts, now } = check;
  const environment = predicate.environment ?? 'quarantine';
  const subject = formatImageReference(image);
  if (!decidingEnvironments.includes(environment))
    throw incomplete(subject, [`it was decided by the rules for "${environment}"`]);
  const expected = summariseInputs(decide(rules.policy, { ...facts, environment }, now));
  const faults = findFaults(expected, predicate.inputs);
  if (faults.length > 0) throw incomplete(subject, faults);
}

const decidingEnvironments: readonly string[] = ['quarantine', 'production'];

/** Kinds of inputs that are the same now as they were for the verdict, unless somebody changed them since. */
const lastingKinds = /^(?:policy|provenance|subject|vex)(?: |$)/;

function findFaults(expected: readonly SummaryInput[], given: readonly SummaryInput[]): readonly string[] {
  const left = [...given];
  return expected.flatMap(({ name, digest }) => {
    const at = left.findIndex(
      (each) => each.name === name && (!lastingKinds.test(name) || each.digest === digest),
    );
    if (at < 0) return [given.some((each) => each.name === name) ? `another ${name}` : `no ${name}`];
    left.splice(at, 1);
    return [];
  });
}

function incomplete(subject: string, faults: readonly string[]): UserError {
  return refuse('PROMOTION_VERDICT_INCOMPLETE', subject, `the verdict stands on ${faults.join(', ')}`);
}

function refuse(code: ErrorCode, subject: string, reason: string): UserError {
  return new UserError(code, { subject, reason });
}
