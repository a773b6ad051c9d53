import { UserError } from '../../../lib/base/errors/index.ts';
import type { Log } from '../../../lib/base/log.ts';
import { formatDuration } from '../../../lib/base/time.ts';
import type { Run } from '../../../lib/clients/tasks/types.ts';
import { readRun } from './log/stream.ts';
import type { BuildPlan } from './plan.ts';
import { assertPoolReady } from './pool.ts';
import type { Deps } from './ports.ts';

const minPauseMs = 500;
const maxPauseMs = 5_000;
const reportEveryMs = 60_000;

/** Waits until the run has left the queue, and says what it waits for; throws TASKS_POOL_EMPTY or TASKS_QUEUE_TIMED_OUT. */
export async function awaitStart(run: Run, plan: BuildPlan, deps: Deps, log: Log): Promise<Run> {
  if (run.status !== 'Queued') return run;
  const begunAt = deps.clock.now();
  let current = run;
  let [pauseMs, reportedAt] = [minPauseMs, Number.NEGATIVE_INFINITY];
  while (current.status === 'Queued') {
    const now = deps.clock.now();
    if (now - begunAt >= plan.timeoutMs) throw timedOut(run, plan);
    if (now - reportedAt >= reportEveryMs) {
      await report(plan, now - begunAt, deps, log);
      reportedAt = now;
    }
    await deps.clock.sleep(pauseMs, deps.signal);
    pauseMs = Math.min(maxPauseMs, pauseMs * 1.5);
    current = await readRun(run.runId, deps);
  }
  return current;
}

// The pool is looked at again each time: somebody may scale it to nothing while the run waits.
async function report(plan: BuildPlan, waitedMs: number, deps: Deps, log: Log): Promise<void> {
  const waiting = await deps.tasks.readQueueLength(plan.agentPool);
  log.info(
    `Waiting for an instance of "${plan.agentPool}" for ${formatDuration(waitedMs)}: ${waiting} in the queue`,
  );
  if (waitedMs > 0) await assertPoolReady(deps.tasks, plan.agentPool, log);
}

function timedOut(run: Run, plan: BuildPlan): UserError {
  const reason = `no instance of "${plan.agentPool}" was free for ${formatDuration(plan.timeoutMs)}`;
  return new UserError('TASKS_QUEUE_TIMED_OUT', { subject: run.runId, reason });
}
