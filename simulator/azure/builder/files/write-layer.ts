import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { pack } from 'tar-stream';
import type { Header, Pack } from 'tar-stream';
import type { BlobStore } from '../../../world/types.ts';
import type { Layer } from '../types.ts';
import { asBytes } from './read-tar.ts';
import type { Spool } from './spool.ts';
import type { Node, Tree } from './tree.ts';
import { comparePaths } from './tree.ts';

/** A stored block of deflate holds at most this much (RFC 1951 §3.2.4). */
const maxStoredBytes = 65_535;

/** Writes a layer into the blob store: entries sorted, every time the same, so the same files make the same digest. */
export async function writeLayer(
  store: { readonly blobs: BlobStore; readonly spool: Spool },
  files: Tree,
  epochSeconds: number,
): Promise<Layer> {
  await store.spool.fetch(
    [...files.values()].flatMap((node) => (node.kind === 'file' ? [node.content] : [])),
  );
  const hash = createHash('sha256');
  const tar = tap(packTree(store.spool, files, new Date(epochSeconds * 1000)), (chunk) => hash.update(chunk));
  const { digest, size } = await store.blobs.putStream(gzipStored(tar));
  return { digest, size, diffId: `sha256:${hash.digest('hex')}` };
}

/**
 * A gzip member of stored blocks (RFC 1952, RFC 1951 §3.2.4). Compressed bytes differ between zlib builds and
 * processors; stored ones are the same on every machine, and so is the image's digest.
 */
export async function* gzipStored(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);
  let crc = 0;
  let size = 0;
  for await (const block of inBlocks(source)) {
    crc = crc32(block, crc);
    size += block.byteLength;
    yield storedHeader(block.byteLength, false);
    yield block;
  }
  yield storedHeader(0, true);
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc, 0);
  trailer.writeUInt32LE(size % 2 ** 32, 4);
  yield trailer;
}

function storedHeader(length: number, isLast: boolean): Uint8Array {
  const header = Buffer.alloc(5);
  header.writeUInt8(isLast ? 1 : 0, 0);
  header.writeUInt16LE(length, 1);
  header.writeUInt16LE(~length & 0xffff, 3);
  return header;
}

/** Full blocks whatever the chunks of the source: the split must not depend on timing. */
async function* inBlocks(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let pending = Buffer.alloc(0);
  for await (const chunk of source) {
    pending = Buffer.concat([pending, chunk]);
    while (pending.byteLength >= maxStoredBytes) {
      yield pending.subarray(0, maxStoredBytes);
      pending = pending.subarray(maxStoredBytes);
    }
  }
  if (pending.byteLength > 0) yield pending;
}

async function* tap(
  source: AsyncIterable<Uint8Array>,
  see: (chunk: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    see(chunk);
    yield chunk;
  }
}

function packTree(spool: Spool, files: Tree, mtime: Date): AsyncIterable<Uint8Array> {
  const tar = pack();
  packAll(tar, spool, files, mtime).then(
    () => tar.finalize(),
    (error: unknown) => tar.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return asBytes(tar);
}

async function packAll(tar: Pack, spool: Spool, files: Tree, mtime: Date): Promise<void> {
  for (const path of [...files.keys()].toSorted(comparePaths)) {
    const node = files.get(path);
    if (node === undefined || path === '') continue;
    const header = toHeader(path, node, mtime);
    if (node.kind === 'file') await packFile(tar, header, spool.read(node.content));
    else tar.entry(header);
  }
}

async function packFile(
  tar: Pack,
  header: Partial<Header> & Pick<Header, 'name'>,
  content: AsyncIterable<Uint8Array>,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const entry = tar.entry(header, (error) => (error ? reject(error) : resolve(undefined)));
  for await (const chunk of content) {
    if (!entry.write(chunk)) await Promise.race([promise, drained(entry)]);
  }
  entry.end(null);
  await promise;
}

function drained(entry: NodeJS.EventEmitter): Promise<void> {
  return new Promise((resolve) => entry.once('drain', () => resolve()));
}

function toHeader(path: string, node: Node, mtime: Date): Partial<Header> & Pick<Header, 'name'> {
  const common = { mode: node.mode, uid: node.uid, gid: node.gid, mtime, uname: '', gname: '' };
  switch (node.kind) {
    case 'dir':
      return { ...common, name: `${path}/`, type: 'directory', size: 0 };
    case 'symlink':
      return { ...common, name: path, type: 'symlink', linkname: node.target, size: 0 };
    case 'file':
      return { ...common, name: path, type: 'file', size: node.size };
    case 'special':
      throw new Error(`"${path}" is a device or pipe and cannot be written to a layer`);
  }
}
