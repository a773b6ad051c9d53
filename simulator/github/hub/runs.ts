import type { StoredRepository, StoredRun } from '../state.ts';
import { present, readRepository, readRun } from './lookup.ts';
import type { HubParts } from './lookup.ts';

/** What starts a workflow run. */
export interface RunOrder {
  readonly workflow: string;
  readonly event: string;
  readonly sha: string;
  readonly branch: string;
  readonly actor: string;
}

/** A reviewer's answer to a waiting deployment. */
export interface Review {
  readonly environment: string;
  readonly login: string;
  readonly state: 'approved' | 'rejected';
  readonly comment: string;
}

/** Starts the first attempt of a run. */
export function startRun(parts: HubParts, repository: string, order: RunOrder): StoredRun {
  const { state, world } = parts;
  const startedAt = world.clock.now();
  state.value.nextId += 1;
  const run: StoredRun = {
    id: state.value.nextId,
    workflow: order.workflow,
    event: order.event,
    headSha: order.sha,
    headBranch: order.branch,
    actor: order.actor,
    createdAt: startedAt,
    attempts: [{ triggeringActor: order.actor, startedAt }],
    approvals: [],
    waiting: [],
  };
  readRepository(parts, repository).runs.push(run);
  state.touch();
  return run;
}

/** Starts another attempt of a run; its actor stays, the triggering actor is the one who asked. */
export function rerun(
  parts: HubParts,
  repository: string,
  { runId, triggeringActor }: { readonly runId: number; readonly triggeringActor: string },
): StoredRun {
  const run = readRun(parts, repository, runId);
  run.attempts.push({ triggeringActor, startedAt: parts.world.clock.now() });
  parts.state.touch();
  return run;
}

/** A job of the run reaches an environment that wants a review. */
export function requestApproval(
  parts: HubParts,
  repository: string,
  { runId, environment }: { readonly runId: number; readonly environment: string },
): void {
  readRun(parts, repository, runId).waiting.push(environment);
  parts.state.touch();
}

/** Reviews a waiting deployment; throws where GitHub would not let this account. */
export function review(parts: HubParts, repository: string, runId: number, answer: Review): void {
  const run = readRun(parts, repository, runId);
  assertMayReview(readRepository(parts, repository), run, answer);
  const { state, login: user, comment, environment } = answer;
  run.approvals.push({ state, user, comment, environment });
  run.waiting = run.waiting.filter((each) => each !== environment);
  parts.state.touch();
}

// GitHub docs, "Reviewing deployments": a listed reviewer, and with self-review prevented not the one who started the run.
function assertMayReview(
  repository: StoredRepository,
  run: StoredRun,
  { environment: name, login }: Review,
): void {
  const environment = present(
    repository.environments.find((each) => each.name === name),
    `environment ${name}`,
  );
  if (!run.waiting.includes(name)) throw new Error(`run ${run.id} does not wait for ${name}`);
  if (!environment.reviewers.includes(login)) throw new Error(`${login} is no reviewer of ${name}`);
  const isStarter = login === run.attempts.at(-1)?.triggeringActor;
  if (environment.preventSelfReview && isStarter)
    throw new Error(`${login} started run ${run.id} and may not review it`);
}
