import type { Simulation } from '../../../simulator/simulation.ts';

/** Runs that stand still before their build. */
export interface HeldRuns {
  /** Resolves when a run has come to its build. */
  arrived(): Promise<unknown>;
  /** Lets all go on, those that come later too. */
  release(): void;
}

/** Holds every run of ACR Tasks before its build, so that a test finds it live. */
export function holdRuns({ world }: Simulation): HeldRuns {
  const arrival = Promise.withResolvers<undefined>();
  const gate = Promise.withResolvers<undefined>();
  const remove = world.hooks.on('tasks:before-build', () => {
    arrival.resolve(undefined);
    return gate.promise.then(() => undefined);
  });
  return {
    arrived: () => arrival.promise,
    release() {
      remove();
      gate.resolve(undefined);
    },
  };
}
