export { createRegistryClient } from './client.ts';
export type { RegistryOptions } from './client.ts';
export type {
  Attributes,
  BlobReading,
  ManifestProperties,
  ManifestUpload,
  RegistryClient,
  TagProperties,
} from './types.ts';
