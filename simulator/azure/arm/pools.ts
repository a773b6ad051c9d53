import * as v from 'valibot';
import type { EstateRegistry } from '../../estate/index.ts';
import { location } from '../../estate/index.ts';
import type { PoolRecord } from '../tasks/index.ts';
import { readBody } from './body.ts';
import type { ArmDeps } from './deps.ts';
import { findRegistry, notFound, registryPath } from './scope.ts';
import type { ArmCall, ArmReply, ArmRoute } from './types.ts';
import { ArmFault } from './types.ts';

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

const PoolPut = v.object({
  location: v.optional(v.string()),
  properties: v.optional(
    v.object({
      count: v.optional(Count, 1),
      tier: v.optional(v.picklist(['S1', 'S2', 'S3', 'I6']), 'S1'),
      os: v.optional(v.picklist(['Linux', 'Windows']), 'Linux'),
      virtualNetworkSubnetResourceId: v.optional(v.nullable(v.string())),
    }),
    {},
  ),
});

const PoolPatch = v.object({ properties: v.optional(v.object({ count: v.optional(Count) }), {}) });

/** Agent pools of a registry (2025-03-01-preview). */
export function poolRoutes(deps: ArmDeps): readonly ArmRoute[] {
  const one = `${registryPath}/agentPools/{pool}`;
  return [
    { method: 'GET', path: `${registryPath}/agentPools`, handle: (call) => listPools(deps, call) },
    { method: 'GET', path: one, handle: (call) => getPool(deps, call) },
    { method: 'PUT', path: one, handle: (call) => putPool(deps, call) },
    { method: 'PATCH', path: one, handle: (call) => patchPool(deps, call) },
    { method: 'DELETE', path: one, handle: (call) => deletePool(deps, call) },
    { method: 'POST', path: `${one}/listQueueStatus`, handle: (call) => countQueue(deps, call) },
  ];
}

function listPools(deps: ArmDeps, call: ArmCall): ArmReply {
  const registry = findRegistry(deps.authorizer, call, 'agentpools/read');
  const value = deps.tasks.pools.list(registry.name).map((pool) => renderPool(registry, pool));
  return { status: 200, body: { value } };
}

function getPool(deps: ArmDeps, call: ArmCall): ArmReply {
  const registry = findRegistry(deps.authorizer, call, 'agentpools/read');
  return { status: 200, body: renderPool(registry, findPool(deps, call, registry)) };
}

async function putPool(deps: ArmDeps, call: ArmCall): Promise<ArmReply> {
  const registry = findRegistry(deps.authorizer, call, 'agentpools/write');
  const { pool: name = '' } = call.path;
  if (!/^[A-Za-z0-9-]{3,20}$/.test(name)) {
    throw new ArmFault(
      400,
      'InvalidAgentPoolName',
      `The agent pool name '${name}' has to be 3-20 letters, digits or hyphens.`,
    );
  }
  const { properties } = await readBody(call, PoolPut);
  const isNew = deps.tasks.pools.find(registry.name, name) === undefined;
  const { virtualNetworkSubnetResourceId: subnet, count, tier, os } = properties;
  const network = subnet ? { virtualNetworkSubnetResourceId: subnet } : {};
  const pool: PoolRecord = { registry: registry.name, name, count, tier, os, ...network };
  deps.tasks.pools.save(pool);
  return { status: isNew ? 201 : 200, body: renderPool(registry, pool) };
}

async function patchPool(deps: ArmDeps, call: ArmCall): Promise<ArmReply> {
  const registry = findRegistry(deps.authorizer, call, 'agentpools/write');
  const pool = findPool(deps, call, registry);
  const { properties } = await readBody(call, PoolPatch);
  const changed = { ...pool, count: properties.count ?? pool.count };
  deps.tasks.pools.save(changed);
  return { status: 200, body: renderPool(registry, changed) };
}

function deletePool(deps: ArmDeps, call: ArmCall): ArmReply {
  const registry = findRegistry(deps.authorizer, call, 'agentpools/delete');
  return { status: deps.tasks.pools.remove(registry.name, call.path['pool'] ?? '') ? 200 : 204 };
}

function countQueue(deps: ArmDeps, call: ArmCall): ArmReply {
  const registry = findRegistry(deps.authorizer, call, 'agentpools/listQueueStatus/action');
  const pool = findPool(deps, call, registry);
  return { status: 200, body: { count: deps.tasks.pools.queued(registry.name, pool.name) } };
}

function findPool(deps: ArmDeps, call: ArmCall, registry: EstateRegistry): PoolRecord {
  const { pool = '', group = '' } = call.path;
  const found = deps.tasks.pools.find(registry.name, pool);
  if (found !== undefined) return found;
  throw notFound(`Microsoft.ContainerRegistry/registries/${registry.name}/agentPools/${pool}`, group);
}

function renderPool(registry: EstateRegistry, pool: PoolRecord) {
  const { count, tier, os, virtualNetworkSubnetResourceId: subnet } = pool;
  return {
    type: 'Microsoft.ContainerRegistry/registries/agentPools',
    id: `${registry.id}/agentPools/${pool.name}`,
    name: pool.name,
    location,
    tags: {},
    properties: {
      ...{ count, tier, os, provisioningState: 'Succeeded' },
      ...(subnet === undefined ? {} : { virtualNetworkSubnetResourceId: subnet }),
    },
  };
}
