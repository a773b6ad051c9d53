export { createBlobClient } from './client.ts';
export type { BlobClient, LogChunk } from './types.ts';
