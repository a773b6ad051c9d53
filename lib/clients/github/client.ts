import { read } from './api.ts';
import { compare, listCommits, listFileCommits } from './commits.ts';
import { readBranch, readFile } from './contents.ts';
import { findEnvironment, listApprovals } from './environments.ts';
import { toRunFacts } from './facts.ts';
import { listPullRequestCommits, listPullRequests, listReviews, readPullRequest } from './pulls.ts';
import type { PullRepository } from './pulls.ts';
import { actions, contents, openRepository } from './repository.ts';
import type { GithubOptions } from './repository.ts';
import { RepositoryBody, RunBody } from './schema.ts';
import type { GithubClient } from './types.ts';

/** The REST API of one repository. */
export function createGithubClient(options: GithubOptions): GithubClient {
  const scope: PullRepository = { ...openRepository(options), pulls: new Map() };
  const { api, base } = scope;
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

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
