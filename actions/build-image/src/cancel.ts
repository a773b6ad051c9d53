import { CodedError } from '../../../lib/base/errors/index.ts';
import type { Log } from '../../../lib/base/log.ts';
import { isFinished } from '../../../lib/clients/tasks/index.ts';
import type { Run } from '../../../lib/clients/tasks/types.ts';
import type { Deps } from './ports.ts';

// The runner kills a cancelled step 10 s after the first signal, and the frame ends it after 7 s.
const maxWaitMs = 5_000;
const pauseMs = 500;

// The run would go on waiting, or pushing, without anybody who wants it.
const abandoning: ReadonlySet<string> = new Set([
  'TASKS_POOL_EMPTY',
  'TASKS_POOL_NOT_FOUND',
  'TASKS_QUEUE_TIMED_OUT',
]);

/** Does the work, and when the job is cancelled meanwhile cancels the run too: no orphan is left behind. */
export async function cancelRunOnAbort<T>(
  taskRunName: string,
  deps: Deps,
  log: Log,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (deps.signal.aborted || isAbandoning(error)) await cancelLiveRun(taskRunName, deps, log);
    throw error;
  }
}

function isAbandoning(error: unknown): boolean {
  return error instanceof CodedError && abandoning.has(error.code);
}

async function cancelLiveRun(taskRunName: string, deps: Deps, log: Log): Promise<void> {
  try {
    const run = await findLiveRun(taskRunName, deps);
    if (run === undefined) return;
    log.info(`Cancelling run ${run.runId}`);
    await deps.tasks.cancelRun(run.runId);
    await awaitEnd(run.runId, deps, log);
  } catch (error) {
    // The reason of the failure is more use to the reader than a clean-up that did not work.
    const code = error instanceof CodedError ? `${error.code}: ${error.message}` : String(error);
    log.warning(`The run could not be cancelled: ${code}`);
  }
}

// A request that was dropped by the abort can still arrive: two looks more, a moment later each.
async function findLiveRun(taskRunName: string, deps: Deps): Promise<Run | undefined> {
  for (const waitMs of [0, pauseMs, pauseMs]) {
    if (waitMs > 0) await deps.clock.sleep(waitMs);
    const run = (await deps.tasks.findTaskRun(taskRunName))?.run;
    if (run !== undefined && !isFinished(run.status)) return run;
  }
  return undefined;
}

async function awaitEnd(runId: string, deps: Deps, log: Log): Promise<void> {
  const deadline = deps.clock.now() + maxWaitMs;
  while (deps.clock.now() < deadline) {
    const run = await deps.tasks.findRun(runId);
    if (run === undefined || isFinished(run.status)) {
      log.info(`Run ${runId} ended as ${run?.status ?? 'unknown'}`);
      return;
    }
    // Not bound to the job's signal, which is aborted already.
    await deps.clock.sleep(pauseMs);
  }
  log.warning(`Run ${runId} was asked to stop and has not ended yet`);
}
