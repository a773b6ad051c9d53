import { RefusalError } from '../hub/index.ts';
import { renderEnvironment } from '../render/index.ts';
import type { StoredEnvironment } from '../state.ts';
import { linkHeader, readPage, takePage } from './respond.ts';
import type { Route, RouteCall } from './types.ts';

export const environmentRoutes: readonly Route[] = [
  { path: /^\/environments$/, permission: 'actions', answer: answerList },
  {
    path: /^\/environments\/(?<name>[^/]+)$/,
    permission: 'actions',
    answer: (call) =>
      call.respond.json(renderEnvironment(call.state, call.repository, readEnvironment(call))),
  },
  {
    path: /^\/environments\/(?<name>[^/]+)\/deployment-branch-policies$/,
    permission: 'actions',
    answer: answerBranchPolicies,
  },
  // `variables` is no permission that a GITHUB_TOKEN can have (REST, "List repository variables").
  { path: /^\/actions\/variables$/, permission: 'variables', answer: answerVariables },
];

function readEnvironment({ repository, groups }: RouteCall): StoredEnvironment {
  const found = repository.environments.find(({ name }) => name === groups['name']);
  if (found === undefined) throw new RefusalError(404, 'Not Found');
  return found;
}

function answerList({ url, repository, state, respond }: RouteCall): Response {
  const { environments } = repository;
  const page = readPage(url);
  const shown = takePage(environments, page).map((each) => renderEnvironment(state, repository, each));
  const body = { total_count: environments.length, environments: shown };
  return respond.json(body, linkHeader(url, page, environments.length));
}

function answerBranchPolicies(call: RouteCall): Response {
  const { id, branchPolicy, branchPatterns } = readEnvironment(call);
  const patterns = branchPolicy === 'custom' ? branchPatterns : [];
  const page = readPage(call.url);
  const all = patterns.map((name, at) => ({
    id: id + 100 + at,
    node_id: `GB_${id + at}`,
    name,
    type: 'branch',
  }));
  const body = { total_count: all.length, branch_policies: takePage(all, page) };
  return call.respond.json(body, linkHeader(call.url, page, all.length));
}

function answerVariables({ url, repository, respond }: RouteCall): Response {
  const all = Object.entries(repository.vars ?? {}).map(([name, value]) => ({ name, value }));
  const page = readPage(url, 10);
  const body = { total_count: all.length, variables: takePage(all, page) };
  return respond.json(body, linkHeader(url, page, all.length));
}
