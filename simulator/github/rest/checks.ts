import * as v from 'valibot';
import { RefusalError } from '../hub/index.ts';
import { apiUrl, formatOptional, formatSeconds, nodeId, renderLogin } from '../render/index.ts';
import { takeId } from '../state.ts';
import type { StoredCheckRun, StoredStatus } from '../state.ts';
import { readBody } from './body.ts';
import { linkHeader, readPage, takePage } from './respond.ts';
import type { Route, RouteCall } from './types.ts';

/** A check takes so many annotations a call (REST, "Create a check run"). */
const maxAnnotations = 50;

export const checkRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: /^\/statuses\/(?<sha>[0-9a-f]{40})$/,
    permission: 'statuses',
    answer: answerStatus,
  },
  { path: /^\/commits\/(?<sha>[^/]+)\/statuses$/, permission: 'statuses', answer: answerStatuses },
  { path: /^\/commits\/(?<sha>[^/]+)\/check-runs$/, permission: 'checks', answer: answerChecks },
  { method: 'POST', path: /^\/check-runs$/, permission: 'checks', answer: answerCreate },
  { path: /^\/check-runs\/(?<id>\d+)$/, permission: 'checks', answer: answerCheck },
  { method: 'PATCH', path: /^\/check-runs\/(?<id>\d+)$/, permission: 'checks', answer: answerUpdate },
];

const StatusBody = v.object({
  state: v.picklist(['error', 'failure', 'pending', 'success']),
  context: v.optional(v.string(), 'default'),
  description: v.nullish(v.string()),
  target_url: v.nullish(v.string()),
});

async function answerStatus(call: RouteCall): Promise<Response> {
  const { repository, groups, token, parts, world, respond } = call;
  const { target_url: targetUrl, description, ...body } = await readBody(call.request, StatusBody);
  const sha = await readCommit(call, groups['sha'] ?? '');
  const status: StoredStatus = {
    ...{ id: takeId(parts.state), sha, ...body, creator: token.login, createdAt: world.clock.now() },
    ...{ targetUrl: targetUrl ?? null, description: description ?? null },
  };
  repository.statuses.push(status);
  return respond.created(renderStatus(call, status));
}

async function readCommit({ git, repository }: RouteCall, ref: string): Promise<string> {
  const sha = await git.tip(repository.fullName, ref);
  if (sha === undefined) throw new RefusalError(422, `No commit found for SHA: ${ref}`);
  return sha;
}

function renderStatus({ state, repository }: RouteCall, status: StoredStatus) {
  const { id, sha, context, description, targetUrl, creator, createdAt } = status;
  return {
    ...{ id, node_id: nodeId('SC', id), state: status.state, context, description, target_url: targetUrl },
    url: `${apiUrl}/repos/${repository.fullName}/statuses/${sha}`,
    creator: renderLogin(state, creator),
    created_at: formatSeconds(createdAt),
    updated_at: formatSeconds(createdAt),
  };
}

// Newest first (REST, "List commit statuses for a reference").
async function answerStatuses(call: RouteCall): Promise<Response> {
  const { repository, groups, url, respond } = call;
  const sha = await readCommit(call, groups['sha'] ?? '');
  const found = repository.statuses.filter((status) => status.sha === sha).toReversed();
  const page = readPage(url);
  const shown = takePage(found, page).map((status) => renderStatus(call, status));
  return respond.json(shown, linkHeader(url, page, found.length));
}

const CheckBody = v.object({
  name: v.optional(v.string()),
  head_sha: v.optional(v.string()),
  status: v.optional(v.picklist(['queued', 'in_progress', 'completed'])),
  conclusion: v.optional(v.nullable(v.string())),
  details_url: v.optional(v.string()),
  external_id: v.optional(v.string()),
  output: v.optional(
    v.object({
      title: v.nullish(v.string()),
      summary: v.nullish(v.pipe(v.string(), v.maxLength(65_535))),
      annotations: v.optional(v.pipe(v.array(v.unknown()), v.maxLength(maxAnnotations))),
    }),
  ),
});

async function answerCreate(call: RouteCall): Promise<Response> {
  const { repository, parts, world, respond } = call;
  const body = await readBody(call.request, CheckBody);
  if (body.name === undefined || body.head_sha === undefined)
    throw new RefusalError(422, 'Invalid request.', ['"name", "head_sha" weren\'t supplied.']);
  const check: StoredCheckRun = {
    ...{ id: takeId(parts.state), headSha: await readCommit(call, body.head_sha), name: body.name },
    ...{ status: 'queued', conclusion: null, output: { title: null, summary: null } },
    ...{ detailsUrl: body.details_url ?? null, externalId: body.external_id ?? '' },
    startedAt: world.clock.now(),
  };
  change(call, check, body);
  repository.checkRuns.push(check);
  return respond.created(renderCheck(call, check));
}

// A conclusion completes a check (REST, "Create a check run").
function change(call: RouteCall, check: StoredCheckRun, body: v.InferOutput<typeof CheckBody>): void {
  const { status, conclusion, output } = body;
  check.status = typeof conclusion === 'string' ? 'completed' : (status ?? check.status);
  if (conclusion !== undefined) check.conclusion = conclusion;
  if (check.status === 'completed') check.completedAt = call.world.clock.now();
  if (output !== undefined) check.output = { title: output.title ?? null, summary: output.summary ?? null };
  call.parts.state.touch();
}

function findCheck({ repository, groups }: RouteCall): StoredCheckRun {
  const check = repository.checkRuns.find(({ id }) => id === Number(groups['id']));
  if (check === undefined) throw new RefusalError(404, 'Not Found');
  return check;
}

function answerCheck(call: RouteCall): Response {
  return call.respond.json(renderCheck(call, findCheck(call)));
}

async function answerUpdate(call: RouteCall): Promise<Response> {
  change(call, findCheck(call), await readBody(call.request, CheckBody));
  return answerCheck(call);
}

async function answerChecks(call: RouteCall): Promise<Response> {
  const { repository, groups, url, respond } = call;
  const sha = await readCommit(call, groups['sha'] ?? '');
  const found = repository.checkRuns.filter(({ headSha }) => headSha === sha).toReversed();
  const page = readPage(url);
  const shown = takePage(found, page).map((check) => renderCheck(call, check));
  const body = { total_count: found.length, check_runs: shown };
  return respond.json(body, linkHeader(url, page, found.length));
}

function renderCheck({ repository }: RouteCall, check: StoredCheckRun) {
  const { id, headSha, name, status, conclusion, output, detailsUrl, externalId } = check;
  return {
    ...{ id, node_id: nodeId('CR', id), name, head_sha: headSha, status, conclusion },
    ...{ external_id: externalId, details_url: detailsUrl },
    url: `${apiUrl}/repos/${repository.fullName}/check-runs/${id}`,
    html_url: `https://github.com/${repository.fullName}/runs/${id}`,
    started_at: formatSeconds(check.startedAt),
    completed_at: formatOptional(check.completedAt),
    output: { ...output, text: null, annotations_count: 0 },
    app: { slug: 'github-actions', name: 'GitHub Actions' },
  };
}
