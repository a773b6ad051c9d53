import type { SimulatedClock } from './types.ts';

/** A clock that runs with the machine's, ahead of it by an offset that `store` keeps. */
export function createClock(store: { offsetMs: number }, onChange: () => void): SimulatedClock {
  return {
    now: () => Date.now() + store.offsetMs,
    advance(ms) {
      store.offsetMs += ms;
      onChange();
    },
    offsetMs: () => store.offsetMs,
  };
}

/**
 * How far a fresh world is ahead of the machine, from LAZARET_SIMULATED_TIME (RFC 3339): 0 when it is not set.
 * A world that has begun keeps its own time.
 */
export function readStartOffset(env: Readonly<Record<string, string | undefined>>): number {
  const text = env['LAZARET_SIMULATED_TIME'];
  if (text === undefined || text === '') return 0;
  const time = Date.parse(text);
  if (Number.isNaN(time)) {
    throw new Error(`LAZARET_SIMULATED_TIME: "${text}" is no time; write 2029-03-01T08:00:00Z`);
  }
  return time - Date.now();
}
