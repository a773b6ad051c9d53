import { RefusalError } from '../hub/index.ts';
import { apiUrl, formatOptional, formatSeconds, nodeId, renderRun, workflowId } from '../render/index.ts';
import type { StoredRun } from '../state.ts';
import type { EngineArtifact, EngineJob, EngineRun, RunEngine } from './engine.ts';
import { linkHeader, readPage, takePage } from './respond.ts';
import type { Route, RouteCall } from './types.ts';

const permission = 'actions';
const run = String.raw`\/actions\/runs\/(?<run>\d+)`;

export const runRoutes: readonly Route[] = [
  { path: /^\/actions\/runs$/, permission, answer: answerList },
  { path: /^\/actions\/workflows\/(?<workflow>[^/]+)\/runs$/, permission, answer: answerList },
  {
    path: new RegExp(String.raw`^${run}(?:\/attempts\/(?<attempt>\d+))?$`),
    permission,
    answer: answerRun,
  },
  {
    path: new RegExp(String.raw`^${run}(?:\/attempts\/(?<attempt>\d+))?\/jobs$`),
    permission,
    answer: answerJobs,
  },
  { path: /^\/actions\/jobs\/(?<job>\d+)$/, permission, answer: answerJob },
  { path: new RegExp(`^${run}\\/artifacts$`), permission, answer: answerArtifacts },
  { method: 'POST', path: new RegExp(`^${run}\\/cancel$`), permission, answer: answerCancel },
  {
    method: 'POST',
    path: new RegExp(`^${run}\\/rerun$`),
    permission,
    answer: (call) => answerRerun(call, false),
  },
  {
    method: 'POST',
    path: new RegExp(`^${run}\\/rerun-failed-jobs$`),
    permission,
    answer: (call) => answerRerun(call, true),
  },
];

/** The run that a path names. */
export function readRun({ groups, repository }: RouteCall): StoredRun {
  const found = repository.runs.find(({ id }) => id === Number(groups['run']));
  if (found === undefined) throw new RefusalError(404, 'Not Found');
  return found;
}

function findProgress({ engine, repository }: RouteCall, runId: number): EngineRun | undefined {
  return engine?.runs(repository.fullName).find(({ id }) => id === runId);
}

function render(call: RouteCall, stored: StoredRun, attempt?: number) {
  const found = findProgress(call, stored.id);
  // What runs them knows the newest attempt alone.
  const isNewest = attempt === undefined || attempt === stored.attempts.length;
  const state = isNewest ? { status: found?.status, conclusion: found?.conclusion } : {};
  const progress = found === undefined ? undefined : { ...state, number: found.number, title: found.name };
  return renderRun(call.state, { repository: call.repository, progress }, stored, attempt);
}

function answerList(call: RouteCall): Response {
  const { url, groups, repository, respond } = call;
  // All runs, or those of one workflow by id or file name.
  const wantedFile = groups['workflow'];
  const isOfWorkflow = ({ workflow }: StoredRun): boolean =>
    wantedFile === undefined || [String(workflowId(workflow)), workflow].includes(wantedFile);
  const wanted = (name: string, value: string): boolean => [null, value].includes(url.searchParams.get(name));
  const found = repository.runs
    .filter(isOfWorkflow)
    .filter((each) => wanted('branch', each.headBranch) && wanted('event', each.event))
    .filter((each) => wanted('head_sha', each.headSha) && wanted('actor', each.actor))
    .toReversed();
  const page = readPage(url);
  const runs = takePage(found, page).map((each) => render(call, each));
  return respond.json(
    { total_count: found.length, workflow_runs: runs },
    linkHeader(url, page, found.length),
  );
}

function answerRun(call: RouteCall): Response {
  const stored = readRun(call);
  const attempt = Number(call.groups['attempt'] ?? stored.attempts.length);
  if (stored.attempts[attempt - 1] === undefined) return call.respond.error(404, 'Not Found');
  return call.respond.json(render(call, stored, attempt));
}

function answerJobs(call: RouteCall): Response {
  const { url, respond } = call;
  const stored = readRun(call);
  const found = findProgress(call, stored.id);
  const jobs = found?.jobs ?? [];
  const page = readPage(url);
  const shown = takePage(jobs, page).map((job) =>
    renderJob(call, { stored, attempt: found?.attempt ?? 1 }, job),
  );
  return respond.json({ total_count: jobs.length, jobs: shown }, linkHeader(url, page, jobs.length));
}

