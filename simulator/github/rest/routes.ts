import { commitRoutes } from './commits.ts';
import {
  renderEnvironment,
  renderLogin,
  renderPullRequest,
  renderRepositoryLink,
  renderRun,
} from './render.ts';
import { linkHeader, readPage } from './respond.ts';
import type { Route, RouteCall } from './types.ts';

/** All routes, first match wins. Paths, permissions and models: https://docs.github.com/rest (2022-11-28). */
export const routes: readonly Route[] = [
  {
    path: /^$/,
    permission: 'metadata',
    answer: ({ repository, respond }) => respond.json(renderRepositoryLink(repository)),
  },
  {
    path: /^\/actions\/runs\/(?<run>\d+)(?:\/attempts\/(?<attempt>\d+))?$/,
    permission: 'actions',
    answer: answerRun,
  },
  {
    path: /^\/actions\/runs\/(?<run>\d+)\/approvals$/,
    permission: 'actions',
    answer: answerApprovals,
  },
  {
    path: /^\/environments\/(?<name>[^/]+)$/,
    permission: 'actions',
    answer: (call) =>
      withEnvironment(call, (found) =>
        call.respond.json(renderEnvironment(call.state, call.repository, found)),
      ),
  },
  {
    path: /^\/environments\/(?<name>[^/]+)\/deployment-branch-policies$/,
    permission: 'actions',
    answer: answerBranchPolicies,
  },
  {
    path: /^\/pulls\/(?<number>\d+)$/,
    permission: 'pull-requests',
    answer: answerPull,
  },
  ...commitRoutes,
];

function answerRun({ groups, repository, state, respond }: RouteCall): Response {
  const run = repository.runs.find(({ id }) => id === Number(groups['run']));
  const attempt = Number(groups['attempt'] ?? run?.attempts.length);
  if (run?.attempts[attempt - 1] === undefined) return respond.error(404, 'Not Found');
  return respond.json(renderRun(state, repository, run, attempt));
}

function answerApprovals({ groups, repository, state, respond }: RouteCall): Response {
  const run = repository.runs.find(({ id }) => id === Number(groups['run']));
  if (run === undefined) return respond.error(404, 'Not Found');
  const approvals = run.approvals.map(({ state: answer, comment, user, environment }) => ({
    state: answer,
    comment,
    environments: repository.environments
      .filter(({ name }) => name === environment)
      .map(({ id, name }) => ({
        id,
        name,
        url: `https://api.github.com/repos/${repository.fullName}/environments/${name}`,
      })),
    user: renderLogin(state, user),
  }));
  return respond.json(approvals);
}

type Environment = RouteCall['repository']['environments'][number];

function withEnvironment(call: RouteCall, render: (environment: Environment) => Response): Response {
  const found = call.repository.environments.find(({ name }) => name === call.groups['name']);
  return found === undefined ? call.respond.error(404, 'Not Found') : render(found);
}

function answerBranchPolicies(call: RouteCall): Response {
  return withEnvironment(call, ({ id, branchPolicy, branchPatterns }) => {
    const patterns = branchPolicy === 'custom' ? branchPatterns : [];
    const page = readPage(call.url);
    const all = patterns.map((name, at) => ({
      id: id + 100 + at,
      node_id: `GB_${id + at}`,
      name,
      type: 'branch',
    }));
    const shown = all.slice((page.number - 1) * page.size, page.number * page.size);
    return call.respond.json(
      { total_count: all.length, branch_policies: shown },
      linkHeader(call.url, page, all.length),
    );
  });
}

function answerPull({ groups, repository, state, respond }: RouteCall): Response {
  const pull = repository.pullRequests.find(({ number }) => number === Number(groups['number']));
  if (pull === undefined) return respond.error(404, 'Not Found');
  // `merged_by` stands in the full model alone, not in lists.
  const merged = { merged: pull.mergeSha !== undefined, merged_by: renderLogin(state, pull.mergedBy) };
  return respond.json({ ...renderPullRequest(state, repository, pull), ...merged });
}
