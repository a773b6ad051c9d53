export { createRegistryManagementClient } from './client.ts';
export type { ImportRequest, ImportSource, RegistryAccount, RegistryManagementClient } from './types.ts';
