import { field } from '../documents/index.ts';
import { evaluateText, evaluateToken } from '../expressions/index.ts';
import { passEnvironment } from './environment-gate.ts';
import { runInSession } from './job-session.ts';
import { closeReport, openReport, tell } from './leg.ts';
import type { Leg, LegEnd } from './leg.ts';
import { findPool, readDemand } from './pools.ts';
import type { RunnerPool } from './pools.ts';
import type { JobReport } from './report.ts';
import { isFromFork } from './run.ts';
import { takeTurn } from './turn.ts';

const defaultMinutes = 360;
/** A cancelled job may tidy up for five minutes (GitHub docs, "Workflow cancellation reference"). */
const defaultGraceMs = 5 * 60_000;

/** Runs a job of steps: its turn, its environment, a free runner, its steps. */
export async function runJobOnRunner(leg: Leg): Promise<LegEnd> {
  const { run } = leg.level;
  const report = openReport(leg);
  const isTurnFirst = run.engine.options.world.assume('job-turn') === 'before-review';
  const [outer, inner] = isTurnFirst ? [withTurn, withReview] : [withReview, withTurn];
  try {
    return await outer(leg, report, () => inner(leg, report, () => runOnPool(leg, report, findRunner(leg))));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return closeReport(run, report, { result: 'failure', reason });
  }
}

async function withTurn(leg: Leg, report: JobReport, work: () => Promise<LegEnd>): Promise<LegEnd> {
  const { run } = leg.level;
  const token = field(leg.job.document.token, 'concurrency');
  if (token === undefined) return work();
  Object.assign(report, { status: 'pending' });
  const answer = await takeTurn(run, {
    token,
    scope: leg.scope,
    signal: leg.abort.signal,
    holders: leg.level.holders,
    cancel: (reason) => {
      report.annotations.push({ level: 'error', message: reason });
      leg.abort.abort();
    },
  });
  if (!answer.ok) return closeReport(run, report, { result: 'cancelled', reason: answer.reason });
  Object.assign(report, { status: 'queued' });
  try {
    return await work();
  } finally {
    answer.turn.release();
  }
}

async function withReview(leg: Leg, report: JobReport, work: () => Promise<LegEnd>): Promise<LegEnd> {
  const { run } = leg.level;
  Object.assign(report, { environment: readEnvironmentName(leg) });
  const gate = await passEnvironment(run, report, leg.abort.signal);
  if (!gate.ok) return closeReport(run, report, gate);
  Object.assign(report, { status: 'queued' });
  return work();
}

function readEnvironmentName({ job, scope }: Leg): string | undefined {
  const token = field(job.document.token, 'environment');
  if (token === undefined) return undefined;
  const name = evaluateText(field(token, 'name') ?? token, scope);
  return name === '' ? undefined : name;
}

function findRunner({ level, job, scope }: Leg): RunnerPool {
  const { run, plan } = level;
  const demand = readDemand(evaluateToken(field(job.document.token, 'runs-on'), scope));
  const { pools } = run.engine.options;
  const pool = findPool(pools, demand, plan.workflowRef);
  const wanted = [demand.group, ...demand.labels].filter((each) => each !== undefined).join(', ');
  if (pool === undefined)
    throw new Error(`No runner takes this job: none has ${wanted} and is open to ${plan.workflowRef}`);
  // GitHub docs, "Self-hosted runner security": a fork's code must not reach a machine of one's own.
  if (
    pool.environment === 'self-hosted' &&
    isFromFork(run) &&
    run.repository.forkPullRequests?.selfHosted !== true
  )
    throw new Error(`No runner takes this job: ${wanted} is not open to pull requests of forks`);
  return pool;
}

async function runOnPool(leg: Leg, report: JobReport, pool: RunnerPool): Promise<LegEnd> {
  const { run } = leg.level;
  const { engine } = run;
  const places = engine.places[engine.options.pools.indexOf(pool)];
  if (places === undefined || !(await places.take(leg.abort.signal)))
    return closeReport(run, report, { result: 'cancelled' });
  try {
    const startedAt = engine.options.world.clock.now();
    Object.assign(report, { status: 'in_progress', runner: pool.group, startedAt });
    tell(run, { kind: 'job-started', job: report });
    return await engine.waits.busy(() => runTimed(leg, report, pool));
  } finally {
    places.release();
  }
}

// "The maximum number of minutes to let a job run before GitHub automatically cancels it. Default: 360."
async function runTimed(leg: Leg, report: JobReport, pool: RunnerPool): Promise<LegEnd> {
  const { options, closing, world } = leg.level.run.engine;
  const token = field(leg.job.document.token, 'timeout-minutes');
  const minutes = token === undefined ? defaultMinutes : Number(evaluateText(token, leg.scope));
  const limit = setTimeout(() => {
    const message = `The job has exceeded the maximum execution time of ${minutes} minutes`;
    report.annotations.push({ level: 'error', message });
    leg.abort.abort();
  }, minutes * world.minuteMs);
  const force = new AbortController();
  let grace: NodeJS.Timeout | undefined;
  const tidy = (): void => {
    grace = setTimeout(() => force.abort(), options.graceMs ?? defaultGraceMs);
  };
  leg.abort.signal.addEventListener('abort', tidy, { once: true });
  const end = AbortSignal.any([force.signal, closing]);
  try {
    return await runInSession(leg, report, { pool, force: end });
  } finally {
    clearTimeout(limit);
    clearTimeout(grace);
    leg.abort.signal.removeEventListener('abort', tidy);
  }
}
