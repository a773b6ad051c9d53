import { describe, expect, it } from '@jest/globals';
import { UserError } from '../../base/errors/index.ts';
import { assertApproved, decideApproval } from './decide.ts';
import type { Account, ApprovalFacts, Commit, Review } from './types.ts';

const developer = account(1, 'workload-developer');
const engineer = account(2, 'platform-engineer');
const approver = account(3, 'release-approver');
const second = account(4, 'second-approver');
const webFlow = account(5, 'web-flow');
const bot: Account = { id: 6, login: 'dependabot[bot]', isBot: true };

interface Row {
  readonly name: string;
  readonly facts: Partial<ApprovalFacts>;
  readonly expected: string;
}

const environmentRows: readonly Row[] = [
  { name: 'all settings safe', facts: {}, expected: 'approved' },
  { name: 'no such environment', facts: { environment: undefined }, expected: 'APPROVAL_ENVIRONMENT_UNSAFE' },
  {
    name: 'administrators may bypass',
    facts: settings({ canAdminsBypass: true }),
    expected: 'APPROVAL_ENVIRONMENT_UNSAFE',
  },
  {
    name: 'self-review allowed',
    facts: settings({ preventSelfReview: false }),
    expected: 'APPROVAL_ENVIRONMENT_UNSAFE',
  },
  { name: 'no reviewers', facts: settings({ reviewerCount: 0 }), expected: 'APPROVAL_ENVIRONMENT_UNSAFE' },
  {
    name: 'any branch',
    facts: settings({ branchPolicy: 'none', branchPatterns: [] }),
    expected: 'APPROVAL_ENVIRONMENT_UNSAFE',
  },
  {
    name: 'any protected branch',
    facts: settings({ branchPolicy: 'protected', branchPatterns: [] }),
    expected: 'APPROVAL_ENVIRONMENT_UNSAFE',
  },
  {
    name: 'a pattern beside main',
    facts: settings({ branchPatterns: ['main', 'release/*'] }),
    expected: 'APPROVAL_ENVIRONMENT_UNSAFE',
  },
  {
    name: 'pull requests in the pattern',
    facts: settings({ branchPatterns: ['refs/pull/*/merge'] }),
    expected: 'APPROVAL_ENVIRONMENT_UNSAFE',
  },
];

const reviewRows: readonly Row[] = [
  { name: 'nobody reviewed', facts: { reviews: [] }, expected: 'APPROVAL_MISSING' },
  {
    name: 'only another environment reviewed',
    facts: { reviews: [review(approver, { environments: ['production'] })] },
    expected: 'APPROVAL_MISSING',
  },
  {
    name: 'still pending',
    facts: { reviews: [review(approver, { state: 'pending' })] },
    expected: 'APPROVAL_PENDING',
  },
  {
    name: 'rejected',
    facts: { reviews: [review(approver, { state: 'rejected' })] },
    expected: 'APPROVAL_REJECTED',
  },
  {
    name: 'rejected once and approved once',
    facts: { reviews: [review(second, { state: 'rejected' }), review(approver)] },
    expected: 'APPROVAL_REJECTED',
  },
  { name: 'approved by a bot', facts: { reviews: [review(bot)] }, expected: 'APPROVAL_NOT_INDEPENDENT' },
  {
    name: 'approved by two who had no part',
    facts: { reviews: [review(approver), review(second)] },
    expected: 'approved',
  },
  {
    name: 'approved by one with and one without a part',
    facts: { reviews: [review(approver), review(developer)] },
    expected: 'APPROVAL_NOT_INDEPENDENT',
  },
];

const starterRows: readonly Row[] = [
  { name: 'the actor', facts: attempts({ actor: approver }), expected: 'APPROVAL_NOT_INDEPENDENT' },
  {
    name: 'the starter of this attempt',
    facts: attempts({ triggeringActor: approver }),
    expected: 'APPROVAL_NOT_INDEPENDENT',
  },
  {
    name: 'a starter GitHub does not name',
    facts: attempts({ triggeringActor: undefined }),
    expected: 'APPROVAL_INDEPENDENCE_UNKNOWN',
  },
];

