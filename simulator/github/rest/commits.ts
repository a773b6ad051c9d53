import { renderCommit, renderPullRequest } from '../render/index.ts';
import type { StoredPullRequest } from '../state.ts';
import { linkHeader, readPage } from './respond.ts';
import type { Route, RouteCall } from './types.ts';

/** GitHub compares at most this many commits without paging (REST reference, "Compare two commits"). */
const maxComparedPage = 100;
/** GitHub lists no more commits of a pull request (REST reference, "List commits on a pull request"). */
const maxPullCommits = 250;

export const commitRoutes: readonly Route[] = [
  { path: /^\/commits$/, permission: 'contents', answer: answerList },
  { path: /^\/commits\/(?<sha>[^/]+)$/, permission: 'contents', answer: answerCommit },
  { path: /^\/commits\/(?<sha>[^/]+)\/pulls$/, permission: 'pull-requests', answer: answerPulls },
  { path: /^\/pulls\/(?<number>\d+)\/commits$/, permission: 'pull-requests', answer: answerPullCommits },
  { path: /^\/compare\/(?<base>.+?)\.\.\.(?<head>.+)$/, permission: 'contents', answer: answerCompare },
];

async function answerList({ url, repository, state, git, respond }: RouteCall): Promise<Response> {
  const page = readPage(url);
  const sha = await git.tip(repository.fullName, url.searchParams.get('sha') ?? repository.defaultBranch);
  if (sha === undefined) return respond.error(404, 'Not Found');
  const read = (name: string): string | undefined => url.searchParams.get(name) ?? undefined;
  const limits = { path: read('path'), until: read('until'), since: read('since') };
  const total = await git.count(repository.fullName, sha, limits);
  const commits = await git.log(repository.fullName, sha, {
    ...limits,
    skip: (page.number - 1) * page.size,
    max: page.size,
  });
  return respond.json(
    commits.map((commit) => renderCommit(state, repository, commit)),
    linkHeader(url, page, total),
  );
}

async function answerCommit({ groups, repository, state, git, respond }: RouteCall): Promise<Response> {
  const sha = await git.tip(repository.fullName, groups['sha'] ?? '');
  const [commit] = sha === undefined ? [] : await git.log(repository.fullName, sha, { skip: 0, max: 1 });
  if (commit === undefined) return respond.error(422, `No commit found for SHA: ${groups['sha'] ?? ''}`);
  return respond.json(renderCommit(state, repository, commit));
}

// The merged pull request that introduced a commit, and open ones that hold it (REST reference, "List pull requests associated with a commit").
async function answerPulls({ groups, repository, state, git, respond }: RouteCall): Promise<Response> {
  const sha = await git.tip(repository.fullName, groups['sha'] ?? '');
  if (sha === undefined) return respond.error(422, `No commit found for SHA: ${groups['sha'] ?? ''}`);
  const holding = await Promise.all(
    repository.pullRequests.map(async (pull) =>
      (await holdsCommit(git, repository.fullName, pull, sha)) ? [pull] : [],
    ),
  );
  return respond.json(holding.flat().map((pull) => renderPullRequest(state, repository, pull)));
}

// Its own commits, and those that merging made: a rebase makes one of each.
async function holdsCommit(
  git: RouteCall['git'],
  fullName: string,
  pull: StoredPullRequest,
  sha: string,
): Promise<boolean> {
  if (pull.mergeSha === sha || pull.headSha === sha) return true;
  for (const end of [pull.headSha, pull.mergeSha]) {
    if (end === undefined) continue;
    const range = await git.log(fullName, `${pull.baseSha}..${end}`, { skip: 0, max: 1000 });
    if (range.some((commit) => commit.sha === sha)) return true;
  }
  return false;
}

async function answerPullCommits({
  url,
  groups,
  repository,
  state,
  git,
  respond,
}: RouteCall): Promise<Response> {
  const pull = repository.pullRequests.find(({ number }) => number === Number(groups['number']));
  if (pull === undefined) return respond.error(404, 'Not Found');
  const range = `${pull.baseSha}..${pull.headSha}`;
  const newestFirst = await git.log(repository.fullName, range, { skip: 0, max: 10_000 });
  const listed = newestFirst.toReversed().slice(0, maxPullCommits);
  const page = readPage(url);
  const shown = listed.slice((page.number - 1) * page.size, page.number * page.size);
  return respond.json(
    shown.map((commit) => renderCommit(state, repository, commit)),
    linkHeader(url, page, listed.length),
  );
}

async function answerCompare({ url, groups, repository, state, git, respond }: RouteCall): Promise<Response> {
  const name = repository.fullName;
  const [base, head] = await Promise.all([
    git.tip(name, groups['base'] ?? ''),
    git.tip(name, groups['head'] ?? ''),
  ]);
  const merge = base === undefined || head === undefined ? undefined : await git.mergeBase(name, base, head);
  if (base === undefined || head === undefined || merge === undefined) return respond.error(404, 'Not Found');
  const [ahead, behind] = await Promise.all([
    git.count(name, `${base}..${head}`),
    git.count(name, `${head}..${base}`),
  ]);
  const page = readPage(url, maxComparedPage);
  // Oldest first: the page is cut from the far end of git's order.
  const newestFirst = await git.log(name, `${base}..${head}`, { skip: 0, max: ahead === 0 ? 1 : ahead });
  const shown = newestFirst.toReversed().slice((page.number - 1) * page.size, page.number * page.size);
  return respond.json(
    {
      url: url.href,
      status: renderStatus(ahead, behind),
      ahead_by: ahead,
      behind_by: behind,
      total_commits: ahead,
      commits: shown.map((commit) => renderCommit(state, repository, commit)),
    },
    linkHeader(url, page, ahead),
  );
}

function renderStatus(ahead: number, behind: number): string {
  if (ahead === 0) return behind === 0 ? 'identical' : 'behind';
  return behind === 0 ? 'ahead' : 'diverged';
}
