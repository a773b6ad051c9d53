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
