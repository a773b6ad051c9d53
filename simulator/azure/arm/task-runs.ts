import * as v from 'valibot';
import type { EstateRegistry } from '../../estate/index.ts';
import { location } from '../../estate/index.ts';
import type { World } from '../../world/types.ts';
import type { StoredRequest, TaskRunRecord } from '../tasks/index.ts';
import { isFinished } from '../tasks/index.ts';
import { readBody } from './body.ts';
import type { ArmDeps } from './deps.ts';
import { renderRun, renderSystemData } from './render-run.ts';
import { parseBuildRequest } from './runs.ts';
import { findRegistry, notFound, registryPath } from './scope.ts';
import type { ArmCall, ArmReply, ArmRoute } from './types.ts';
import { ArmFault } from './types.ts';

const TaskRunPut = v.object({
  location: v.optional(v.nullable(v.string())),
  properties: v.object({
    runRequest: v.record(v.string(), v.unknown()),
    forceUpdateTag: v.optional(v.nullable(v.string())),
  }),
});

/** Task runs of a registry (2025-03-01-preview). */
export function taskRunRoutes(world: World, deps: ArmDeps): readonly ArmRoute[] {
  const one = `${registryPath}/taskRuns/{taskRun}`;
  const show = (call: ArmCall, action: string): ArmReply => {
    const registry = findRegistry(deps.authorizer, call, action);
    return { status: 200, body: renderTaskRun(world, deps, registry, findTaskRun(deps, call, registry)) };
  };
  return [
    { method: 'GET', path: `${registryPath}/taskRuns`, handle: (call) => listTaskRuns(world, deps, call) },
    { method: 'PUT', path: one, handle: (call) => putTaskRun(world, deps, call) },
    { method: 'GET', path: one, handle: (call) => showByName(world, call, show) },
    {
      method: 'POST',
      path: `${one}/listDetails`,
      handle: (call) => show(call, 'taskruns/listDetails/action'),
    },
    { method: 'DELETE', path: one, handle: (call) => deleteTaskRun(deps, call) },
  ];
}

function showByName(
  world: World,
  call: ArmCall,
  show: (call: ArmCall, action: string) => ArmReply,
): ArmReply {
  if (world.assume('tasks-taskrun-by-name') === 'found') return show(call, 'taskruns/read');
  const { registry = '', taskRun = '', group = '' } = call.path;
  throw notFound(`Microsoft.ContainerRegistry/registries/${registry}/taskRuns/${taskRun}`, group);
}

function listTaskRuns(world: World, deps: ArmDeps, call: ArmCall): ArmReply {
  const registry = findRegistry(deps.authorizer, call, 'taskruns/read');
  const records = deps.tasks.listTaskRuns(registry.name);
  return {
    status: 200,
    body: { value: records.map((record) => renderTaskRun(world, deps, registry, record)) },
  };
}

async function putTaskRun(world: World, deps: ArmDeps, call: ArmCall): Promise<ArmReply> {
  const registry = findRegistry(deps.authorizer, call, 'taskruns/write');
  const { taskRun: name = '' } = call.path;
  // `taskRunName` of the published model: 5 to 50 of these characters.
  if (!/^[a-zA-Z0-9-]{5,50}$/.test(name)) {
    throw new ArmFault(
      400,
      'InvalidTaskRunName',
      `The task run name '${name}' has to be 5-50 letters, digits or hyphens.`,
    );
  }
  const { location: place, properties } = await readBody(call, TaskRunPut);
  const request = parseBuildRequest(world, deps, { registry, body: properties.runRequest });
  const { record, isNew } = deps.tasks.putTaskRun(registry, call.principal, {
    name,
    request,
    forceUpdateTag: properties.forceUpdateTag ?? undefined,
    location: place ?? undefined,
  });
  return { status: isNew ? 201 : 200, body: renderTaskRun(world, deps, registry, record) };
}

function deleteTaskRun(deps: ArmDeps, call: ArmCall): ArmReply {
  const registry = findRegistry(deps.authorizer, call, 'taskruns/delete');
  return { status: deps.tasks.removeTaskRun(registry.name, call.path['taskRun'] ?? '') ? 200 : 204 };
}

function findTaskRun(deps: ArmDeps, call: ArmCall, registry: EstateRegistry): TaskRunRecord {
  const { taskRun = '', group = '' } = call.path;
  const found = deps.tasks.findTaskRun(registry.name, taskRun);
  if (found !== undefined) return found;
  throw notFound(`Microsoft.ContainerRegistry/registries/${registry.name}/taskRuns/${taskRun}`, group);
}

function renderTaskRun(world: World, deps: ArmDeps, registry: EstateRegistry, record: TaskRunRecord) {
  const run = deps.tasks.findRun(registry.name, record.runId);
  if (run === undefined) throw new Error(`task run ${record.name} has lost its run ${record.runId}`);
  const isLive = !isFinished(run) && world.assume('tasks-taskrun-provisioning') === 'follows-run';
  const ended = run.status === 'Succeeded' || !isFinished(run) ? 'Succeeded' : 'Failed';
  const isAlwaysFine = world.assume('tasks-taskrun-provisioning') === 'succeeded-at-once';
  return {
    type: 'Microsoft.ContainerRegistry/registries/taskRuns',
    id: `${registry.id}/taskRuns/${record.name}`,
    name: record.name,
    location: record.location ?? location,
    systemData: renderSystemData(record.createdBy, record.createdAt, run.createdAt),
    properties: {
      provisioningState: isLive ? 'Creating' : isAlwaysFine ? 'Succeeded' : ended,
      runRequest: renderRequest(run.request),
      runResult: renderRun(registry, run),
      ...(record.forceUpdateTag === undefined ? {} : { forceUpdateTag: record.forceUpdateTag }),
    },
  };
}

/** The request as stored: values of secrets were never written down. */
function renderRequest(request: StoredRequest) {
  const { hash: _, hasSecrets: __, ...rest } = request;
  return rest;
}
