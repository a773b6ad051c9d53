import { evaluateText, plainScope } from '../expressions/index.ts';
import type { JsonObject } from '../expressions/index.ts';
import { buildGithubContext } from './contexts.ts';
import { runGraph } from './graph.ts';
import type { Level } from './level.ts';
import type { RunConclusion } from './report.ts';
import { cancelRun, isFromFork, reportRun } from './run.ts';
import type { Run } from './run.ts';
import { sumUp } from './sum-up.ts';
import { takeTurn } from './turn.ts';

/** Plays one attempt of a run to its end. */
export async function executeRun(run: Run): Promise<void> {
  const { options } = run.engine;
  options.onEvent?.({ kind: 'run-started', run: reportRun(run) });
  const conclusion = await conclude(run).catch((error: unknown) => explainFailure(run, error));
  const completedAt = options.world.clock.now();
  Object.assign(run, { status: 'completed', conclusion, completedAt });
  options.onEvent?.({ kind: 'run-ended', run: reportRun(run) });
}

function openRunContexts(run: Run): JsonObject {
  return { github: buildGithubContext(run), inputs: run.inputs, vars: run.repository.vars ?? {} };
}

// Such as a concurrency group that cannot be evaluated: the run fails, and says why.
function explainFailure(run: Run, error: unknown): RunConclusion {
  const reason = error instanceof Error ? error.message : String(error);
  run.problems.push(`${run.plan.document.path}: ${reason}`);
  return 'failure';
}

/** `run-name`, or the workflow's name where there is none. */
export function nameRun(run: Run): string {
  const { runName, name } = run.plan.document;
  const given = runName === undefined ? '' : evaluateText(runName, plainScope(openRunContexts(run)));
  return given === '' ? name : given;
}

async function conclude(run: Run): Promise<RunConclusion> {
  const token = run.plan.document.concurrency;
  if (token === undefined) return runJobs(run, []);
  Object.assign(run, { status: 'pending' });
  const answer = await takeTurn(run, {
    token,
    scope: plainScope(openRunContexts(run)),
    signal: run.cancel.signal,
    holders: [],
    cancel: (reason) => {
      cancelRun(run, reason);
    },
  });
  if (!answer.ok) {
    run.problems.push(answer.reason);
    return 'cancelled';
  }
  try {
    return await runJobs(run, [answer.order]);
  } finally {
    answer.turn.release();
  }
}

async function runJobs(run: Run, holders: readonly unknown[]): Promise<RunConclusion> {
  Object.assign(run, { status: 'in_progress' });
  const level: Level = {
    run,
    plan: run.plan,
    inputs: run.inputs,
    secrets: isFromFork(run) ? {} : (run.repository.secrets ?? {}),
    prefix: { name: '', key: '' },
    signal: run.engine.closing,
    isForced: false,
    holders,
    runGraph,
  };
  const ends = await runGraph(level);
  const result = sumUp([...ends.values()].map((end) => end.result));
  return run.cancel.signal.aborted && result !== 'failure' ? 'cancelled' : result;
}
