import type { ActionContext } from '../action/types.ts';
import type { RetryPorts } from '../base/retry.ts';

/**
 * Time, chance and the job's signal for all clients. A call under way is aborted with the job; one that begins after
 * the abort is there to clean up (cancel a run, release a lock) and is let through.
 */
export function createPorts(context: Pick<ActionContext, 'clock' | 'random' | 'signal'>): RetryPorts {
  return {
    clock: context.clock,
    random: context.random,
    get signal() {
      return context.signal.aborted ? undefined : context.signal;
    },
  };
}
