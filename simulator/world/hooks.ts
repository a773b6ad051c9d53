import type { Hooks } from './types.ts';

/** Makes the hook points of a world; they are not part of its state. */
export function createHooks(): Hooks {
  const hung = new Map<string, Set<() => Promise<void> | void>>();
  return {
    on(point, act) {
      const acts = hung.get(point) ?? new Set();
      hung.set(point, acts.add(act));
      return () => void acts.delete(act);
    },
    async reach(point) {
      for (const act of [...(hung.get(point) ?? [])]) await act();
    },
  };
}
