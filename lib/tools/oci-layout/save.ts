import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { explainDisk } from '../../base/disk.ts';
import { UserError } from '../../base/errors/index.ts';
import type { Descriptor } from '../../domain/artifact/index.ts';
import type { ScanShelf } from '../../domain/scanning/index.ts';

/** Where blobs come from: one repository of a registry, or of a folder that stands for one. */
export interface BlobSource {
  readonly shelf: Pick<ScanShelf, 'streamBlob'>;
  readonly repository: string;
}

/**
 * Streams a blob into a file, hashed on the way. The file has its name only once it is whole.
 * Throws SCAN_IMAGE_NOT_FOUND, SCAN_IMAGE_UNSUPPORTED, SCAN_DISK_FULL and what the source throws.
 */
export async function saveBlob(
  { shelf, repository }: BlobSource,
  blob: Descriptor,
  file: string,
): Promise<void> {
  const subject = `${repository}@${blob.digest}`;
  const part = `${file}.part`;
  let size = 0;
  const sink = async (pieces: AsyncIterable<Uint8Array>): Promise<void> => {
    size = 0;
    const count = async function* (): AsyncGenerator<Uint8Array> {
      for await (const piece of pieces) {
        size += piece.length;
        yield piece;
      }
    };
    await pipeline(count(), createWriteStream(part, { mode: 0o600 }));
  };
  try {
    await mkdir(dirname(file), { recursive: true });
    const isThere = await shelf.streamBlob(repository, blob.digest, { maxBytes: blob.size, sink });
    if (!isThere) throw gone(subject);
    if (size !== blob.size) throw refuse(subject, `it has ${size} bytes, the manifest says ${blob.size}`);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw explainDisk(error, dirname(file));
  }
}

/** Throws SCAN_DISK_FULL when the file system of a folder has less room than that. */
export async function assertSpace(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= bytes) return;
  throw new UserError('SCAN_DISK_FULL', {
    subject: folder,
    reason: `${formatMegabytes(bytes)} are needed, ${formatMegabytes(free)} are free`,
  });
}

/** `12 MB`, rounded up. */
export function formatMegabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1_000_000)} MB`;
}

function gone(subject: string): UserError {
  return new UserError('SCAN_IMAGE_NOT_FOUND', { subject, reason: 'the registry has no such layer' });
}

function refuse(subject: string, reason: string): UserError {
  return new UserError('SCAN_IMAGE_UNSUPPORTED', { subject, reason });
}
