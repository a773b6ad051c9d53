/** An account as GitHub names it; `isBot` from `type: Bot`. */
export interface Account {
  readonly id: number;
  readonly login: string;
  readonly isBot: boolean;
}

/** A review of a deployment as `GET …/runs/{id}/approvals` answers; GitHub gives no time, attempt or digest. */
export interface DeploymentApproval {
  readonly state: 'approved' | 'rejected' | 'pending';
  readonly user: Account;
  readonly comment: string;
  readonly environments: readonly string[];
}

/** The protection of an environment, read back. */
export interface EnvironmentProtection {
  readonly name: string;
  readonly canAdminsBypass: boolean;
  readonly preventSelfReview: boolean;
  readonly reviewerCount: number;
  /** `protected` = protected branches only; `custom` = by the patterns; `none` = any ref. */
  readonly branchPolicy: 'none' | 'protected' | 'custom';
  readonly branchPatterns: readonly string[];
}

/** A commit and who made it; an account is undefined where GitHub knows none for the address. */
export interface CommitFacts {
  readonly sha: string;
  readonly message: string;
  readonly author: Account | undefined;
  readonly committer: Account | undefined;
  readonly authorEmail: string;
  readonly committerEmail: string;
  readonly isVerified: boolean;
  readonly parents: readonly string[];
}

export interface PullRequestFacts {
  readonly number: number;
  readonly author: Account | undefined;
  readonly mergedBy: Account | undefined;
  readonly mergeCommit: string | undefined;
}

/** What became of a pull request. */
export interface PullRequestState {
  readonly number: number;
  readonly author: Account | undefined;
  readonly isMerged: boolean;
  /** The branch it was made for. */
  readonly base: string;
  /** Its last commit. */
  readonly head: string;
}

/** A review of a pull request. */
export interface PullRequestReview {
  readonly user: Account | undefined;
  readonly state: 'approved' | 'changes-requested' | 'commented' | 'dismissed' | 'pending';
  /** The commit that was reviewed. */
  readonly commit: string | undefined;
  /** RFC 3339; undefined while the review is pending. */
  readonly submittedAt: string | undefined;
}

/** A branch: its tip, and whether a branch protection or a ruleset holds for it. */
export interface BranchFacts {
  readonly sha: string;
  readonly isProtected: boolean;
}

export interface RunFacts {
  readonly id: number;
  readonly attempt: number;
  readonly headSha: string;
  readonly headBranch: string | undefined;
  readonly event: string;
  /** Who started the first attempt. */
  readonly actor: Account | undefined;
  /** Who started this attempt. */
  readonly triggeringActor: Account | undefined;
}

/** The REST API of one repository (X-GitHub-Api-Version 2022-11-28). Throws GITHUB_* codes; all pages are read, with a named bound. */
export interface GithubClient {
  readRun(runId: number): Promise<RunFacts>;
  /** Every attempt of a run, from 1. */
  readRunAttempt(runId: number, attempt: number): Promise<RunFacts>;
  listApprovals(runId: number): Promise<readonly DeploymentApproval[]>;
  findEnvironment(name: string): Promise<EnvironmentProtection | undefined>;
  /** The commits in `base..head`, oldest first; the status says whether head descends from base. */
  compare(
    base: string,
    head: string,
  ): Promise<{
    readonly status: 'ahead' | 'behind' | 'diverged' | 'identical';
    readonly commits: readonly CommitFacts[];
  }>;
  /** The history that ends at `sha`, newest first, at most `max` commits and whether that was all. */
  listCommits(
    sha: string,
    max: number,
  ): Promise<{ readonly commits: readonly CommitFacts[]; readonly isComplete: boolean }>;
  /** The pull requests that brought a commit in. */
  listPullRequests(sha: string): Promise<readonly PullRequestFacts[]>;
  /** The commits of a pull request before it was merged, oldest first; GitHub lists at most 250 and then says no more. */
  listPullRequestCommits(
    number: number,
  ): Promise<{ readonly commits: readonly CommitFacts[]; readonly isComplete: boolean }>;
  readDefaultBranch(): Promise<string>;
  readBranch(name: string): Promise<BranchFacts>;
  /**
   * The text of a file at a commit, at most 1 MB; undefined when the commit has no such file, or the token may not see
   * it. Throws GITHUB_FILE_UNREADABLE for a larger one, a folder, a link out of the repository and what is no text.
   */
  readFile(path: string, commit: string): Promise<string | undefined>;
  /** The commits that touched a file and that `until` descends from, newest first, and whether they are all. */
  listFileCommits(
    path: string,
    until: string,
  ): Promise<{ readonly commits: readonly CommitFacts[]; readonly isComplete: boolean }>;
  readPullRequest(number: number): Promise<PullRequestState>;
  /** All reviews in the order in which they were made. */
  listReviews(number: number): Promise<readonly PullRequestReview[]>;
}
