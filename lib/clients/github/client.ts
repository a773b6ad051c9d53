import type { HttpClient } from '@azure/core-rest-pipeline';
import type { RetryPolicy, RetryPorts } from '../../base/retry.ts';
import { createRest } from '../http/index.ts';
import { find, read, readPages, readSome } from './api.ts';
import type { GithubApi } from './api.ts';
import { readBranch, readFile } from './contents.ts';
import {
  findPullRequestState,
  toAccount,
  toCommitFacts,
  toProtection,
  toPullRequestFacts,
  toReview,
  toRunFacts,
} from './facts.ts';
import { malformed } from './failures.ts';
import type { GithubCall } from './failures.ts';
import {
  ApprovalsBody,
  BranchPoliciesBody,
  CommitsBody,
  CompareBody,
  EnvironmentBody,
  PullBody,
  PullListBody,
  RepositoryBody,
  ReviewsBody,
  RunBody,
} from './schema.ts';
import type {
  CommitFacts,
  DeploymentApproval,
  EnvironmentProtection,
  GithubClient,
  PullRequestFacts,
  PullRequestReview,
  PullRequestState,
} from './types.ts';

/** What the client of one repository is made of. */
export interface GithubOptions {
  /** GITHUB_API_URL, without a slash at its end. */
  readonly apiUrl: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly token: string;
  readonly httpClient: HttpClient;
  readonly ports: RetryPorts;
  readonly policy?: RetryPolicy;
}

/** Bounds of what is read as a whole; GitHub itself compares at most 10,000 commits. */
const maxCompared = 10_000;
const maxPulls = 100;
const maxPatterns = 200;
const maxApprovals = 1000;
/** GitHub lists no more commits of a pull request (REST, "List commits on a pull request"). */
const maxPullCommits = 250;
const maxFileCommits = 1000;
const maxReviews = 1000;

interface Repository {
  readonly api: GithubApi;
  readonly base: string;
  /** One request a pull request, however many of its commits are asked about. */
  readonly pulls: Map<number, Promise<PullBody>>;
}

/** The REST API of one repository. */
export function createGithubClient(options: GithubOptions): GithubClient {
  const { apiUrl, repository, token } = options;
  const api: GithubApi = { rest: createRest(options), apiUrl, token };
  const scope: Repository = {
    api,
    base: `/repos/${repository.split('/').map(encodeURIComponent).join('/')}`,
    pulls: new Map(),
  };
  const { base } = scope;
  return {
    readRun: async (runId) => toRunFacts(await read(api, actions(`${base}/actions/runs/${runId}`), RunBody)),
    readRunAttempt: async (runId, attempt) =>
      toRunFacts(await read(api, actions(`${base}/actions/runs/${runId}/attempts/${attempt}`), RunBody)),
    listApprovals: (runId) => listApprovals(scope, runId),
    findEnvironment: (name) => findEnvironment(scope, name),
    compare: (from, to) => compare(scope, from, to),
    listCommits: (sha, max) => listCommits(scope, sha, max),
    listPullRequests: (sha) => listPullRequests(scope, sha),
    listPullRequestCommits: (number) => listPullRequestCommits(scope, number),
    readDefaultBranch: async () => (await read(api, contents(base), RepositoryBody)).default_branch,
    readBranch: (name) => readBranch(api, contents(`${base}/branches/${encodeURIComponent(name)}`)),
    readFile: (path, commit) =>
      readFile(api, contents(`${base}/contents/${encodePath(path)}?ref=${encodeURIComponent(commit)}`)),
    listFileCommits: (path, until) => listFileCommits(scope, path, until),
    readPullRequest: (number) => readPullRequest(scope, number),
    listReviews: (number) => listReviews(scope, number),
  };
}

function actions(path: string): GithubCall {
  return { path, permission: 'actions: read' };
}

function contents(path: string): GithubCall {
  return { path, permission: 'contents: read' };
}

function pulls(path: string): GithubCall {
  return { path, permission: 'pull-requests: read' };
}