const commitRows: readonly Row[] = [
  { name: 'the author', facts: commits({ author: approver }), expected: 'APPROVAL_NOT_INDEPENDENT' },
  { name: 'the committer', facts: commits({ committer: approver }), expected: 'APPROVAL_NOT_INDEPENDENT' },
  {
    name: 'the author under a renamed login',
    facts: commits({ author: account(3, 'old-name') }),
    expected: 'APPROVAL_NOT_INDEPENDENT',
  },
  {
    name: 'a co-author by noreply address with id',
    facts: coAuthor('3+whatever@users.noreply.github.com'),
    expected: 'APPROVAL_NOT_INDEPENDENT',
  },
  {
    name: 'a co-author by old noreply address',
    facts: coAuthor('Release-Approver@users.noreply.github.com'),
    expected: 'APPROVAL_NOT_INDEPENDENT',
  },
  {
    name: 'another co-author by noreply address',
    facts: coAuthor('9+somebody@users.noreply.github.com'),
    expected: 'approved',
  },
  {
    name: 'a bot as co-author',
    facts: coAuthor('49699333+dependabot[bot]@users.noreply.github.com'),
    expected: 'approved',
  },
  {
    name: 'a co-author by another address',
    facts: coAuthor('me@example.com'),
    expected: 'APPROVAL_INDEPENDENCE_UNKNOWN',
  },
  {
    name: 'an author without an account',
    facts: commits({ author: undefined, authorEmail: 'me@example.com' }),
    expected: 'APPROVAL_INDEPENDENCE_UNKNOWN',
  },
  {
    name: 'an author by a noreply address that GitHub links to nobody',
    facts: commits({ author: undefined, authorEmail: '9+somebody@users.noreply.github.com' }),
    expected: 'APPROVAL_INDEPENDENCE_UNKNOWN',
  },
  {
    name: 'the approver as the first of two addresses of one trailer',
    facts: coAuthor('3+x@users.noreply.github.com> <9+somebody@users.noreply.github.com'),
    expected: 'APPROVAL_NOT_INDEPENDENT',
  },
  {
    name: 'a committer without an account',
    facts: commits({ committer: undefined }),
    expected: 'APPROVAL_INDEPENDENCE_UNKNOWN',
  },
  { name: 'a bot as author', facts: commits({ author: bot }), expected: 'approved' },
  {
    name: 'web-flow on a verified commit',
    facts: commits({ committer: webFlow, isVerified: true }),
    expected: 'approved',
  },
  {
    name: 'web-flow on an unverified commit',
    facts: commits({ committer: webFlow }),
    expected: 'APPROVAL_INDEPENDENCE_UNKNOWN',
  },
  {
    name: 'the address of web-flow on an unverified commit',
    facts: commits({ committer: undefined, committerEmail: 'noreply@github.com' }),
    expected: 'APPROVAL_INDEPENDENCE_UNKNOWN',
  },
  {
    name: 'a known part outranks an unknown one',
    facts: commits({ author: approver, committer: undefined }),
    expected: 'APPROVAL_NOT_INDEPENDENT',
  },
  {
    name: 'a history longer than the bound',
    facts: { isRangeComplete: false },
    expected: 'APPROVAL_INDEPENDENCE_UNKNOWN',
  },
];

const pullRows: readonly Row[] = [
  { name: 'the author', facts: pull({ author: approver }), expected: 'APPROVAL_NOT_INDEPENDENT' },
  { name: 'the merger', facts: pull({ mergedBy: approver }), expected: 'APPROVAL_NOT_INDEPENDENT' },
  { name: 'a deleted author', facts: pull({ author: undefined }), expected: 'APPROVAL_INDEPENDENCE_UNKNOWN' },
  {
    name: 'a merged one without merger',
    facts: pull({ mergedBy: undefined, mergeCommit: 'a'.repeat(40) }),
    expected: 'APPROVAL_INDEPENDENCE_UNKNOWN',
  },
  {
    name: 'an open one that has the commit too',
    facts: pull({ mergedBy: undefined, mergeCommit: undefined }),
    expected: 'approved',
  },
];

