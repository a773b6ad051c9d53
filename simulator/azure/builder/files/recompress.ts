import type { BlobStore } from '../../../world/types.ts';
import { unpacked } from './read-tar.ts';
import { gzipStored } from './write-layer.ts';

/** Stores a layer again as gzip, whatever it was before. */
export async function writeStoredGzip(
  blobs: BlobStore,
  digest: string,
): Promise<{ readonly digest: string; readonly size: number }> {
  const stream = await blobs.stream(digest);
  if (stream === undefined) throw new Error(`layer ${digest} is not in the blob store`);
  return blobs.putStream(gzipStored(unpacked(stream)));
}
