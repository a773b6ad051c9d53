import type { EstateRegistry } from '../../estate/index.ts';
import { registries as estateRegistries } from '../../estate/index.ts';
import type { Slice, World } from '../../world/types.ts';
import type { Blobs } from '../blob/index.ts';
import type { Builder } from '../builder/index.ts';
import { createBuilder } from '../builder/index.ts';
import type { Principal } from '../entra/types.ts';
import type { Registries } from '../registry/types.ts';
import { finish, logName } from './agent.ts';
import { createPools } from './pools.ts';
import type { Queue } from './queue.ts';
import { createQueue } from './queue.ts';
import type { BuildRequest } from './request.ts';
import { fromStoredRequest, toStoredRequest } from './request.ts';
import type { RunDeps } from './run.ts';
import type { TasksState } from './state.ts';
import { isFinished, ofRegistry, openTasksState, toKey } from './state.ts';
import { createTaskRuns } from './task-runs.ts';
import type { GitSource, RunRecord, Tasks } from './types.ts';

const minuteMs = 60_000;
/** Observed on real log links: `se` lies 75 minutes ahead. */
const sasMs = 75 * minuteMs;

/** Makes ACR Tasks; runs that a former process left alive end as lost agents. */
export function createTasks(
  world: World,
  deps: {
    readonly registries: Registries;
    readonly blobs: Blobs;
    readonly gitSource: GitSource;
    readonly builder?: Builder;
  },
): Tasks {
  const state = openTasksState(world);
  const runDeps: RunDeps = { world, ...deps, builder: deps.builder ?? createBuilder(world) };
  const queue = createQueue(runDeps, state);
  const schedule: Tasks['schedule'] = (registry, caller, request) => {
    const record = createRecord(world, state, { registry, caller, request });
    const container = findContainer(world, state, registry);
    queue.add({ record, registry, caller, request, container });
    return record;
  };
  resume(runDeps, state, queue);
  return {
    pools: createPools(state, queue.pump),
    schedule,
    ...createTaskRuns(world, state, schedule),
    createUpload(registry) {
      const minute = new Date(world.clock.now()).toISOString().slice(0, 16).replaceAll(/[-T:]/g, '');
      const relativePath = `source/${minute}/${world.uuid().replaceAll('-', '')}.tar.gz`;
      const path = { container: findContainer(world, state, registry), name: relativePath };
      return { uploadUrl: deps.blobs.signedUrl(path, ['c', 'w'], sasMs), relativePath };
    },
    findRun: (registry, runId) => state.value.runs[toKey(registry, runId)],
    listRuns: (registry) => ofRegistry(state.value.runs, registry).toReversed(),
    setArchived(run, isArchiveEnabled) {
      run.isArchiveEnabled = isArchiveEnabled;
      state.touch();
    },
    logUrl(registry, run) {
      const path = { container: findContainer(world, state, registry), name: logName(run.runId) };
      return deps.blobs.signedUrl(path, ['r'], sasMs);
    },
    cancel: (run) => queue.cancel(run),
    settle: queue.settle,
    close: queue.close,
  };
}

function createRecord(
  world: World,
  state: Slice<TasksState>,
  asked: { readonly registry: EstateRegistry; readonly caller: Principal; readonly request: BuildRequest },
): RunRecord {
  const { registry, caller, request } = asked;
  const number = (state.value.counters[registry.name] ?? 0) + 1;
  state.value.counters[registry.name] = number;
  const now = world.clock.now();
  const record: RunRecord = {
    registry: registry.name,
    // Real ids are a prefix of the region and a counter in base 36: ca1, cf2, cbx.
    runId: `c${'abcdefgh'.charAt(estateRegistries.indexOf(registry))}${number.toString(36)}`,
    status: 'Queued',
    createdAt: now,
    updatedAt: now,
    createdBy: caller,
    ...(request.agentPoolName ? { agentPool: request.agentPoolName } : {}),
    isArchiveEnabled: request.isArchiveEnabled ?? false,
    request: toStoredRequest(request),
  };
  state.value.runs[toKey(registry.name, record.runId)] = record;
  state.touch();
  return record;
}

function findContainer(world: World, state: Slice<TasksState>, registry: EstateRegistry): string {
  const key = registry.name.toLowerCase();
  const known = state.value.containers[key];
  if (known !== undefined) return known;
  state.touch();
  return (state.value.containers[key] = `container-${world.uuid()}`);
}

/** Agents and secrets do not outlive the process; a waiting run without secrets waits on. */
function resume(deps: RunDeps, state: Slice<TasksState>, queue: Queue): void {
  for (const record of Object.values(state.value.runs)) {
    if (isFinished(record)) continue;
    const registry = estateRegistries.find(({ name }) => name === record.registry);
    const isLost = record.status !== 'Queued' || record.request.hasSecrets || registry === undefined;
    if (isLost) {
      finish(deps, state, { record, status: 'Error', error: 'agent was lost' });
      continue;
    }
    const container = findContainer(deps.world, state, registry);
    const request = fromStoredRequest(record.request);
    queue.add({ record, registry, caller: record.createdBy, request, container });
  }
}