describe('decideApproval', () => {
  it.each(environmentRows)('judges the environment: $name', check);
  it.each(reviewRows)('judges the reviews: $name', check);
  it.each(starterRows)('judges who started: $name', check);
  it.each(commitRows)('judges a commit: $name', check);
  it.each(pullRows)('judges a pull request: $name', check);

  it('lists every problem of an environment at once', () => {
    const decision = decideApproval({
      ...safeFacts(),
      ...settings({ canAdminsBypass: true, reviewerCount: 0 }),
    });
    expect(decision.outcome === 'refused' && decision.reasons.length).toBe(2);
  });

  it('names each approver once', () => {
    const decision = decideApproval({ ...safeFacts(), reviews: [review(approver), review(approver)] });
    expect(decision).toEqual({ outcome: 'approved', approvers: [approver] });
  });
});

describe('assertApproved', () => {
  it('throws the code of a refusal and caps its reasons', () => {
    const facts = {
      ...safeFacts(),
      attempts: [1, 2, 3, 4].map((attempt) => ({ attempt, actor: approver, triggeringActor: approver })),
    };
    const error = catchError(() => assertApproved(decideApproval(facts)));
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ code: 'APPROVAL_NOT_INDEPENDENT', subject: 'release-approver' });
    expect(error).toMatchObject({ reason: expect.stringContaining('and 3 more') });
  });
});

function check({ facts, expected }: Row): void {
  const decision = decideApproval({ ...safeFacts(), ...facts });
  expect(decision.outcome === 'refused' ? decision.code : decision.outcome).toBe(expected);
}

function safeFacts(): ApprovalFacts {
  return {
    environmentName: 'promote',
    branch: 'main',
    reviews: [review(approver)],
    isRangeComplete: true,
    ...settings({}),
    ...attempts({}),
    ...commits({}),
    ...pull({}),
  } as ApprovalFacts;
}

function settings(change: Partial<NonNullable<ApprovalFacts['environment']>>): Partial<ApprovalFacts> {
  const safe = {
    canAdminsBypass: false,
    preventSelfReview: true,
    reviewerCount: 1,
    branchPolicy: 'custom',
    branchPatterns: ['main'],
  } as const;
  return { environment: { ...safe, ...change } };
}

function attempts(change: Partial<ApprovalFacts['attempts'][number]>): Partial<ApprovalFacts> {
  return { attempts: [{ attempt: 1, actor: developer, triggeringActor: developer, ...change }] };
}

function commits(change: Partial<Commit>): Partial<ApprovalFacts> {
  const commit: Commit = {
    sha: 'a'.repeat(40),
    message: 'Change',
    author: developer,
    committer: developer,
    authorEmail: 'developer@example.com',
    committerEmail: 'developer@example.com',
    isVerified: false,
  };
  return { commits: [{ ...commit, ...change }] };
}

function coAuthor(address: string): Partial<ApprovalFacts> {
  return commits({ message: `Change\n\nCo-Authored-By: Some Body <${address}>` });
}

function pull(change: Partial<ApprovalFacts['pullRequests'][number]>): Partial<ApprovalFacts> {
  return {
    pullRequests: [
      { number: 7, author: developer, mergedBy: engineer, mergeCommit: 'a'.repeat(40), ...change },
    ],
  };
}

function review(user: Account, change: Partial<Review> = {}): Review {
  return { state: 'approved', user, comment: '', environments: ['promote'], ...change };
}

function account(id: number, login: string): Account {
  return { id, login, isBot: false };
}

function catchError(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
