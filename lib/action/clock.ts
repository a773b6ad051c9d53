import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../base/time.ts';

/** The clock of this process. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    signal?.throwIfAborted();
    try {
      await delay(ms, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      // Node wraps the reason in an AbortError; callers are promised the reason itself.
      signal?.throwIfAborted();
      throw error;
    }
  },
};
