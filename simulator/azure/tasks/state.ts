import { agentPools } from '../../estate/index.ts';
import type { Slice, World } from '../../world/types.ts';
import type { PoolRecord, RunRecord, TaskRunRecord } from './types.ts';

/** Everything that ACR Tasks keeps; keys are lower-case `registry/name`. */
export interface TasksState {
  readonly pools: Record<string, PoolRecord>;
  readonly runs: Record<string, RunRecord>;
  readonly taskRuns: Record<string, TaskRunRecord>;
  /** Last run number by registry. */
  readonly counters: Record<string, number>;
  /** The storage container of each registry's sources and logs. */
  readonly containers: Record<string, string>;
}

/** Opens the state, at first with the estate's agent pools. */
export function openTasksState(world: World): Slice<TasksState> {
  return world.slice<TasksState>('azure-tasks', () => ({
    pools: Object.fromEntries(
      agentPools.map((pool) => [toKey(pool.registry, pool.name), { ...pool, os: 'Linux' }]),
    ),
    runs: {},
    taskRuns: {},
    counters: {},
    containers: {},
  }));
}

export function toKey(registry: string, name: string): string {
  return `${registry}/${name}`.toLowerCase();
}

/** Names of what the state holds for one registry. */
export function ofRegistry<T extends { readonly registry: string }>(
  records: Readonly<Record<string, T>>,
  registry: string,
): readonly T[] {
  return Object.values(records).filter((record) => record.registry.toLowerCase() === registry.toLowerCase());
}

/** Whether a run is over. */
export function isFinished(run: RunRecord): boolean {
  return !['Queued', 'Started', 'Running'].includes(run.status);
}
