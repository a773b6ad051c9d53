/** A built-in role, as far as the simulated services ask for its actions. */
export interface RoleDefinition {
  readonly id: string;
  readonly actions: readonly string[];
  readonly dataActions: readonly string[];
}

const registries = 'Microsoft.ContainerRegistry/registries';
const read = [`${registries}/repositories/content/read`, `${registries}/repositories/metadata/read`];
const write = [`${registries}/repositories/content/write`, `${registries}/repositories/metadata/write`];
const remove = [`${registries}/repositories/content/delete`, `${registries}/repositories/metadata/delete`];

const vaults = 'Microsoft.KeyVault/vaults';

/**
 * Names, ids and actions of the built-in roles:
 * https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/containers,
 * https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/security and
 * https://learn.microsoft.com/azure/container-registry/container-registry-rbac-built-in-roles-directory-reference
 */
export const roleDefinitions = {
  Owner: role('8e3af657-a8ff-443c-a75c-2fe8c4bcb635', ['*']),
  Contributor: role('b24988ac-6180-42a0-ab88-20f7382dd24c', ['*']),
  Reader: role('acdd72a7-3385-48ef-bd42-f606fba81ae7', ['*/read']),
  AcrPull: role('7f951dda-4ed3-4680-a7ca-43fe172d538d', [`${registries}/pull/read`]),
  AcrPush: role('8311e382-0749-4cb8-b61a-304f252e45ec', [
    `${registries}/pull/read`,
    `${registries}/push/write`,
  ]),
  AcrDelete: role('c2f4ef07-c644-48eb-af81-4b1b4947fb11', [`${registries}/artifacts/delete`]),
  AcrQuarantineReader: role(
    'cdda3590-29a3-44f6-95f2-9f980659eb04',
    [`${registries}/quarantine/read`],
    [`${registries}/quarantinedArtifacts/read`],
  ),
  AcrQuarantineWriter: role(
    'c8d4ff99-41c3-41a8-9f60-21dfdad59608',
    [`${registries}/quarantine/read`, `${registries}/quarantine/write`],
    [`${registries}/quarantinedArtifacts/read`, `${registries}/quarantinedArtifacts/write`],
  ),
  'Container Registry Repository Reader': role('b93aa761-3e63-49ed-ac28-beffa264f7ac', [], read),
  'Container Registry Repository Writer': role(
    '2a1e307c-b015-4ebd-883e-5b7698a07328',
    [],
    [...read, ...write],
  ),
  'Container Registry Repository Contributor': role(
    '2efddaa5-3f1f-4df3-97df-af3f13818f4c',
    [],
    [...read, ...write, ...remove],
  ),
  'Container Registry Repository Catalog Lister': role(
    'bfdb9389-c9a5-478a-bb2f-ba9ca092c3c7',
    [],
    [`${registries}/catalog/read`],
  ),
  // The published definition has the three actions only; the directory reference grants reading the data of an
  // ABAC registry (pull, referrers, tags, catalog) as well, which is written here as data actions.
  'Container Registry Data Importer and Data Reader': role(
    '577a9874-89fd-4f24-9dbd-b5034d0ad23a',
    [`${registries}/importImage/action`, `${registries}/read`, `${registries}/pull/read`],
    [...read, `${registries}/catalog/read`],
  ),
  'Container Registry Tasks Contributor': role('fb382eab-e894-4461-af04-94435c366c3f', [
    `${registries}/read`,
    `${registries}/agentpools/*`,
    `${registries}/tasks/*`,
    `${registries}/taskruns/*`,
    `${registries}/runs/*`,
    `${registries}/scheduleRun/action`,
    `${registries}/listBuildSourceUploadUrl/action`,
    'Microsoft.ContainerRegistry/locations/operationResults/read',
  ]),
  'Key Vault Crypto User': role(
    '12338af0-0e69-4776-bea7-57ae8d297424',
    [],
    [
      `${vaults}/keys/read`,
      ...['update', 'backup', 'encrypt', 'decrypt', 'wrap', 'unwrap', 'sign', 'verify'].map(
        (operation) => `${vaults}/keys/${operation}/action`,
      ),
    ],
  ),
  'Key Vault Secrets User': role(
    '4633458b-17de-408a-b874-0445c86b69e6',
    [],
    [`${vaults}/secrets/getSecret/action`, `${vaults}/secrets/readMetadata/action`],
  ),
} as const satisfies Readonly<Record<string, RoleDefinition>>;

export type RoleName = keyof typeof roleDefinitions;

function role(id: string, actions: readonly string[], dataActions: readonly string[] = []): RoleDefinition {
  return { id: `/providers/Microsoft.Authorization/roleDefinitions/${id}`, actions, dataActions };
}
