/** The Entra tenant of the estate. */
export const tenantId = '6f1c6d4e-2b7a-4c39-9d51-8e0f3a7b5c21';
export const subscriptionId = 'c3a9d7e2-51f4-4b86-a0d3-7e9b2f6c8a14';
export const subscriptionName = 'lazaret';
export const resourceGroup = 'rg-lazaret';
export const location = 'eastus2';

/** How a registry decides about its data plane: by repository conditions, or by the older registry-wide roles. */
export type RoleAssignmentMode = 'AbacRepositoryPermissions' | 'LegacyRegistryPermissions';

export interface EstateRegistry {
  readonly name: string;
  readonly loginServer: string;
  /** The ARM resource id. */
  readonly id: string;
  readonly sku: 'Premium';
  readonly roleAssignmentMode: RoleAssignmentMode;
}

export interface EstateAgentPool {
  readonly registry: string;
  readonly name: string;
  readonly tier: 'S1' | 'S2' | 'S3';
  readonly count: number;
}

export const subscriptionScope = `/subscriptions/${subscriptionId}`;
export const resourceGroupScope = `${subscriptionScope}/resourceGroups/${resourceGroup}`;

/** Where images arrive; nothing runs from here. */
export const quarantine = registry('lazaretquarantine', 'AbacRepositoryPermissions');
/** Where the cluster pulls from. */
export const live = registry('lazaretlive', 'AbacRepositoryPermissions');
/** For clients that cannot name their identity in a build, such as az 2.45. */
export const legacy = registry('lazaretlegacy', 'LegacyRegistryPermissions');

export const registries: readonly EstateRegistry[] = [quarantine, live, legacy];

export const agentPools: readonly EstateAgentPool[] = [
  { registry: quarantine.name, name: 'quarantine-pool', tier: 'S2', count: 1 },
  { registry: quarantine.name, name: 'empty-pool', tier: 'S2', count: 0 },
  { registry: legacy.name, name: 'legacy-pool', tier: 'S2', count: 1 },
];

function registry(name: string, roleAssignmentMode: RoleAssignmentMode): EstateRegistry {
  const id = `${resourceGroupScope}/providers/Microsoft.ContainerRegistry/registries/${name}`;
  return { name, loginServer: `${name}.azurecr.io`, id, sku: 'Premium', roleAssignmentMode };
}
