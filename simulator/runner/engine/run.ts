import type { StoredRepository } from '../../github/state.ts';
import { readPath, readText } from '../expressions/index.ts';
import type { WorkflowEvent } from '../events/index.ts';
import type { JsonObject } from '../expressions/index.ts';
import type { SessionWorld } from '../steps/index.ts';
import type { ConcurrencyGroups } from './concurrency.ts';
import type { WorkflowPlan } from './plan.ts';
import type { Places } from './pools.ts';
import type { JobReport, RunConclusion, RunReport } from './report.ts';
import type { Trees } from './trees.ts';
import type { RunnerOptions } from './types.ts';
import type { Waits } from './waits.ts';

/** What all runs share. */
export interface Engine {
  readonly options: RunnerOptions;
  readonly world: SessionWorld;
  readonly trees: Trees;
  readonly concurrency: ConcurrencyGroups;
  readonly waits: Waits;
  /** The free runners of each pool, by its place in the list. */
  readonly places: readonly Places[];
  nextJobId(): number;
  /** Aborts when the whole runner is closed. */
  readonly closing: AbortSignal;
}

/** One attempt of a run while it goes on. */
export interface Run {
  readonly engine: Engine;
  readonly id: number;
  readonly number: number;
  readonly attempt: number;
  readonly event: WorkflowEvent;
  readonly repository: StoredRepository;
  readonly triggeringActor: string;
  readonly plan: WorkflowPlan;
  readonly inputs: JsonObject;
  readonly name: string;
  readonly jobs: JobReport[];
  readonly problems: string[];
  /** Jobs of the attempt before, of which a re-run of failed jobs keeps the good ones. */
  readonly kept: ReadonlyMap<string, JobReport>;
  readonly cancel: AbortController;
  /** Asked once for each running job when the run is cancelled: whether it goes on. */
  readonly onCancel: Set<() => void>;
  readonly startedAt: number;
  status: RunReport['status'];
  conclusion: RunConclusion | undefined;
  completedAt: number | undefined;
}

/** The run as others see it. */
export function reportRun(run: Run): RunReport {
  const { id, number, attempt, event, triggeringActor, plan, name, status, conclusion } = run;
  const isWaiting = status === 'in_progress' && run.jobs.some((job) => job.status === 'waiting');
  return {
    ...{ id, number, attempt, triggeringActor, name, conclusion },
    status: isWaiting ? 'waiting' : status,
    repository: run.repository.fullName,
    workflow: plan.document.path,
    event: event.name,
    ref: event.ref,
    sha: event.sha,
    actor: event.actor,
    problems: [...run.problems],
    jobs: [...run.jobs],
    artifacts: run.engine.world.artifacts.list(id),
    startedAt: run.startedAt,
    completedAt: run.completedAt,
  };
}

/** Whether the run comes from a pull request of a fork, which gets no secrets and a token that only reads. */
export function isFromFork({ event }: Pick<Run, 'event'>): boolean {
  if (event.name !== 'pull_request' && !event.name.startsWith('pull_request_review')) return false;
  const head = readText(event.payload, 'pull_request', 'head', 'repo', 'full_name');
  const isFork = readPath(event.payload, 'pull_request', 'head', 'repo', 'fork') === true;
  return isFork || (head !== undefined && head.toLowerCase() !== event.repository.toLowerCase());
}

/** Cancels a run: each job asks its condition again, and what does not hold is ended. */
export function cancelRun(run: Run, reason?: string): void {
  if (run.cancel.signal.aborted || run.status === 'completed') return;
  if (reason !== undefined) run.problems.push(reason);
  run.cancel.abort();
  for (const ask of [...run.onCancel]) ask();
}
