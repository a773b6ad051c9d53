import { readPages, readSome } from './api.ts';
import { toCommitFacts } from './facts.ts';
import { malformed } from './failures.ts';
import { contents } from './repository.ts';
import type { Repository } from './repository.ts';
import { CommitsBody, CompareBody } from './schema.ts';
import type { GithubClient } from './types.ts';

/** GitHub itself compares at most 10,000 commits. */
const maxCompared = 10_000;
const maxFileCommits = 1000;

/** What two commits differ by: https://docs.github.com/rest/commits/commits#compare-two-commits */
export async function compare(
  { api, base }: Repository,
  from: string,
  to: string,
): ReturnType<GithubClient['compare']> {
  const range = `${encodeURIComponent(from)}...${encodeURIComponent(to)}`;
  const call = contents(`${base}/compare/${range}?per_page=100`);
  const count = (page: { readonly commits: readonly unknown[] }): number => page.commits.length;
  const pages = await readPages(api, call, CompareBody, { maxEntries: maxCompared, count });
  const commits = pages.flatMap((page) => page.commits).map(toCommitFacts);
  const [first] = pages;
  // A part of the commits must never pass for all of them: their authors are excluded from approving.
  if (first === undefined || commits.length !== first.total_commits) {
    throw malformed(call, [`${commits.length} commits of ${first?.total_commits ?? 0}`]);
  }
  return { status: first.status, commits };
}

/** The history that ends at a commit, newest first. */
export async function listCommits(
  { api, base }: Repository,
  sha: string,
  max: number,
): ReturnType<GithubClient['listCommits']> {
  const call = contents(`${base}/commits?sha=${encodeURIComponent(sha)}&per_page=${Math.min(max, 100)}`);
  const { entries, isComplete } = await readSome(api, call, CommitsBody, max);
  return { commits: entries.map(toCommitFacts), isComplete };
}

/** The commits that touched a file, newest first. */
export async function listFileCommits(
  { api, base }: Repository,
  path: string,
  until: string,
): ReturnType<GithubClient['listFileCommits']> {
  const query = `sha=${encodeURIComponent(until)}&path=${encodeURIComponent(path)}&per_page=100`;
  const call = contents(`${base}/commits?${query}`);
  const { entries, isComplete } = await readSome(api, call, CommitsBody, maxFileCommits);
  return { commits: entries.map(toCommitFacts), isComplete };
}