async function listApprovals(
  { api, base }: Repository,
  runId: number,
): Promise<readonly DeploymentApproval[]> {
  const call = actions(`${base}/actions/runs/${runId}/approvals`);
  const pages = await readPages(api, call, ApprovalsBody, {
    maxEntries: maxApprovals,
    count: ({ length }) => length,
  });
  return pages.flat().map(({ state, user, comment, environments }) => {
    return { state, user: toAccount(user), comment, environments: environments.map(({ name }) => name) };
  });
}

async function findEnvironment(
  { api, base }: Repository,
  name: string,
): Promise<EnvironmentProtection | undefined> {
  const path = `${base}/environments/${encodeURIComponent(name)}`;
  const environment = await find(api, actions(path), EnvironmentBody);
  if (environment === undefined) return undefined;
  if (environment.deployment_branch_policy?.custom_branch_policies !== true)
    return toProtection(environment, []);
  const call = actions(`${path}/deployment-branch-policies?per_page=100`);
  const count = (page: { readonly branch_policies: readonly unknown[] }): number =>
    page.branch_policies.length;
  const pages = await readPages(api, call, BranchPoliciesBody, { maxEntries: maxPatterns, count });
  const patterns = pages.flatMap((page) => page.branch_policies);
  return toProtection(
    environment,
    patterns.map((pattern) => (pattern.type === 'tag' ? `refs/tags/${pattern.name}` : pattern.name)),
  );
}

async function compare(
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

async function listCommits(
  { api, base }: Repository,
  sha: string,
  max: number,
): Promise<{ readonly commits: readonly CommitFacts[]; readonly isComplete: boolean }> {
  const call = contents(`${base}/commits?sha=${encodeURIComponent(sha)}&per_page=${Math.min(max, 100)}`);
  const { entries, isComplete } = await readSome(api, call, CommitsBody, max);
  return { commits: entries.map(toCommitFacts), isComplete };
}

async function listFileCommits(
  { api, base }: Repository,
  path: string,
  until: string,
): ReturnType<GithubClient['listFileCommits']> {
  const query = `sha=${encodeURIComponent(until)}&path=${encodeURIComponent(path)}&per_page=100`;
  const call = contents(`${base}/commits?${query}`);
  const { entries, isComplete } = await readSome(api, call, CommitsBody, maxFileCommits);
  return { commits: entries.map(toCommitFacts), isComplete };
}

async function listReviews({ api, base }: Repository, number: number): Promise<readonly PullRequestReview[]> {
  const call = pulls(`${base}/pulls/${number}/reviews?per_page=100`);
  const count = ({ length }: { readonly length: number }): number => length;
  const pages = await readPages(api, call, ReviewsBody, { maxEntries: maxReviews, count });
  return pages.flat().map(toReview);
}

async function listPullRequests(scope: Repository, sha: string): Promise<readonly PullRequestFacts[]> {
  const { api, base } = scope;
  const call = pulls(`${base}/commits/${encodeURIComponent(sha)}/pulls?per_page=100`);
  const pages = await readPages(api, call, PullListBody, {
    maxEntries: maxPulls,
    count: ({ length }) => length,
  });
  const numbers = pages.flat().map(({ number }) => number);
  return Promise.all(numbers.map(async (number) => toPullRequestFacts(await readPull(scope, number))));
}

async function listPullRequestCommits(
  { api, base }: Repository,
  number: number,
): ReturnType<GithubClient['listPullRequestCommits']> {
  const call = pulls(`${base}/pulls/${number}/commits?per_page=100`);
  const { entries, isComplete } = await readSome(api, call, CommitsBody, maxPullCommits);
  // The list ends at its bound without a sign that there were more.
  return { commits: entries.map(toCommitFacts), isComplete: isComplete && entries.length < maxPullCommits };
}

async function readPullRequest(scope: Repository, number: number): Promise<PullRequestState> {
  const state = findPullRequestState(await readPull(scope, number));
  if (state !== undefined) return state;
  throw malformed(pulls(`${scope.base}/pulls/${number}`), ['head, base or merged_at is missing']);
}

// Only the single form of a pull request says who merged it.
function readPull({ api, base, pulls: known }: Repository, number: number): Promise<PullBody> {
  const reading = known.get(number) ?? read(api, pulls(`${base}/pulls/${number}`), PullBody);
  known.set(number, reading);
  reading.catch(() => known.delete(number));
  return reading;
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
