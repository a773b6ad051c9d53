import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Digest } from '../../domain/image/index.ts';
import { blobPath } from './paths.ts';

/** What reading a blob came to, when not to the blob. */
export class WrongBlob extends Error {}

/** The pieces of a file that is named by its digest; ends with {@link WrongBlob} when it has another. */
export async function* readPieces(folder: string, digest: Digest): AsyncGenerator<Uint8Array> {
  const [algorithm = 'sha256', hex] = digest.split(':');
  const hash = createHash(algorithm);
  // A link that has come into being since the folder was looked through is not followed.
  const handle = await open(join(folder, blobPath(digest)), constants.O_RDONLY | constants.O_NOFOLLOW);
  for await (const piece of handle.createReadStream()) {
    const bytes: Uint8Array = Buffer.from(piece);
    hash.update(bytes);
    yield bytes;
  }
  const actual = hash.digest('hex');
  if (actual !== hex) throw new WrongBlob(`its bytes have the digest ${algorithm}:${actual}`);
}

/** Whether a file has the digest of its name. */
export async function isWhole(folder: string, digest: Digest): Promise<boolean> {
  try {
    for await (const piece of readPieces(folder, digest)) void piece;
    return true;
  } catch (error) {
    if (error instanceof WrongBlob) return false;
    throw error;
  }
}
