import { takeId } from '../state.ts';
import type { StoredPullRequest, StoredReview } from '../state.ts';
import { readPull, readRepository, readTip, takeNumber } from './lookup.ts';
import type { HubParts } from './lookup.ts';
import { tellPull, tellReview } from './pull-events.ts';
import { RefusalError } from './refusal.ts';
import { refreshTestMerge } from './test-merge.ts';

/** A pull request to open. */
export interface PullRequestOrder {
  readonly author: string;
  readonly branch: string;
  readonly title: string;
  readonly body?: string;
  /** The fork that has the branch; default: the repository itself. */
  readonly from?: string;
  /** Default: the default branch. */
  readonly base?: string;
  readonly isDraft?: boolean;
}

/** Opens a pull request. */
export async function openPullRequest(
  parts: HubParts,
  fullName: string,
  order: PullRequestOrder,
): Promise<StoredPullRequest> {
  const repository = readRepository(parts, fullName);
  const { author, branch, title, body = '', from = repository.fullName, isDraft = false } = order;
  const baseBranch = order.base ?? repository.defaultBranch;
  const pull: StoredPullRequest = {
    ...{ number: takeNumber(repository), title, body, author, isDraft },
    ...{ headRepository: from, headBranch: branch, headSha: await readTip(parts, from, branch) },
    ...{ baseBranch, baseSha: await readTip(parts, repository.fullName, baseBranch) },
    ...{ createdAt: parts.world.clock.now(), reviews: [], state: 'open' },
  };
  repository.pullRequests.push(pull);
  await refreshTestMerge(parts, repository, pull);
  await tellPull(parts, { repository, pull, action: 'opened', actor: author });
  return pull;
}

/** Closes a pull request without merging it, or opens it again. */
export async function setPullState(
  parts: HubParts,
  fullName: string,
  {
    number,
    state,
    actor,
  }: { readonly number: number; readonly state: 'open' | 'closed'; readonly actor: string },
): Promise<void> {
  const pull = readPull(parts, fullName, number);
  if (pull.mergeSha !== undefined)
    throw new RefusalError(422, 'Validation Failed', ['state cannot be changed.']);
  if (pull.state === state) return;
  const repository = readRepository(parts, fullName);
  pull.state = state;
  if (state === 'closed') pull.closedAt = parts.world.clock.now();
  else {
    delete pull.closedAt;
    await refreshTestMerge(parts, repository, pull);
  }
  parts.state.touch();
  await tellPull(parts, { repository, pull, action: state === 'open' ? 'reopened' : 'closed', actor });
}

/** A reviewer's answer to a pull request. */
export interface PullReview {
  readonly number: number;
  readonly login: string;
  readonly state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED';
  readonly body?: string;
  /** The commit that was looked at; default: the head. */
  readonly commit?: string | undefined;
}

/** Reviews a pull request. https://docs.github.com/rest/pulls/reviews#create-a-review-for-a-pull-request */
export async function reviewPullRequest(
  parts: HubParts,
  fullName: string,
  order: PullReview,
): Promise<StoredReview> {
  const pull = readPull(parts, fullName, order.number);
  const { login: user, state, body = '', commit = pull.headSha } = order;
  if (user === pull.author && state !== 'COMMENTED') {
    const verb = state === 'APPROVED' ? 'approve' : 'request changes on';
    throw new RefusalError(422, 'Unprocessable Entity', [`Can not ${verb} your own pull request`]);
  }
  const submittedAt = parts.world.clock.now();
  const review: StoredReview = { id: takeId(parts.state), user, state, body, commitId: commit, submittedAt };
  pull.reviews.push(review);
  parts.state.touch();
  await tellReview(parts, { repository: readRepository(parts, fullName), pull }, review);
  return review;
}
