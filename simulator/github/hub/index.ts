import type { Signature } from '../git/index.ts';
import type { StoredEnvironment, StoredPullRequest, StoredRepository, StoredRun } from '../state.ts';
import { findRepository, present, readRepository, readSignature } from './lookup.ts';
import type { HubParts } from './lookup.ts';
import { mergePullRequest, openPullRequest } from './pulls.ts';
import type { PullRequestOrder } from './pulls.ts';
import { requestApproval, rerun, review, startRun } from './runs.ts';
import type { Review, RunOrder } from './runs.ts';

export type { PullRequestOrder } from './pulls.ts';
export type { Review, RunOrder } from './runs.ts';

/** Changes to commit as an account of the simulated GitHub. */
export interface AccountCommit {
  readonly branch: string;
  readonly message: string;
  /** A login, or a signature that GitHub may not know. */
  readonly author: string | Signature;
  readonly committer?: string | Signature;
  readonly files: Readonly<Record<string, string | Uint8Array | null>>;
}

/** What people do on github.com, for scenarios and tests. */
export interface Hub {
  findRepository(fullName: string): StoredRepository | undefined;
  /** Makes the git repository with its first commit. */
  commit(repository: string, order: AccountCommit): Promise<string>;
  openPullRequest(repository: string, order: PullRequestOrder): Promise<StoredPullRequest>;
  merge(repository: string, order: { readonly number: number; readonly merger: string }): Promise<string>;
  startRun(repository: string, order: RunOrder): StoredRun;
  rerun(repository: string, order: { readonly runId: number; readonly triggeringActor: string }): StoredRun;
  requestApproval(repository: string, order: { readonly runId: number; readonly environment: string }): void;
  review(repository: string, runId: number, answer: Review): void;
  setEnvironment(repository: string, name: string, change: Partial<StoredEnvironment>): void;
}

/** Opens the hub on a state and its git repositories. */
export function createHub(parts: HubParts): Hub {
  return {
    findRepository: (fullName) => findRepository(parts, fullName),
    commit: (repository, order) => commit(parts, repository, order),
    openPullRequest: (repository, order) => openPullRequest(parts, repository, order),
    merge: (repository, order) => mergePullRequest(parts, repository, order),
    startRun: (repository, order) => startRun(parts, repository, order),
    rerun: (repository, order) => rerun(parts, repository, order),
    requestApproval: (repository, order) => {
      requestApproval(parts, repository, order);
    },
    review: (repository, runId, answer) => {
      review(parts, repository, runId, answer);
    },
    setEnvironment(repository, name, change) {
      const { environments } = readRepository(parts, repository);
      const environment = environments.find((each) => each.name === name);
      Object.assign(present(environment, `environment ${name}`), change);
      parts.state.touch();
    },
  };
}

async function commit(parts: HubParts, repository: string, order: AccountCommit): Promise<string> {
  const { fullName } = readRepository(parts, repository);
  if (!(await parts.git.exists(fullName))) await parts.git.create(fullName);
  const author = readSignature(parts, order.author);
  const committer = order.committer === undefined ? author : readSignature(parts, order.committer);
  return parts.git.commit(fullName, { ...order, author, committer });
}
