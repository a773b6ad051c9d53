import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../../../lib/base/errors/index.ts';
import { encodeTarHeader, tarEnd, tarPadding } from '../../../../lib/domain/context/index.ts';
import { parseDigest } from '../../../../lib/domain/image/index.ts';
import type { Digest } from '../../../../lib/domain/image/index.ts';
import { compress } from './compress.ts';
import { readable, readableLater, stampOf } from './list-entries.ts';
import type { ContextEntry } from './list-entries.ts';

// Large enough that handing a chunk to the compressor's thread costs nothing beside compressing it.
const chunkBytes = 256 * 1024;

/** The digest of the uncompressed archive: `gunzip | sha256sum` of what is uploaded gives the same. */
export async function hashEntries(root: string, entries: readonly ContextEntry[]): Promise<Digest> {
  const hash = createHash('sha256');
  // Piece by piece: nothing here waits, so buffers of equal size would pile up faster than they are collected.
  for await (const piece of readPieces(root, entries)) hash.update(piece);
  return parseDigest(`sha256:${hash.digest('hex')}`);
}

/**
 * The gzipped archive, in memory that does not grow with the context; throws CONTEXT_CHANGED unless it has the digest.
 * Each piece is valid until the next is asked for.
 */
export async function* packEntries(
  root: string,
  entries: readonly ContextEntry[],
  expected: Digest,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  yield* compress(hashing(readArchive(root, entries), hash));
  const actual = `sha256:${hash.digest('hex')}`;
  if (actual !== expected) throw changed('.', `its digest was ${expected} and is ${actual} now`);
}

async function* hashing(source: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    hash.update(chunk);
    yield chunk;
  }
}

/** The archive as chunks of equal size, whatever the size of the files; each is valid until the next but one. */
async function* readArchive(root: string, entries: readonly ContextEntry[]): AsyncGenerator<Uint8Array> {
  // Two buffers in turn: a new one a chunk is garbage that outweighs everything else the packer holds.
  let [chunk, other] = [Buffer.allocUnsafe(chunkBytes), Buffer.allocUnsafe(chunkBytes)];
  let used = 0;
  for await (const piece of readPieces(root, entries)) {
    for (let at = 0; at < piece.length;) {
      const taken = piece.subarray(at, at + chunkBytes - used);
      chunk.set(taken, used);
      [used, at] = [used + taken.length, at + taken.length];
      if (used < chunkBytes) continue;
      yield chunk;
      [chunk, other, used] = [other, chunk, 0];
    }
  }
  if (used > 0) yield chunk.subarray(0, used);
}

// Every piece is valid until the next is asked for: files are read into one and the same buffer.
async function* readPieces(root: string, entries: readonly ContextEntry[]): AsyncGenerator<Uint8Array> {
  const scratch = Buffer.allocUnsafe(chunkBytes);
  for (const entry of entries) {
    yield encodeTarHeader(entry);
    if (entry.kind !== 'file') continue;
    if (entry.content !== undefined) yield entry.content;
    else if (entry.size <= scratch.length) yield readSmallFile(root, entry, scratch);
    else yield* readLargeFile(root, entry, scratch);
    yield tarPadding(entry.size);
  }
  yield tarEnd;
}

// A file that was replaced by a link since it was listed must not be followed out of the context.
const openFlags = constants.O_RDONLY | constants.O_NOFOLLOW;

// Most files of a context are small, and for them five hops to another thread cost more than the reading.
function readSmallFile(root: string, entry: ContextEntry, scratch: Buffer): Uint8Array {
  const file = readable(entry.path, () => openSync(join(root, entry.path), openFlags));
  try {
    assertSame(entry, fstatSync(file));
    for (let at = 0; at < entry.size;) {
      const bytesRead = readable(entry.path, () => readSync(file, scratch, at, entry.size - at, at));
      if (bytesRead === 0) throw changed(entry.path, 'it became shorter');
      at += bytesRead;
    }
    assertSame(entry, fstatSync(file));
    return scratch.subarray(0, entry.size);
  } finally {
    closeSync(file);
  }
}

async function* readLargeFile(
  root: string,
  entry: ContextEntry,
  scratch: Buffer,
): AsyncGenerator<Uint8Array> {
  const handle = await readableLater(entry.path, () => open(join(root, entry.path), openFlags));
  try {
    assertSame(entry, await handle.stat());
    for (let at = 0; at < entry.size;) {
      const wanted = Math.min(scratch.length, entry.size - at);
      const { bytesRead } = await readableLater(entry.path, () => handle.read(scratch, 0, wanted, at));
      if (bytesRead === 0) throw changed(entry.path, 'it became shorter');
      yield scratch.subarray(0, bytesRead);
      at += bytesRead;
    }
    assertSame(entry, await handle.stat());
  } finally {
    await handle.close();
  }
}

function assertSame(entry: ContextEntry, stats: Stats): void {
  const stamp = stampOf(stats);
  if (stats.size !== entry.size)
    throw changed(entry.path, `it had ${entry.size} bytes and has ${stats.size} now`);
  if (stamp.inode !== entry.stamp.inode || stamp.modifiedMs !== entry.stamp.modifiedMs) {
    throw changed(entry.path, 'it was written or replaced since it was listed');
  }
}

function changed(subject: string, reason: string): UserError {
  return new UserError('CONTEXT_CHANGED', { subject, reason });
}
