import type {
  Account,
  BranchFacts,
  CommitFacts,
  DeploymentApproval,
  EnvironmentProtection,
  GithubClient,
  PullRequestFacts,
  PullRequestReview,
  PullRequestState,
  RunFacts,
} from '../../lib/clients/github/index.ts';

/** What the repository of a test looks like; commits oldest first. */
export interface FakeRepository {
  readonly run: RunFacts;
  readonly approvals: readonly DeploymentApproval[];
  readonly environment: EnvironmentProtection | undefined;
  /** Beside `environment`. */
  readonly otherEnvironments?: readonly EnvironmentProtection[];
  readonly commits: readonly CommitFacts[];
  readonly pullRequests: readonly PullRequestFacts[];
  /** What a squash made one of, by the number of the pull request. */
  readonly pullRequestCommits?: ReadonlyMap<number, readonly CommitFacts[]>;
  readonly branch?: BranchFacts;
  /** Files by path, then by commit; a commit that is not named has the text of the newest before it. */
  readonly files?: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly pullRequestStates?: readonly PullRequestState[];
  readonly reviews?: ReadonlyMap<number, readonly PullRequestReview[]>;
}

/** Accounts by role. */
export const accounts = {
  developer: { id: 101, login: 'workload-developer', isBot: false },
  engineer: { id: 102, login: 'platform-engineer', isBot: false },
  approver: { id: 103, login: 'release-approver', isBot: false },
  second: { id: 104, login: 'second-approver', isBot: false },
} as const satisfies Readonly<Record<string, Account>>;

/** GitHub's API on a linear history. */
export function createFakeGithub(repository: FakeRepository): GithubClient {
  const { run, commits } = repository;
  const indexOf = (sha: string): number => {
    const index = commits.findIndex((commit) => commit.sha === sha);
    if (index < 0) throw new Error(`no commit ${sha}`);
    return index;
  };
  return {
    readRun: async () => run,
    readRunAttempt: async (_runId, attempt) => ({ ...run, attempt }),
    listApprovals: async () => repository.approvals,
    findEnvironment: async (name) =>
      [repository.environment, ...(repository.otherEnvironments ?? [])].find((each) => each?.name === name),
    compare: async (base, head) => {
      const [from, to] = [indexOf(base), indexOf(head)];
      if (from === to) return { status: 'identical', commits: [] };
      return from < to
        ? { status: 'ahead', commits: commits.slice(from + 1, to + 1) }
        : { status: 'behind', commits: [] };
    },
    listCommits: async (sha, max) => {
      const all = commits.slice(0, indexOf(sha) + 1).reverse();
      return { commits: all.slice(0, max), isComplete: all.length <= max };
    },
    listPullRequests: async (sha) => repository.pullRequests.filter((pull) => pull.mergeCommit === sha),
    listPullRequestCommits: async (number) => ({
      commits: repository.pullRequestCommits?.get(number) ?? [],
      isComplete: true,
    }),
    readDefaultBranch: async () => 'main',
    readBranch: async () =>
      repository.branch ?? { sha: commits.at(-1)?.sha ?? run.headSha, isProtected: true },
    readFile: async (path, commit) => findText(repository.files?.get(path), commits, commit),
    listFileCommits: async (path, until) => {
      const versions = repository.files?.get(path);
      const past = commits.slice(0, indexOf(until) + 1).reverse();
      return { commits: past.filter(({ sha }) => versions?.has(sha) === true), isComplete: true };
    },
    readPullRequest: async (number) => {
      const state = repository.pullRequestStates?.find((pull) => pull.number === number);
      if (state === undefined) throw new Error(`no pull request ${number}`);
      return state;
    },
    listReviews: async (number) => repository.reviews?.get(number) ?? [],
  };
}

// A commit off the line, e.g. the head of a pull request, has only what is given for it.
function findText(
  versions: ReadonlyMap<string, string> | undefined,
  commits: readonly CommitFacts[],
  commit: string,
): string | undefined {
  const index = commits.findIndex(({ sha }) => sha === commit);
  if (index < 0) return versions?.get(commit);
  const past = commits.slice(0, index + 1).map(({ sha }) => versions?.get(sha));
  return past.findLast((text) => text !== undefined);
}

/** An environment as it should be. */
export const safeEnvironment: EnvironmentProtection = {
  name: 'promote',
  canAdminsBypass: false,
  preventSelfReview: true,
  reviewerCount: 1,
  branchPolicy: 'custom',
  branchPatterns: ['main'],
};

/** A commit by the developer, made through GitHub. */
export function buildCommit(sha: string, change: Partial<CommitFacts> = {}): CommitFacts {
  return {
    sha,
    message: 'Change the service',
    author: accounts.developer,
    committer: { id: 105, login: 'web-flow', isBot: false },
    authorEmail: '101+workload-developer@users.noreply.github.com',
    committerEmail: 'noreply@github.com',
    isVerified: true,
    parents: [],
    ...change,
  };
}
