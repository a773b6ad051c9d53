import { createHash } from 'node:crypto';
import type { BlobStore } from '../../../world/types.ts';

/** Takes a stream into the blob store and tells whether its bytes have this digest. */
export async function fileBlob(
  blobs: BlobStore,
  body: AsyncIterable<Uint8Array>,
  digest: string,
): Promise<boolean> {
  if (digest.startsWith('sha256:')) return (await blobs.putStream(body)).digest === digest;
  const hash = createHash('sha512');
  const stored = await blobs.putStream(hashed(body, hash));
  if (`sha512:${hash.digest('hex')}` !== digest) return false;
  await blobs.alias(digest, stored.digest);
  return true;
}

async function* hashed(
  body: AsyncIterable<Uint8Array>,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    hash.update(chunk);
    yield chunk;
  }
}
