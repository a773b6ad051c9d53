import { openScopedTokens } from '../azure/registry/access/passwords.ts';
import {
  agentPools,
  identityList,
  registries,
  registryTokens,
  repository,
  resourceGroup,
  subscriptionId,
  tenantId,
} from '../estate/index.ts';
import type { World } from '../world/index.ts';

/** The names of a world, so that a stranger can log in. Its passwords open nothing but the simulator. */
export function describeEstate(world: World) {
  return {
    tenantId,
    subscriptionId,
    resourceGroup,
    repository: repository.fullName,
    registries: registries.map(({ name, id, loginServer, roleAssignmentMode }) => ({
      ...{ name, id, loginServer, roleAssignmentMode },
      agentPools: agentPools.filter((pool) => pool.registry === name).map((pool) => pool.name),
    })),
    identities: identityList.map(({ name, clientId, subjects }) => ({ name, clientId, subjects })),
    tokens: describeTokens(world),
  };
}

function describeTokens(world: World) {
  const tokens = openScopedTokens(world);
  return registryTokens.map((token) => ({
    user: token.name,
    password: tokens.passwordOf(token),
    registry: `${token.registry}.azurecr.io`,
    repositories: `${token.folder}*`,
    actions: token.actions,
  }));
}
