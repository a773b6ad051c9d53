import { field, isExpression, text } from '../documents/index.ts';
import { buildFunctions, evaluateText, evaluateToken, readPath } from '../expressions/index.ts';
import type { Json, JsonObject, Scope } from '../expressions/index.ts';
import { runCall } from './call.ts';
import { runJobOnRunner } from './job.ts';
import { closeReport, openReport } from './leg.ts';
import type { Leg, LegEnd } from './leg.ts';
import type { JobEnd, Level } from './level.ts';
import { expandMatrix, nameCombination } from './matrix.ts';
import type { JobPlan } from './plan.ts';
import { openPlaces } from './pools.ts';
import type { Result } from './report.ts';
import { sumUp } from './sum-up.ts';

export interface JobOrder {
  readonly level: Level;
  readonly job: JobPlan;
  readonly isFresh: boolean;
  scope(): Scope;
  /** Whether the job's `if` holds as things stand. */
  holds(): boolean;
}

/** Decides whether a job runs, and runs every leg of its matrix. */
export async function runLegs(order: JobOrder): Promise<JobEnd> {
  try {
    if (!order.holds())
      return endWithout(order, { result: isCancelled(order.level) ? 'cancelled' : 'skipped' });
    return await runMatrix(order, planMatrix(order));
  } catch (error) {
    // What cannot be evaluated fails the job, before a runner has seen it.
    const reason = error instanceof Error ? error.message : String(error);
    return endWithout(order, { result: 'failure', reason: `${order.level.plan.document.path}: ${reason}` });
  }
}

function isCancelled({ run, signal }: Level): boolean {
  return run.cancel.signal.aborted || signal.aborted;
}

function endWithout(
  { level, job, isFresh }: JobOrder,
  end: { readonly result: Result; readonly reason?: string },
): JobEnd {
  const { id, token } = job.document;
  const given = field(token, 'name');
  const name = given === undefined || isExpression(given) ? id : (text(given) ?? id);
  const key = `${level.prefix.key}${id}`;
  const report = openReport({ level, job, key, name: `${level.prefix.name}${name}` });
  return { ...closeReport(level.run, report, end), isFresh };
}

interface MatrixPlan {
  readonly combinations: readonly JsonObject[];
  readonly isFailFast: boolean;
  readonly maxParallel: number;
}

function planMatrix({ job, scope }: JobOrder): MatrixPlan {
  const strategy = evaluateToken(field(job.document.token, 'strategy'), scope());
  const combinations = expandMatrix(readPath(strategy, 'matrix'));
  return {
    combinations,
    isFailFast: readPath(strategy, 'fail-fast') !== false,
    maxParallel: readMaxParallel(readPath(strategy, 'max-parallel'), combinations.length),
  };
}

function readMaxParallel(value: Json | undefined, total: number): number {
  const given = Number(value ?? total);
  if (!Number.isInteger(given) || given < 1) throw new Error("'max-parallel' is a positive whole number");
  return given;
}

async function runMatrix(order: JobOrder, plan: MatrixPlan): Promise<JobEnd> {
  const places = openPlaces(plan.maxParallel);
  const legs = plan.combinations.map((matrix, index) => openLeg(order, plan, { matrix, index }));
  const outputs: Record<string, string> = {};
  const ends = await Promise.all(
    legs.map(async (leg) => {
      const end = await runInPlace(order, leg, places);
      // The last leg that sets a value wins; an empty one takes nothing away.
      const filled = Object.entries(end.outputs).filter(
        ([name, value]) => value !== '' || !(name in outputs),
      );
      Object.assign(outputs, Object.fromEntries(filled));
      if (end.result === 'failure' && plan.isFailFast) for (const each of legs) each.abort.abort();
      return end;
    }),
  );
  return {
    result: sumUp(ends.map(({ result }) => result)),
    outputs,
    isFresh: ends.some((each) => each.isFresh),
  };
}

async function runInPlace(order: JobOrder, leg: Leg, places: ReturnType<typeof openPlaces>): Promise<LegEnd> {
  const { run } = order.level;
  const kept = keepLeg(leg);
  if (kept !== undefined) return kept;
  const ask = (): void => {
    if (!stillHolds(order)) leg.abort.abort();
  };
  const follow = (): void => leg.abort.abort();
  run.onCancel.add(ask);
  order.level.signal.addEventListener('abort', follow, { once: true });
  const isTaken = await places.take(leg.abort.signal);
  try {
    if (!isTaken) return closeReport(run, openReport(leg), { result: 'cancelled' });
    return await (leg.job.call === undefined ? runJobOnRunner(leg) : runCall(leg, leg.job.call));
  } finally {
    if (isTaken) places.release();
    run.onCancel.delete(ask);
    order.level.signal.removeEventListener('abort', follow);
  }
}

function stillHolds(order: JobOrder): boolean {
  try {
    return order.holds();
  } catch {
    return false;
  }
}

// A re-run of failed jobs keeps what succeeded, unless something that it needs runs again.
function keepLeg({ level, key, isFresh, job }: Leg): LegEnd | undefined {
  const kept = level.run.kept.get(key);
  if (isFresh || job.call !== undefined || kept?.conclusion !== 'success') return undefined;
  level.run.jobs.push(kept);
  return { result: 'success', outputs: kept.outputs, isFresh: false };
}

function openLeg(
  { level, job, scope, isFresh }: JobOrder,
  plan: MatrixPlan,
  { matrix, index }: { readonly matrix: JsonObject; readonly index: number },
): Leg {
  const total = plan.combinations.length;
  const strategy: Json = {
    'fail-fast': plan.isFailFast,
    'job-index': index,
    'job-total': total,
    'max-parallel': plan.maxParallel,
  };
  const base = scope();
  const legScope: Scope = {
    contexts: { ...base.contexts, matrix, strategy },
    functions: buildFunctions({ status: () => 'success' }),
  };
  const { id, token } = job.document;
  const given = field(token, 'name');
  const name = given === undefined ? nameCombination(id, matrix) : evaluateText(given, legScope);
  const { prefix } = level;
  const key = `${prefix.key}${nameCombination(id, matrix)}`;
  const abort = new AbortController();
  return { level, job, key, name: `${prefix.name}${name}`, scope: legScope, matrix, abort, isFresh };
}
