import { posix } from 'node:path';
import type { GithubState, StoredRepository, StoredRun } from '../state.ts';
import { renderLogin } from './account.ts';
import { renderRepositoryLink } from './repository.ts';
import { workflowId } from './workflow.ts';
import { apiUrl, formatSeconds, nodeId } from './text.ts';

/** How far a run is, where something runs it. */
export interface RunProgress {
  readonly status?: string | undefined;
  readonly conclusion?: string | undefined;
  readonly number: number | undefined;
  readonly title: string;
}

/** A workflow run as its newest or a given attempt (REST schema `workflow-run`). */
export function renderRun(
  state: GithubState,
  {
    repository,
    progress,
  }: { readonly repository: StoredRepository; readonly progress?: RunProgress | undefined },
  run: StoredRun,
  attempt = run.attempts.length,
) {
  const base = `${apiUrl}/repos/${repository.fullName}/actions/runs/${run.id}`;
  const started = run.attempts[attempt - 1];
  const startedAt = formatSeconds(started?.startedAt ?? run.createdAt);
  return {
    id: run.id,
    node_id: nodeId('WFR', run.id),
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: `.github/workflows/${posix.basename(run.workflow)}`,
    run_attempt: attempt,
    event: run.event,
    workflow_id: workflowId(run.workflow),
    check_suite_id: run.id,
    ...renderProgress(run, progress),
    url: base,
    html_url: `https://github.com/${repository.fullName}/actions/runs/${run.id}`,
    jobs_url: `${base}/jobs`,
    artifacts_url: `${base}/artifacts`,
    cancel_url: `${base}/cancel`,
    rerun_url: `${base}/rerun`,
    created_at: formatSeconds(run.createdAt),
    updated_at: startedAt,
    run_started_at: startedAt,
    actor: renderLogin(state, run.actor),
    triggering_actor: renderLogin(state, started?.triggeringActor),
    repository: renderRepositoryLink(repository),
  };
}

function renderProgress({ id, workflow, waiting }: StoredRun, progress: RunProgress | undefined) {
  const title = progress?.title ?? workflow;
  return {
    ...{ name: title, display_title: title, run_number: progress?.number ?? id },
    status: progress?.status ?? (waiting.length > 0 ? 'waiting' : 'in_progress'),
    conclusion: progress?.conclusion ?? null,
  };
}
