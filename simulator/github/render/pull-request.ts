import type { GithubState, StoredPullRequest, StoredRepository, StoredReview } from '../state.ts';
import { renderLogin } from './account.ts';
import { renderAssociation } from './association.ts';
import { renderRepositoryLink } from './repository.ts';
import { apiUrl, formatOptional, formatSeconds, nodeId } from './text.ts';

/** A pull request (REST schema `pull-request-simple`). */
export function renderPullRequest(state: GithubState, repository: StoredRepository, pull: StoredPullRequest) {
  const url = `${apiUrl}/repos/${repository.fullName}/pulls/${pull.number}`;
  return {
    id: repository.id + pull.number,
    node_id: nodeId('PR', repository.id + pull.number),
    number: pull.number,
    state: pull.state,
    title: pull.title,
    body: pull.body,
    draft: pull.isDraft,
    user: renderLogin(state, pull.author),
    author_association: renderAssociation(repository, pull.author),
    created_at: formatSeconds(pull.createdAt),
    closed_at: formatOptional(pull.closedAt),
    merged_at: formatOptional(pull.mergedAt),
    // While open: the test merge, null where base and head conflict (REST, "Get a pull request").
    merge_commit_sha: pull.mergeSha ?? pull.testMergeSha ?? null,
    head: renderSide(state, pull.headRepository, pull.headBranch, pull.headSha),
    base: renderSide(state, repository.fullName, pull.baseBranch, pull.baseSha),
    url,
    html_url: `https://github.com/${repository.fullName}/pull/${pull.number}`,
    issue_url: `${apiUrl}/repos/${repository.fullName}/issues/${pull.number}`,
  };
}

/** The facts that only the single form has (REST schema `pull-request`). */
export function renderFullPullRequest(
  state: GithubState,
  repository: StoredRepository,
  pull: StoredPullRequest,
) {
  const isMerged = pull.mergeSha !== undefined;
  const isMergeable = pull.testMergeSha !== undefined;
  return {
    ...renderPullRequest(state, repository, pull),
    merged: isMerged,
    mergeable: isMerged ? null : isMergeable,
    mergeable_state: isMergeable ? 'clean' : 'dirty',
    merged_by: renderLogin(state, pull.mergedBy),
  };
}

function renderSide(state: GithubState, fullName: string, ref: string, sha: string) {
  const repo = state.repositories.find((each) => each.fullName === fullName);
  const [owner = ''] = fullName.split('/');
  // The fork of a pull request can be gone.
  return {
    label: `${owner}:${ref}`,
    ref,
    sha,
    user: { login: owner },
    repo: repo === undefined ? null : renderRepositoryLink(repo),
  };
}

/** A review (REST schema `pull-request-review`). */
export function renderReview(
  state: GithubState,
  { repository, pull }: { readonly repository: StoredRepository; readonly pull: StoredPullRequest },
  review: StoredReview,
) {
  const { fullName } = repository;
  return {
    id: review.id,
    node_id: nodeId('PRR', review.id),
    user: renderLogin(state, review.user),
    body: review.body,
    state: review.state,
    html_url: `https://github.com/${fullName}/pull/${pull.number}#pullrequestreview-${review.id}`,
    pull_request_url: `${apiUrl}/repos/${fullName}/pulls/${pull.number}`,
    author_association: renderAssociation(repository, review.user),
    submitted_at: formatSeconds(review.submittedAt),
    commit_id: review.commitId,
  };
}
