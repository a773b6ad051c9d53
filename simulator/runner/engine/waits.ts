import type { SimulatedClock } from '../../world/index.ts';

/** Waiting in simulated time: when nothing else goes on, the clock jumps to the next end of a wait. */
export interface Waits {
  /** Counts work that really goes on, during which the clock does not jump. */
  busy<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves at a simulated time, in ms since the epoch; or when the signal aborts. */
  until(time: number, signal: AbortSignal): Promise<void>;
  /** Nothing runs and no time is waited for. */
  isIdle(): boolean;
}

const pollMs = 25;

/** Opens waiting on a clock. */
export function openWaits(clock: SimulatedClock): Waits {
  let running = 0;
  const sleeping = new Set<number>();
  return {
    isIdle: () => running === 0 && sleeping.size === 0,
    async busy(work) {
      running += 1;
      try {
        return await work();
      } finally {
        running -= 1;
      }
    },
    async until(time, signal) {
      sleeping.add(time);
      try {
        while (!signal.aborted && clock.now() < time) {
          // A moment for work that is just about to start.
          await new Promise((resolve) => setTimeout(resolve, pollMs));
          const isNext = Math.min(...sleeping) === time;
          if (running === 0 && isNext && clock.now() < time) clock.advance(time - clock.now());
        }
      } finally {
        sleeping.delete(time);
      }
    },
  };
}
