import type { EstateRegistry } from '../../estate/index.ts';
import type { Slice, World } from '../../world/types.ts';
import type { Principal } from '../entra/types.ts';
import { buildAuthorizationFailed } from '../rbac/index.ts';
import { checkTargets, copyImage, pauseBeforeCopy, planCopy } from './copy.ts';
import { ImportFailure, failImport } from './failure.ts';
import { readImportRequest } from './request.ts';
import type { ImportRequest, Refusal } from './request.ts';
import { findRegistryById, mayImport, openSource, resolveSource } from './source.ts';
import type { ImportDeps } from './source.ts';
import type { ImportStart, ImportState, Imports } from './types.ts';

const importAction = 'Microsoft.ContainerRegistry/registries/importImage/action';

interface ImportsState {
  readonly operations: Record<string, ImportState>;
}

/** Opens ARM's import on the registries of a world. The hook `import:after-check` lies between check and copy. */
export function createImports(world: World, deps: Omit<ImportDeps, 'world'>): Imports {
  const all = { ...deps, world };
  const slice = world.slice<ImportsState>('imports', () => ({ operations: {} }));
  const running = new Map<string, Promise<void>>();
  return {
    start: (principal, registryId, body) => start(all, { principal, registryId, body }, { slice, running }),
    poll: (operationId) => poll(slice, running, operationId),
    async settled() {
      while (running.size > 0) await Promise.all(running.values());
    },
  };
}

/** How many operations that have ended are remembered; ARM forgets its own after a while, too. */
const maxEnded = 200;

interface Operations {
  readonly slice: Slice<ImportsState>;
  readonly running: Map<string, Promise<void>>;
}

async function start(
  deps: ImportDeps,
  asked: { readonly principal: Principal; readonly registryId: string; readonly body: unknown },
  operations: Operations,
): Promise<ImportStart> {
  const { principal, registryId } = asked;
  const target = findRegistryById(registryId);
  if (target === undefined)
    return {
      ok: false,
      status: 404,
      code: 'ResourceNotFound',
      message: `The resource '${registryId}' was not found.`,
    };
  if (!mayImport(deps.authorizer, principal, target.id)) return refuseForbidden(principal, target.id);
  const request = readImportRequest(asked.body);
  if ('ok' in request) return request;
  const denied = refuseLinked(deps, principal, { request, target });
  if (denied !== undefined) return denied;
  const operationId = deps.world.uuid();
  save(operations, operationId, { state: 'running' });
  const work = run(deps, principal, { request, target }).then((state) => {
    save(operations, operationId, state);
    operations.running.delete(operationId);
  });
  operations.running.set(operationId, work);
  return { ok: true, operationId };
}

// An operation of an earlier process has nobody left who works on it.
function poll(
  slice: Slice<ImportsState>,
  running: Operations['running'],
  id: string,
): ImportState | undefined {
  const state = Object.hasOwn(slice.value.operations, id) ? slice.value.operations[id] : undefined;
  if (state?.state !== 'running' || running.has(id)) return state;
  return {
    state: 'failed',
    status: 500,
    code: 'InternalServerError',
    message: 'The operation was interrupted.',
  };
}

async function run(
  deps: ImportDeps,
  principal: Principal,
  { request, target }: { readonly request: ImportRequest; readonly target: EstateRegistry },
): Promise<ImportState> {
  try {
    await carryOut(deps, principal, { request, target });
    return { state: 'succeeded' };
  } catch (error) {
    if (error instanceof ImportFailure)
      return { state: 'failed', status: error.status, code: error.code, message: error.message };
    // A bug: nobody awaits this work, so the poll has to show it.
    return { state: 'failed', status: 500, code: 'InternalServerError', message: String(error) };
  }
}

async function carryOut(
  deps: ImportDeps,
  principal: Principal,
  { request, target: registry }: { readonly request: ImportRequest; readonly target: EstateRegistry },
): Promise<void> {
  const { world } = deps;
  const source = await openSource(deps, principal, request);
  const target = deps.registries.findStore(registry.loginServer);
  if (target === undefined)
    throw failImport(404, 'ResourceNotFound', `${registry.loginServer} was not found.`);
  // https://learn.microsoft.com/azure/container-registry/data-loss-prevention: such a registry lets nothing be imported from it.
  if (source !== target && !source.slice.value.policies.isExportEnabled)
    throw failImport(
      403,
      'Forbidden',
      `Export of artifacts from ${source.host} is disabled by its export policy.`,
    );
  const root = resolveSource(world, source, request);
  const planned = await planCopy(source, request.repository, root);
  checkTargets(target, request);
  await world.hooks.reach('import:after-check');
  await pauseBeforeCopy(world);
  await copyImage({ source, target }, request, planned);
}

/** ARM checks the right on the source as on the target: learn.microsoft.com, "Troubleshoot Azure RBAC", linked scopes. */
function refuseLinked(
  deps: ImportDeps,
  principal: Principal,
  { request, target }: { readonly request: ImportRequest; readonly target: EstateRegistry },
): Refusal | undefined {
  const { resourceId } = request.source;
  if (resourceId === undefined || deps.world.assume('import-source-denied') === 'on-poll') return undefined;
  if (mayImport(deps.authorizer, principal, resourceId)) return undefined;
  const message =
    `The client '${principal.clientId}' with object id '${principal.objectId}' has permission to perform action ` +
    `'${importAction}' on scope '${target.id}'; however, it does not have permission to perform action(s) ` +
    `'${importAction}' on the linked scope(s) '${resourceId}' (respectively) or the linked scope(s) are invalid.`;
  return { ok: false, status: 403, code: 'LinkedAuthorizationFailed', message };
}

function refuseForbidden(principal: Principal, scope: string): Refusal {
  const { error } = buildAuthorizationFailed({ principal, action: importAction, scope });
  return { ok: false, status: 403, ...error };
}

function save({ slice, running }: Operations, id: string, state: ImportState): void {
  const { operations } = slice.value;
  operations[id] = state;
  const ended = Object.keys(operations).filter((other) => other !== id && !running.has(other));
  for (const old of ended.slice(0, Math.max(0, ended.length - maxEnded))) delete operations[old];
  slice.touch();
}
