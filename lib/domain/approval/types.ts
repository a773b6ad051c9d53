/** An account as GitHub names it. */
export interface Account {
  readonly id: number;
  readonly login: string;
  readonly isBot: boolean;
}

/** Somebody who took part, as far as known: a GitHub noreply address of the old form has a login and no id. */
export interface Person {
  readonly login: string;
  readonly id?: number;
}

/** A review of a deployment; GitHub gives neither its time nor the attempt it was for. */
export interface Review {
  readonly state: 'approved' | 'rejected' | 'pending';
  readonly user: Account;
  readonly comment: string;
  readonly environments: readonly string[];
}

/** The protection of an environment, read back from GitHub. */
export interface EnvironmentSettings {
  readonly canAdminsBypass: boolean;
  readonly preventSelfReview: boolean;
  readonly reviewerCount: number;
  readonly branchPolicy: 'none' | 'protected' | 'custom';
  readonly branchPatterns: readonly string[];
}

/** Who started one attempt of the run. */
export interface Attempt {
  readonly attempt: number;
  readonly actor: Account | undefined;
  readonly triggeringActor: Account | undefined;
}

/** A commit and who made it. */
export interface Commit {
  readonly sha: string;
  readonly message: string;
  readonly author: Account | undefined;
  readonly committer: Account | undefined;
  readonly authorEmail: string;
  readonly committerEmail: string;
  readonly isVerified: boolean;
}

/** A pull request that brought one of the commits in. */
export interface PullRequest {
  readonly number: number;
  readonly author: Account | undefined;
  readonly mergedBy: Account | undefined;
  readonly mergeCommit: string | undefined;
}

/** Everything the independence of an approver is judged by. */
export interface ApprovalFacts {
  readonly environmentName: string;
  /** Undefined when the repository has no such environment. */
  readonly environment: EnvironmentSettings | undefined;
  /** The only branch that may deploy to the environment. */
  readonly branch: string;
  readonly reviews: readonly Review[];
  readonly attempts: readonly Attempt[];
  /** Every commit since the last promoted one. */
  readonly commits: readonly Commit[];
  /** Whether `commits` is the whole range; a bound may have cut it. */
  readonly isRangeComplete: boolean;
  readonly pullRequests: readonly PullRequest[];
}

/** One person's part in what is being promoted, e.g. `author of commit 1a2b3c4`. */
export interface Contribution {
  readonly person: Person;
  readonly role: string;
}

/** All who took part; `unknown` holds a sentence for each who cannot be compared with an account. */
export interface Contributors {
  readonly known: readonly Contribution[];
  readonly unknown: readonly string[];
}

/** Why an approval does not count. */
export type ApprovalCode =
  | 'APPROVAL_ENVIRONMENT_UNSAFE'
  | 'APPROVAL_MISSING'
  | 'APPROVAL_PENDING'
  | 'APPROVAL_REJECTED'
  | 'APPROVAL_NOT_INDEPENDENT'
  | 'APPROVAL_INDEPENDENCE_UNKNOWN';

/** The judgement of an approval, with every reason for a refusal. */
export type ApprovalDecision =
  | { readonly outcome: 'approved'; readonly approvers: readonly Account[] }
  | {
      readonly outcome: 'refused';
      readonly code: ApprovalCode;
      readonly subject: string;
      readonly reasons: readonly string[];
    };