// https://docs.github.com/rest/actions/workflow-jobs#get-a-job-for-a-workflow-run
function answerJob(call: RouteCall): Response {
  const { groups, engine, repository, respond } = call;
  const id = Number(groups['job']);
  const found = engine?.runs(repository.fullName).find(({ jobs }) => jobs.some((job) => job.id === id));
  const stored = repository.runs.find((each) => each.id === found?.id);
  const job = found?.jobs.find((each) => each.id === id);
  if (found === undefined || stored === undefined || job === undefined)
    return respond.error(404, 'Not Found');
  return respond.json(renderJob(call, { stored, attempt: found.attempt }, job));
}

function renderJob(
  { repository }: RouteCall,
  { stored, attempt }: { readonly stored: StoredRun; readonly attempt: number },
  job: EngineJob,
) {
  const base = `${apiUrl}/repos/${repository.fullName}`;
  return {
    id: job.id,
    run_id: stored.id,
    run_url: `${base}/actions/runs/${stored.id}`,
    run_attempt: attempt,
    node_id: nodeId('CR', job.id),
    head_sha: stored.headSha,
    url: `${base}/actions/jobs/${job.id}`,
    html_url: `https://github.com/${repository.fullName}/actions/runs/${stored.id}/job/${job.id}`,
    status: job.status,
    conclusion: job.conclusion ?? null,
    started_at: formatOptional(job.startedAt),
    completed_at: formatOptional(job.completedAt),
    name: job.name,
    steps: job.steps.map(({ name, number, status, conclusion }) => ({
      ...{ name, number, status, conclusion: conclusion ?? null },
    })),
    // A simulated group has one runner of each name; null until one has taken the job.
    runner_name: job.runner === undefined ? null : `${job.runner}-1`,
    runner_group_name: job.runner ?? null,
    workflow_name: stored.workflow,
    head_branch: stored.headBranch,
  };
}

function answerArtifacts(call: RouteCall): Response {
  const { url, respond } = call;
  const stored = readRun(call);
  const name = url.searchParams.get('name');
  const found = (findProgress(call, stored.id)?.artifacts ?? []).filter(
    (artifact) => name === null || artifact.name === name,
  );
  const page = readPage(url);
  const shown = takePage(found, page).map((artifact) => renderArtifact(call, stored, artifact));
  return respond.json({ total_count: found.length, artifacts: shown }, linkHeader(url, page, found.length));
}

function renderArtifact({ repository }: RouteCall, stored: StoredRun, artifact: EngineArtifact) {
  const { id, name, digest, size } = artifact;
  const url = `${apiUrl}/repos/${repository.fullName}/actions/artifacts/${id}`;
  return {
    ...{ id, node_id: nodeId('MDg6', id), name, digest, size_in_bytes: size, expired: false },
    ...{ url, archive_download_url: `${url}/zip` },
    created_at: formatSeconds(stored.createdAt),
    workflow_run: { id: stored.id, head_branch: stored.headBranch, head_sha: stored.headSha },
  };
}

/** What runs workflows; 409 where nothing does. */
export function readEngine({ engine }: RouteCall): RunEngine {
  if (engine === undefined) throw new RefusalError(409, 'Nothing runs workflows in this world.');
  return engine;
}

// https://docs.github.com/rest/actions/workflow-runs#cancel-a-workflow-run
function answerCancel(call: RouteCall): Response {
  const { id } = readRun(call);
  if (findProgress(call, id)?.status === 'completed')
    throw new RefusalError(409, 'Cannot cancel a workflow run that is completed.');
  readEngine(call).cancel(id);
  return call.respond.json({}, {}, 202);
}

async function answerRerun(call: RouteCall, failedOnly: boolean): Promise<Response> {
  const { id } = readRun(call);
  if (findProgress(call, id)?.status !== 'completed')
    throw new RefusalError(403, 'The workflow run is still running.');
  await readEngine(call).rerun(id, { actor: call.token.login, failedOnly });
  return call.respond.created({});
}
