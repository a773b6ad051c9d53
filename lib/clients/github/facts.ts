import type { AccountBody, CommitBody, EnvironmentBody, PullBody, ReviewBody, RunBody } from './schema.ts';
import type {
  Account,
  CommitFacts,
  EnvironmentProtection,
  PullRequestFacts,
  PullRequestReview,
  PullRequestState,
  RunFacts,
} from './types.ts';

export function toAccount(body: AccountBody): Account {
  return { id: body.id, login: body.login, isBot: body.type === 'Bot' };
}

export function toRunFacts(body: RunBody): RunFacts {
  return {
    id: body.id,
    attempt: body.run_attempt,
    headSha: body.head_sha,
    headBranch: body.head_branch ?? undefined,
    event: body.event,
    actor: findAccount(body.actor),
    triggeringActor: findAccount(body.triggering_actor),
  };
}

export function toCommitFacts(body: CommitBody): CommitFacts {
  const { commit } = body;
  return {
    sha: body.sha,
    message: commit.message,
    author: findAccount(body.author),
    committer: findAccount(body.committer),
    authorEmail: commit.author?.email ?? '',
    committerEmail: commit.committer?.email ?? '',
    isVerified: commit.verification?.verified ?? false,
    parents: body.parents.map(({ sha }) => sha),
  };
}

export function toPullRequestFacts(body: PullBody): PullRequestFacts {
  return {
    number: body.number,
    author: findAccount(body.user),
    mergedBy: findAccount(body.merged_by),
    mergeCommit: body.merge_commit_sha ?? undefined,
  };
}

/** Undefined when GitHub left out what the single form of a pull request promises. */
export function findPullRequestState(body: PullBody): PullRequestState | undefined {
  const { number, user, merged_at: mergedAt, head, base } = body;
  if (head === undefined || base === undefined || mergedAt === undefined) return undefined;
  return {
    ...{ number, author: findAccount(user), isMerged: mergedAt !== null },
    ...{ base: base.ref, head: head.sha },
  };
}

const reviewStates = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes-requested',
  COMMENTED: 'commented',
  DISMISSED: 'dismissed',
  PENDING: 'pending',
} as const satisfies Readonly<Record<ReviewBody['state'], PullRequestReview['state']>>;

export function toReview(body: ReviewBody): PullRequestReview {
  return {
    user: findAccount(body.user),
    state: reviewStates[body.state],
    commit: body.commit_id ?? undefined,
    submittedAt: body.submitted_at ?? undefined,
  };
}

export function toProtection(body: EnvironmentBody, patterns: readonly string[]): EnvironmentProtection {
  const review = body.protection_rules.find(({ type }) => type === 'required_reviewers');
  return {
    name: body.name,
    canAdminsBypass: body.can_admins_bypass,
    preventSelfReview: review?.prevent_self_review ?? false,
    reviewerCount: review?.reviewers.length ?? 0,
    branchPolicy: policyOf(body),
    branchPatterns: patterns,
  };
}

function policyOf({
  deployment_branch_policy: policy,
}: EnvironmentBody): EnvironmentProtection['branchPolicy'] {
  if (policy === null) return 'none';
  if (policy.custom_branch_policies) return 'custom';
  return policy.protected_branches ? 'protected' : 'none';
}

function findAccount(body: AccountBody | null | undefined): Account | undefined {
  return body === null || body === undefined ? undefined : toAccount(body);
}
