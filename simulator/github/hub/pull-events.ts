import { renderFullPullRequest, renderReview } from '../render/index.ts';
import type { StoredPullRequest, StoredRepository, StoredReview } from '../state.ts';
import { commonPayload } from './events.ts';
import type { HubParts } from './lookup.ts';

/** Something that happened to a pull request. */
export interface PullChange {
  readonly repository: StoredRepository;
  readonly pull: StoredPullRequest;
  readonly action: 'opened' | 'synchronize' | 'reopened' | 'closed';
  readonly actor: string;
  readonly more?: Readonly<Record<string, unknown>>;
}

/**
 * The `pull_request` webhook. Its runs have the test merge as commit, a closed merged one the base branch
 * (GitHub docs, "Events that trigger workflows").
 */
export async function tellPull(parts: HubParts, change: PullChange): Promise<void> {
  const { repository, pull, action, actor, more } = change;
  const { fullName } = repository;
  const isMerged = pull.mergeSha !== undefined;
  // A conflict starts no run: there is nothing that it could check out.
  const sha = pull.mergeSha ?? pull.testMergeSha;
  if (sha === undefined) return;
  await parts.events.emit(() => ({
    ...{ name: 'pull_request', repository: fullName, sha, actor },
    ref: isMerged ? `refs/heads/${pull.baseBranch}` : `refs/pull/${pull.number}/merge`,
    payload: {
      ...{ action, number: pull.number, ...more },
      pull_request: renderFullPullRequest(parts.state.value, repository, pull),
      ...commonPayload(parts, fullName, actor),
    },
  }));
}

/** The `pull_request_review` webhook. */
export async function tellReview(
  parts: HubParts,
  about: { readonly repository: StoredRepository; readonly pull: StoredPullRequest },
  review: StoredReview,
): Promise<void> {
  const { repository, pull } = about;
  await parts.events.emit(() => ({
    ...{ name: 'pull_request_review', repository: repository.fullName, actor: review.user },
    ...{ ref: `refs/pull/${pull.number}/merge`, sha: pull.testMergeSha ?? pull.headSha },
    payload: {
      action: 'submitted',
      review: renderReview(parts.state.value, about, review),
      pull_request: renderFullPullRequest(parts.state.value, repository, pull),
      ...commonPayload(parts, repository.fullName, review.user),
    },
  }));
}
