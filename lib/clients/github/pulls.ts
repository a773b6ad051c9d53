import { read, readPages, readSome } from './api.ts';
import { findPullRequestState, toCommitFacts, toPullRequestFacts, toReview } from './facts.ts';
import { malformed } from './failures.ts';
import { pulls } from './repository.ts';
import type { Repository } from './repository.ts';
import { CommitsBody, PullBody, PullListBody, ReviewsBody } from './schema.ts';
import type { GithubClient, PullRequestFacts, PullRequestReview, PullRequestState } from './types.ts';

/** A repository with the pull requests that were read: one request for each, however many of its commits are asked about. */
export interface PullRepository extends Repository {
  readonly pulls: Map<number, Promise<PullBody>>;
}

const maxPulls = 100;
/** GitHub lists no more commits of a pull request (REST, "List commits on a pull request"). */
const maxPullCommits = 250;
const maxReviews = 1000;

/** All reviews of a pull request: https://docs.github.com/rest/pulls/reviews#list-reviews-for-a-pull-request */
export async function listReviews(
  { api, base }: Repository,
  number: number,
): Promise<readonly PullRequestReview[]> {
  const call = pulls(`${base}/pulls/${number}/reviews?per_page=100`);
  const count = ({ length }: { readonly length: number }): number => length;
  const pages = await readPages(api, call, ReviewsBody, { maxEntries: maxReviews, count });
  return pages.flat().map(toReview);
}

/** The pull requests that brought a commit in, each with who merged it. */
export async function listPullRequests(
  scope: PullRepository,
  sha: string,
): Promise<readonly PullRequestFacts[]> {
  const { api, base } = scope;
  const call = pulls(`${base}/commits/${encodeURIComponent(sha)}/pulls?per_page=100`);
  const pages = await readPages(api, call, PullListBody, {
    maxEntries: maxPulls,
    count: ({ length }) => length,
  });
  const numbers = pages.flat().map(({ number }) => number);
  return Promise.all(numbers.map(async (number) => toPullRequestFacts(await readPull(scope, number))));
}

/** The commits of a pull request before it was merged, oldest first. */
export async function listPullRequestCommits(
  { api, base }: Repository,
  number: number,
): ReturnType<GithubClient['listPullRequestCommits']> {
  const call = pulls(`${base}/pulls/${number}/commits?per_page=100`);
  const { entries, isComplete } = await readSome(api, call, CommitsBody, maxPullCommits);
  // The list ends at its bound without a sign that there were more.
  return { commits: entries.map(toCommitFacts), isComplete: isComplete && entries.length < maxPullCommits };
}

/** What became of a pull request. */
export async function readPullRequest(scope: PullRepository, number: number): Promise<PullRequestState> {
  const state = findPullRequestState(await readPull(scope, number));
  if (state !== undefined) return state;
  throw malformed(pulls(`${scope.base}/pulls/${number}`), ['head, base or merged_at is missing']);
}

// Only the single form of a pull request says who merged it.
function readPull({ api, base, pulls: known }: PullRepository, number: number): Promise<PullBody> {
  const reading = known.get(number) ?? read(api, pulls(`${base}/pulls/${number}`), PullBody);
  known.set(number, reading);
  reading.catch(() => known.delete(number));
  return reading;
}
