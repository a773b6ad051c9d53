import type { StoredRepository, StoredRun } from '../state.ts';
import { readEnvironment, readRepository, readRun } from './lookup.ts';
import type { HubParts } from './lookup.ts';
import { RefusalError } from './refusal.ts';
import { hasRole } from './rules.ts';

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

interface Bypass {
  readonly isBypass?: boolean;
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
  const { waiting } = readRun(parts, repository, runId);
  if (!waiting.includes(environment)) waiting.push(environment);
  parts.state.touch();
}

/** Reviews a waiting deployment; throws where GitHub would not let this account. */
export function review(parts: HubParts, repository: string, runId: number, answer: Review): void {
  const run = readRun(parts, repository, runId);
  assertMayReview(readRepository(parts, repository), run, answer);
  settle(parts, run, answer);
}

/**
 * "Start all waiting jobs": an administrator goes past the protection, where the environment lets them.
 * https://docs.github.com/actions/how-tos/deploy/configure-and-manage-deployments/review-deployments#bypassing-deployment-protection-rules
 */
export function bypass(
  parts: HubParts,
  fullName: string,
  runId: number,
  { environment: name, login, comment }: Omit<Review, 'state'>,
): void {
  const repository = readRepository(parts, fullName);
  const run = readRun(parts, fullName, runId);
  if (!run.waiting.includes(name)) throw new RefusalError(422, `run ${run.id} does not wait for ${name}`);
  if (!readEnvironment(repository, name).canAdminsBypass || !hasRole(repository, login, 'admin'))
    throw new RefusalError(403, `${login} may not bypass the protection of ${name}`);
  settle(parts, run, { environment: name, login, state: 'approved', comment, isBypass: true });
}

function settle(parts: HubParts, run: StoredRun, { login: user, ...answer }: Review & Bypass): void {
  run.approvals.push({ user, ...answer });
  run.waiting = run.waiting.filter((each) => each !== answer.environment);
  parts.state.touch();
  // Whatever runs jobs waits for this.
  void parts.world.hooks.reach('github:review');
}

/** Whether GitHub would take this account's review; the reason when it would not. */
export function explainReviewRefusal(
  repository: StoredRepository,
  run: StoredRun,
  { environment: name, login }: Pick<Review, 'environment' | 'login'>,
): string | undefined {
  const environment = readEnvironment(repository, name);
  if (!run.waiting.includes(name)) return `run ${run.id} does not wait for ${name}`;
  if (!environment.reviewers.includes(login)) return `${login} is no reviewer of ${name}`;
  const isStarter = login === run.attempts.at(-1)?.triggeringActor;
  return environment.preventSelfReview && isStarter
    ? `${login} started run ${run.id} and may not review it`
    : undefined;
}

// GitHub docs, "Reviewing deployments": a listed reviewer, and with self-review prevented not the one who started the run.
function assertMayReview(repository: StoredRepository, run: StoredRun, answer: Review): void {
  const reason = explainReviewRefusal(repository, run, answer);
  if (reason !== undefined) throw new RefusalError(422, reason);
}
