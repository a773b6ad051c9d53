import * as v from 'valibot';
import type { EstateRegistry } from '../../estate/index.ts';
import type { World } from '../../world/types.ts';
import type { RunRecord } from '../tasks/index.ts';
import { BuildRequest, isFinished } from '../tasks/index.ts';
import { readBody, readJson } from './body.ts';
import type { ArmDeps } from './deps.ts';
import { renderNewRun, renderRun } from './render-run.ts';
import { parseRunFilter } from './run-filter.ts';
import { findRegistry, notFound, registryPath } from './scope.ts';
import type { ArmCall, ArmReply, ArmRoute } from './types.ts';
import { ArmFault } from './types.ts';
import { checkShape } from '../../../lib/base/schema.ts';

const RunPatch = v.object({ isArchiveEnabled: v.optional(v.boolean()) });

/** Runs of a registry, and `scheduleRun`, by which az builds. */
export function runRoutes(world: World, deps: ArmDeps): readonly ArmRoute[] {
  const one = `${registryPath}/runs/{run}`;
  return [
    { method: 'POST', path: `${registryPath}/scheduleRun`, handle: (call) => scheduleRun(world, deps, call) },
    { method: 'GET', path: `${registryPath}/runs`, handle: (call) => listRuns(deps, call) },
    { method: 'GET', path: one, handle: (call) => getRun(deps, call) },
    { method: 'PATCH', path: one, handle: (call) => patchRun(deps, call) },
    { method: 'POST', path: `${one}/listLogSasUrl`, handle: (call) => linkLog(deps, call) },
    { method: 'POST', path: `${one}/cancel`, handle: (call) => cancelRun(world, deps, call) },
  ];
}

/** A build request as the service takes it, or ARM's 400. */
export function parseBuildRequest(
  world: World,
  deps: ArmDeps,
  from: { readonly registry: EstateRegistry; readonly body: unknown },
): BuildRequest {
  const checked = checkShape(BuildRequest, from.body);
  if (!checked.ok) {
    throw new ArmFault(400, 'BadRequest', `The run request is not valid: ${checked.problems.join('; ')}`);
  }
  const { agentPoolName: pool } = checked.value;
  const isMissing = pool && deps.tasks.pools.find(from.registry.name, pool) === undefined;
  if (isMissing && world.assume('tasks-missing-pool') === 'rejected') {
    throw new ArmFault(404, 'ResourceNotFound', `The agent pool '${pool}' was not found.`);
  }
  return checked.value;
}

async function scheduleRun(world: World, deps: ArmDeps, call: ArmCall): Promise<ArmReply> {
  const registry = findRegistry(deps.authorizer, call, 'scheduleRun/action');
  const request = parseBuildRequest(world, deps, { registry, body: await readJson(call) });
  const run = deps.tasks.schedule(registry, call.principal, request);
  return { status: 200, body: renderNewRun(registry, run) };
}

function listRuns(deps: ArmDeps, call: ArmCall): ArmReply {
  const registry = findRegistry(deps.authorizer, call, 'runs/read');
  const filter = parseRunFilter(call.url.searchParams.get('$filter'));
  const top = Number(call.url.searchParams.get('$top') ?? '100');
  if (!Number.isInteger(top) || top < 1)
    throw new ArmFault(400, 'BadRequest', 'The $top query option is not valid.');
  const runs = deps.tasks.listRuns(registry.name).map((run) => renderRun(registry, run));
  return { status: 200, body: { value: runs.filter(filter).slice(0, top) } };
}

function getRun(deps: ArmDeps, call: ArmCall): ArmReply {
  const registry = findRegistry(deps.authorizer, call, 'runs/read');
  return { status: 200, body: renderRun(registry, findRun(deps, call, registry)) };
}

async function patchRun(deps: ArmDeps, call: ArmCall): Promise<ArmReply> {
  const registry = findRegistry(deps.authorizer, call, 'runs/write');
  const run = findRun(deps, call, registry);
  const { isArchiveEnabled = run.isArchiveEnabled } = await readBody(call, RunPatch);
  deps.tasks.setArchived(run, isArchiveEnabled);
  return { status: 200, body: renderRun(registry, run) };
}

function linkLog(deps: ArmDeps, call: ArmCall): ArmReply {
  const registry = findRegistry(deps.authorizer, call, 'runs/listLogSasUrl/action');
  return { status: 200, body: { logLink: deps.tasks.logUrl(registry, findRun(deps, call, registry)) } };
}

function cancelRun(world: World, deps: ArmDeps, call: ArmCall): ArmReply {
  const registry = findRegistry(deps.authorizer, call, 'runs/cancel/action');
  const run = findRun(deps, call, registry);
  if (isFinished(run) && world.assume('tasks-cancel-finished') === 'conflict') {
    throw new ArmFault(409, 'Conflict', `The run '${run.runId}' has ended already.`);
  }
  deps.tasks.cancel(run);
  return { status: Number(world.assume('tasks-cancel-reply')) };
}

function findRun(deps: ArmDeps, call: ArmCall, registry: EstateRegistry): RunRecord {
  const { run = '', group = '' } = call.path;
  const found = deps.tasks.findRun(registry.name, run);
  if (found !== undefined) return found;
  throw notFound(`Microsoft.ContainerRegistry/registries/${registry.name}/runs/${run}`, group);
}
