import { followMove } from './branches.ts';
import { addComment, openIssue } from './issues.ts';
import { findRepository, readRepository, readSignature } from './lookup.ts';
import type { HubParts } from './lookup.ts';
import { mergePullRequest } from './merge.ts';
import { openPullRequest, reviewPullRequest, setPullState } from './pulls.ts';
import { createRepository, forkRepository, setEnvironment } from './repositories.ts';
import { bypass, requestApproval, rerun, review, startRun } from './runs.ts';
import type { AccountCommit, Hub } from './types.ts';

export { followMove, listMoves } from './branches.ts';
export type { RefMove } from './branches.ts';
export { createEvents } from './events.ts';
export type { HubEvent, HubListener } from './events.ts';
export type { HubParts } from './lookup.ts';
export { RefusalError } from './refusal.ts';
export type { RefusalDetail } from './refusal.ts';
export { changeRef, findRef } from './refs.ts';
export { addAsset, createRelease, deleteRelease, publishRelease } from './releases.ts';
export { explainMissing, findProtection, hasRole, mayBypass } from './rules.ts';
export { explainReviewRefusal } from './runs.ts';
export type { MergeOrder } from './merge.ts';
export type { PullRequestOrder, PullReview } from './pulls.ts';
export type { RepositoryOrder } from './repositories.ts';
export type { Review, RunOrder } from './runs.ts';
export type { AccountCommit, Hub } from './types.ts';

/** Opens the hub on a state and its git repositories. */
export function createHub(parts: HubParts): Hub {
  return {
    on: parts.events.on,
    findRepository: (fullName) => findRepository(parts, fullName),
    createRepository: (order) => createRepository(parts, order),
    forkRepository: (fullName, owner) => forkRepository(parts, fullName, owner),
    commit: (repository, order) => commit(parts, repository, order),
    ...createPullHub(parts),
    ...createRunHub(parts),
    setEnvironment: (repository, name, change) => {
      setEnvironment(parts, repository, name, change);
    },
  };
}

type PullMethods =
  'openPullRequest' | 'setPullState' | 'reviewPullRequest' | 'merge' | 'openIssue' | 'addComment';

function createPullHub(parts: HubParts): Pick<Hub, PullMethods> {
  return {
    openPullRequest: (repository, order) => openPullRequest(parts, repository, order),
    setPullState: (repository, order) => setPullState(parts, repository, order),
    reviewPullRequest: (repository, order) => reviewPullRequest(parts, repository, order),
    merge: (repository, order) => mergePullRequest(parts, repository, order),
    openIssue: (repository, order) => openIssue(parts, repository, order),
    addComment: (repository, order) => addComment(parts, repository, order),
  };
}

type RunMethods = 'startRun' | 'rerun' | 'requestApproval' | 'review' | 'bypass';

function createRunHub(parts: HubParts): Pick<Hub, RunMethods> {
  return {
    startRun: (repository, order) => startRun(parts, repository, order),
    rerun: (repository, order) => rerun(parts, repository, order),
    requestApproval: (repository, order) => {
      requestApproval(parts, repository, order);
    },
    review: (repository, runId, answer) => {
      review(parts, repository, runId, answer);
    },
    bypass: (repository, runId, answer) => {
      bypass(parts, repository, runId, answer);
    },
  };
}

async function commit(parts: HubParts, repository: string, order: AccountCommit): Promise<string> {
  const { fullName } = readRepository(parts, repository);
  if (!(await parts.git.exists(fullName))) await parts.git.create(fullName);
  const author = readSignature(parts, order.author);
  const committer = order.committer === undefined ? author : readSignature(parts, order.committer);
  const ref = `refs/heads/${order.branch}`;
  const before = await parts.git.tip(fullName, ref);
  const after = await parts.git.commit(fullName, { ...order, author, committer });
  const actor = typeof order.author === 'string' ? order.author : 'ghost';
  await followMove(parts, fullName, { ref, before, after, actor });
  return after;
}
