import type { FileContent, Signature } from '../git/index.ts';
import type {
  StoredComment,
  StoredEnvironment,
  StoredIssue,
  StoredPullRequest,
  StoredRepository,
  StoredReview,
  StoredRun,
} from '../state.ts';
import type { HubEvents } from './events.ts';
import type { MergeOrder } from './merge.ts';
import type { PullRequestOrder, PullReview } from './pulls.ts';
import type { RepositoryOrder } from './repositories.ts';
import type { Review, RunOrder } from './runs.ts';

/** Changes to commit as an account of the simulated GitHub. */
export interface AccountCommit {
  readonly branch: string;
  readonly message: string;
  /** A login, or a signature that GitHub may not know. */
  readonly author: string | Signature;
  readonly committer?: string | Signature;
  readonly files: Readonly<Record<string, FileContent>>;
}

/** What people do on github.com, for scenarios and tests. It throws a RefusalError where GitHub would say no. */
export interface Hub {
  /** Webhooks; answers how to stop listening. */
  readonly on: HubEvents['on'];
  findRepository(fullName: string): StoredRepository | undefined;
  createRepository(order: RepositoryOrder): Promise<StoredRepository>;
  /** A copy at `<owner>/<name>`, for pull requests from outside. */
  forkRepository(fullName: string, owner: string): Promise<StoredRepository>;
  /** Commits to a branch, past its protection; makes the git repository with its first commit. */
  commit(repository: string, order: AccountCommit): Promise<string>;
  openPullRequest(repository: string, order: PullRequestOrder): Promise<StoredPullRequest>;
  setPullState(
    repository: string,
    order: { readonly number: number; readonly state: 'open' | 'closed'; readonly actor: string },
  ): Promise<void>;
  reviewPullRequest(repository: string, order: PullReview): Promise<StoredReview>;
  /** Merges a pull request; answers the commit that the base branch then has. */
  merge(repository: string, order: MergeOrder): Promise<string>;
  openIssue(repository: string, order: Pick<StoredIssue, 'title' | 'body' | 'user' | 'labels'>): StoredIssue;
  addComment(
    repository: string,
    order: Pick<StoredComment, 'number' | 'user' | 'body'>,
  ): Promise<StoredComment>;
  startRun(repository: string, order: RunOrder): StoredRun;
  rerun(repository: string, order: { readonly runId: number; readonly triggeringActor: string }): StoredRun;
  requestApproval(repository: string, order: { readonly runId: number; readonly environment: string }): void;
  review(repository: string, runId: number, answer: Review): void;
  /** An administrator starts what waits, past the reviewers. */
  bypass(repository: string, runId: number, answer: Omit<Review, 'state'>): void;
  setEnvironment(repository: string, name: string, change: Partial<StoredEnvironment>): void;
}
