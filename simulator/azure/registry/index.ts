export { createRegistries } from './registries.ts';
export type { RegistryLogin, RegistryWorld } from './registries.ts';
export type { ThrottleLimits } from './throttle.ts';
export type { RegistryPolicies } from './store/state.ts';
export type { PutResult, Registries, RegistryStore, StoredAttributes, StoredManifest } from './types.ts';
