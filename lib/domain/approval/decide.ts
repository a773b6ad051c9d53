import { UserError } from '../../base/errors/index.ts';
import { findContributors } from './contributors.ts';
import { listEnvironmentProblems } from './environment.ts';
import { isSamePerson } from './person.ts';
import type { Account, ApprovalCode, ApprovalDecision, ApprovalFacts, Contributors } from './types.ts';

const maxReasons = 5;

/**
 * Judges whether the reviews of a run count: the environment is safe, somebody approved, nobody rejected,
 * and every approver is a person with no part in what is promoted.
 */
export function decideApproval(facts: ApprovalFacts): ApprovalDecision {
  const problems = listEnvironmentProblems(facts.environment, facts.branch);
  if (problems.length > 0) return refuse('APPROVAL_ENVIRONMENT_UNSAFE', facts.environmentName, problems);
  const reviews = facts.reviews.filter((review) => review.environments.includes(facts.environmentName));
  const rejected = reviews.filter((review) => review.state === 'rejected');
  if (rejected.length > 0) {
    return refuse(
      'APPROVAL_REJECTED',
      facts.environmentName,
      rejected.map(({ user }) => `rejected by ${user.login}`),
    );
  }
  const approvers = reviews.filter((review) => review.state === 'approved').map((review) => review.user);
  if (approvers.length > 0) return judgeApprovers(approvers, facts);
  return reviews.length > 0
    ? refuse('APPROVAL_PENDING', facts.environmentName, ['no reviewer has approved yet'])
    : refuse('APPROVAL_MISSING', facts.environmentName, ['no review is listed for this run']);
}

/** The approvers of a decision; a refusal is thrown under its code with all its reasons. */
export function assertApproved(decision: ApprovalDecision): readonly Account[] {
  if (decision.outcome === 'approved') return decision.approvers;
  const shown = decision.reasons.slice(0, maxReasons);
  const more = decision.reasons.length - shown.length;
  const reason = shown.join('; ') + (more > 0 ? `; and ${more} more` : '');
  throw new UserError(decision.code, { subject: decision.subject, reason });
}

/** Refuses two approvals by one person: GitHub lets whoever may review both environments approve both. */
export function assertDifferentPeople(first: readonly Account[], second: readonly Account[]): void {
  // GitHub does not say which attempt a review was for, so nobody may have approved both in any.
  const both = second.filter((person) => first.some((other) => isSamePerson(person, other)));
  if (both.length === 0) return;
  const subject = both.map(({ login }) => login).join(', ');
  throw new UserError('APPROVAL_NOT_INDEPENDENT', { subject, reason: 'gave both of the two approvals' });
}

function judgeApprovers(approvers: readonly Account[], facts: ApprovalFacts): ApprovalDecision {
  const subject = [...new Set(approvers.map((approver) => approver.login))].join(', ');
  const contributors = findContributors(facts);
  // GitHub does not say which attempt a review was for, so each approver of the run must be independent.
  const conflicts = approvers.flatMap((approver) => listConflicts(approver, contributors));
  if (conflicts.length > 0) return refuse('APPROVAL_NOT_INDEPENDENT', subject, conflicts);
  const unknown = facts.isRangeComplete
    ? contributors.unknown
    : ['the history is longer than what is examined', ...contributors.unknown];
  if (unknown.length > 0) return refuse('APPROVAL_INDEPENDENCE_UNKNOWN', subject, unknown);
  return { outcome: 'approved', approvers: dropRepeats(approvers) };
}

function listConflicts(approver: Account, contributors: Contributors): readonly string[] {
  const roles = contributors.known
    .filter(({ person }) => isSamePerson(person, approver))
    .map(({ role }) => role);
  const parts = [...new Set(roles)].map((role) => `${approver.login} is ${role}`);
  return approver.isBot ? [`${approver.login} is a bot`, ...parts] : parts;
}

function dropRepeats(accounts: readonly Account[]): readonly Account[] {
  return [...new Map(accounts.map((account) => [account.id, account])).values()];
}

function refuse(code: ApprovalCode, subject: string, reasons: readonly string[]): ApprovalDecision {
  return { outcome: 'refused', code, subject, reasons: [...new Set(reasons)] };
}
