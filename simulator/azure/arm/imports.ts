import { location, subscriptionScope } from '../../estate/index.ts';
import type { World } from '../../world/types.ts';
import { readJson } from './body.ts';
import type { ArmDeps } from './deps.ts';
import { assertSubscription, findRegistry, notFound, registryPath } from './scope.ts';
import type { ArmCall, ArmReply, ArmRoute } from './types.ts';
import { ArmFault } from './types.ts';

const provider = 'Microsoft.ContainerRegistry';

/** Starting an import and following it. */
export function importRoutes(world: World, deps: ArmDeps): readonly ArmRoute[] {
  return [
    { method: 'POST', path: `${registryPath}/importImage`, handle: (call) => startImport(world, deps, call) },
    {
      method: 'GET',
      path: `/subscriptions/{subscription}/providers/${provider}/locations/{location}/operationResults/{operation}`,
      handle: (call) => pollImport(world, deps, call),
    },
  ];
}

async function startImport(world: World, deps: ArmDeps, call: ArmCall): Promise<ArmReply> {
  const registry = findRegistry(deps.authorizer, call, 'importImage/action');
  const started = await deps.imports.start(call.principal, registry.id, await readJson(call));
  if (!started.ok) throw new ArmFault(started.status, started.code, started.message);
  // The real body is the four bytes `null`; there is neither Retry-After nor Azure-AsyncOperation.
  return { status: 202, body: null, headers: { location: renderLocation(world, call, started.operationId) } };
}

function pollImport(world: World, deps: ArmDeps, call: ArmCall): ArmReply {
  assertSubscription(call);
  const operationId = (call.path['operation'] ?? '').replace(/^registries-/i, '');
  const state = deps.imports.poll(operationId);
  if (state === undefined)
    throw notFound(`${provider}/locations/operationResults/registries-${operationId}`, '');
  if (state.state === 'failed') throw new ArmFault(state.status, state.code, state.message);
  if (state.state === 'succeeded') return { status: 200 };
  return { status: 202, headers: { location: renderLocation(world, call, operationId) } };
}

/** Each poll has a Location of its own, about 5 kB long, as ARM signs the caller's identity into it. */
function renderLocation(world: World, call: ArmCall, operationId: string): string {
  const path = `${subscriptionScope}/providers/${provider}/locations/${location.toUpperCase()}/operationResults/registries-${operationId}`;
  const draw = (count: number): string => Buffer.from(world.bytes(count)).toString('base64url');
  const query = new URLSearchParams({
    'api-version': call.url.searchParams.get('api-version') ?? '',
    // Ticks of .NET: 100 ns since the year 1.
    t: String(BigInt(world.clock.now()) * 10_000n + 621_355_968_000_000_000n),
    c: draw(3200),
    s: draw(256),
    h: draw(32),
  });
  return `https://management.azure.com${path}?${query.toString()}`;
}
