import type { Slice } from '../../world/types.ts';
import type { TasksState } from './state.ts';
import { ofRegistry, toKey } from './state.ts';
import type { PoolRecord, Tasks } from './types.ts';

/** The agent pools of all registries; `changed` is called when a waiting run may now start. */
export function createPools(state: Slice<TasksState>, changed: () => void): Tasks['pools'] {
  return {
    list: (registry) => ofRegistry(state.value.pools, registry),
    find: (registry, name) => state.value.pools[toKey(registry, name)],
    save(pool: PoolRecord) {
      state.value.pools[toKey(pool.registry, pool.name)] = pool;
      state.touch();
      changed();
    },
    remove(registry, name) {
      const isThere = toKey(registry, name) in state.value.pools;
      delete state.value.pools[toKey(registry, name)];
      state.touch();
      return isThere;
    },
    queued: (registry, name) =>
      ofRegistry(state.value.runs, registry).filter(
        (run) => run.status === 'Queued' && run.agentPool?.toLowerCase() === name.toLowerCase(),
      ).length,
  };
}
