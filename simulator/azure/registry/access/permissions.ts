import type { EstateRegistry } from '../../../estate/index.ts';
import type { Principal } from '../../entra/types.ts';
import type { Authorizer } from '../../rbac/types.ts';
import type { RepositoryAction } from './types.ts';

const provider = 'Microsoft.ContainerRegistry/registries';

/**
 * Data actions of a registry in ABAC mode:
 * https://learn.microsoft.com/azure/container-registry/container-registry-rbac-abac-repository-permissions
 */
const dataActions: Readonly<Partial<Record<RepositoryAction, string>>> = {
  pull: 'repositories/content/read',
  push: 'repositories/content/write',
  delete: 'repositories/content/delete',
  metadata_read: 'repositories/metadata/read',
  metadata_write: 'repositories/metadata/write',
};

/**
 * Control plane actions that open the data plane in the older mode; reading metadata goes with pulling:
 * https://learn.microsoft.com/azure/container-registry/container-registry-rbac-built-in-roles-overview
 */
const actions: Readonly<Partial<Record<RepositoryAction, string>>> = {
  pull: 'pull/read',
  push: 'push/write',
  delete: 'artifacts/delete',
  metadata_read: 'pull/read',
  metadata_write: 'push/write',
};

/** Whether an Entra principal may act on a repository of an Azure registry, by its role assignment mode. */
export function mayAct(
  authorizer: Authorizer,
  registry: EstateRegistry,
  ask: { readonly principal: Principal; readonly repository: string; readonly action: RepositoryAction },
): boolean {
  const isAbac = registry.roleAssignmentMode === 'AbacRepositoryPermissions';
  const action = isAbac ? dataActions[ask.action] : actions[ask.action];
  if (action === undefined) return false;
  return authorizer.may({
    principal: ask.principal,
    action: `${provider}/${action}`,
    kind: isAbac ? 'dataAction' : 'action',
    scope: registry.id,
    ...(isAbac ? { repository: ask.repository } : {}),
  });
}

/**
 * Whether a principal may pull, or judge, what is in quarantine. The roles AcrQuarantineReader and AcrQuarantineWriter
 * carry an action for the older mode and a data action of the same meaning:
 * https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/containers
 */
export function mayQuarantine(
  authorizer: Authorizer,
  registry: EstateRegistry,
  principal: Principal,
  access: 'read' | 'write',
): boolean {
  const isAbac = registry.roleAssignmentMode === 'AbacRepositoryPermissions';
  return authorizer.may({
    principal,
    action: `${provider}/${isAbac ? 'quarantinedArtifacts' : 'quarantine'}/${access}`,
    kind: isAbac ? 'dataAction' : 'action',
    scope: registry.id,
  });
}

/** Whether a principal may list the repositories: a role of its own in ABAC mode. */
export function mayList(authorizer: Authorizer, registry: EstateRegistry, principal: Principal): boolean {
  const isAbac = registry.roleAssignmentMode === 'AbacRepositoryPermissions';
  return authorizer.may({
    principal,
    action: `${provider}/${isAbac ? 'catalog/read' : 'pull/read'}`,
    kind: isAbac ? 'dataAction' : 'action',
    scope: registry.id,
  });
}
