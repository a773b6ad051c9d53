export { createBlobs } from './service.ts';
export type { BlobFiles, BlobPath, BlobProperties, Blobs, SasPermission } from './types.ts';
