export { createRegistryClient } from './client.ts';
export type { RegistryOptions } from './client.ts';
export type {
  Attributes,
  ManifestProperties,
  ManifestUpload,
  RegistryClient,
  TagProperties,
} from './types.ts';
