import { join } from 'node:path';
import { digestHex } from '../../domain/image/index.ts';
import type { Digest } from '../../domain/image/index.ts';

/** Path of a blob inside an OCI layout (image-spec 1.1, image-layout.md, "Blobs"). */
export function blobPath(digest: Digest): string {
  return join('blobs', digest.slice(0, digest.indexOf(':')), digestHex(digest));
}
