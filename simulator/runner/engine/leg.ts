import type { Scope, JsonObject } from '../expressions/index.ts';
import type { Level } from './level.ts';
import type { JobPlan } from './plan.ts';
import type { JobReport, Result } from './report.ts';
import { reportRun } from './run.ts';
import type { Run } from './run.ts';

/** One job as it runs: a leg of a matrix, or the only one of a job without. */
export interface Leg {
  readonly level: Level;
  readonly job: JobPlan;
  /** Path of ids and matrix values, the same in every attempt. */
  readonly key: string;
  readonly name: string;
  /** `github`, `needs`, `inputs`, `vars`, `matrix` and `strategy`. */
  readonly scope: Scope;
  readonly matrix: JsonObject;
  /** Ends it, by the run, by a failed leg beside it, by its concurrency group or by its time limit. */
  readonly abort: AbortController;
  readonly isFresh: boolean;
}

export interface LegEnd {
  readonly result: Result;
  readonly outputs: Readonly<Record<string, string>>;
  readonly isFresh: boolean;
}

/** Writes a job into the run's list. */
export function openReport(leg: Pick<Leg, 'level' | 'job' | 'key' | 'name'>): JobReport {
  const { level, job, key, name } = leg;
  const { run } = level;
  const report: JobReport = {
    id: run.engine.nextJobId(),
    ...{ key, name },
    jobId: job.document.id,
    attempt: run.attempt,
    workflowRef: level.plan.workflowRef,
    needs: job.document.needs,
    permissions: job.permissions,
    status: 'queued',
    conclusion: undefined,
    environment: undefined,
    environmentUrl: undefined,
    runner: undefined,
    startedAt: undefined,
    completedAt: undefined,
    outputs: {},
    annotations: [],
    steps: [],
  };
  run.jobs.push(report);
  return report;
}

/** Ends a job that ran no step, with the reason where there is one. */
export function closeReport(
  run: Run,
  report: JobReport,
  end: { readonly result: Result; readonly reason?: string | undefined },
): LegEnd {
  const { result, reason } = end;
  if (reason !== undefined) report.annotations.push({ level: 'error', message: reason });
  const completedAt = run.engine.options.world.clock.now();
  Object.assign(report, { status: 'completed', conclusion: result, completedAt });
  tell(run, { kind: 'job-ended', job: report });
  return { result, outputs: report.outputs, isFresh: true };
}

/** Tells whoever watches. */
export function tell(
  run: Run,
  event: { readonly kind: 'job-started' | 'job-ended'; readonly job: JobReport },
): void {
  run.engine.options.onEvent?.({ ...event, run: reportRun(run) });
}
