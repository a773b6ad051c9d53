import type { Slice, World } from '../../world/types.ts';
import { toStoredRequest } from './request.ts';
import type { TasksState } from './state.ts';
import { ofRegistry, toKey } from './state.ts';
import type { TaskRunPut, TaskRunRecord, Tasks } from './types.ts';

type TaskRuns = Pick<Tasks, 'putTaskRun' | 'findTaskRun' | 'listTaskRuns' | 'removeTaskRun'>;

/** Task runs: a PUT with the tag of the last one is answered with what is there. */
export function createTaskRuns(
  world: World,
  state: Slice<TasksState>,
  schedule: Tasks['schedule'],
): TaskRuns {
  return {
    putTaskRun(registry, caller, put) {
      const existing = state.value.taskRuns[toKey(registry.name, put.name)];
      if (existing !== undefined && !isAnother(world, state, existing, put)) {
        return { record: existing, isNew: false };
      }
      const run = schedule(registry, caller, put.request);
      const record: TaskRunRecord = {
        ...{ registry: registry.name, name: put.name, location: put.location, runId: run.runId },
        forceUpdateTag: put.forceUpdateTag,
        createdAt: existing?.createdAt ?? world.clock.now(),
        createdBy: run.createdBy,
      };
      state.value.taskRuns[toKey(registry.name, put.name)] = record;
      state.touch();
      return { record, isNew: existing === undefined };
    },
    findTaskRun: (registry, name) => state.value.taskRuns[toKey(registry, name)],
    listTaskRuns: (registry) => ofRegistry(state.value.taskRuns, registry),
    removeTaskRun(registry, name) {
      const isThere = toKey(registry, name) in state.value.taskRuns;
      delete state.value.taskRuns[toKey(registry, name)];
      state.touch();
      return isThere;
    },
  };
}

function isAnother(
  world: World,
  state: Slice<TasksState>,
  existing: TaskRunRecord,
  put: TaskRunPut,
): boolean {
  if (existing.forceUpdateTag !== put.forceUpdateTag) return true;
  if (world.assume('tasks-taskrun-same-tag') === 'existing') return false;
  const before = state.value.runs[toKey(existing.registry, existing.runId)];
  return before?.request.hash !== toStoredRequest(put.request).hash;
}
