import { mkdir, open } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Slice, World } from '../../world/types.ts';
import type { BlobState, Part, StoredAppendBlob, StoredBlob } from './state.ts';
import { toKey } from './state.ts';
import type { BlobFiles, BlobPath } from './types.ts';

/** A byte range, both ends inclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** The bytes of the account's blobs: committed blocks in the world's store, append blobs as growing files. */
export interface BlobBytes extends BlobFiles {
  stored(path: BlobPath): StoredBlob | undefined;
  stage(path: BlobPath, blockId: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** Answers false when a listed block was never staged or committed. */
  commit(path: BlobPath, blockIds: readonly string[], contentType: string): boolean;
  write(path: BlobPath, content: AsyncIterable<Uint8Array>, contentType: string): Promise<void>;
}

/** Opens the account's bytes in the world's folder. */
export function openBlobFiles(world: World, state: Slice<BlobState>): BlobBytes {
  const context: Context = { world, state, queue: new Map() };
  const stored = (path: BlobPath) => state.value.blobs[toKey(path)];
  return {
    stored,
    find: stored,
    read: (path, range) => readBlob(context, stored(path), range),
    createAppend: (path) => createAppend(context, path),
    append: (path, bytes) => appendInOrder(context, path, bytes),
    setMetadata: (path, metadata) => setMetadata(context, path, metadata),
    stage: (path, blockId, content) => stageBlock(context, { path, blockId }, content),
    commit: (path, blockIds, contentType) => commitBlocks(context, path, { blockIds, contentType }),
    async write(path, content, contentType) {
      const part = await world.blobs.putStream(content);
      saveBlock(context, path, { parts: [part], contentType });
    },
  };
}

interface Context {
  readonly world: World;
  readonly state: Slice<BlobState>;
  /** The last append of each blob: appends to one blob happen one after another. */
  readonly queue: Map<string, Promise<void>>;
}

async function* readBlob(
  context: Context,
  blob: StoredBlob | undefined,
  range?: ByteRange,
): AsyncGenerator<Uint8Array> {
  if (blob === undefined || blob.size === 0) return;
  const { start, end } = range ?? { start: 0, end: blob.size - 1 };
  if (blob.kind === 'AppendBlob') {
    yield* createReadStream(appendFile(context.world, blob), { start, end: Math.min(end, blob.size - 1) });
    return;
  }
  let offset = 0;
  for (const part of blob.parts) {
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, part.size - 1);
    offset += part.size;
    if (from > to) continue;
    const stream = await context.world.blobs.stream(part.digest, { start: from, end: to });
    if (stream === undefined) throw new Error(`block ${part.digest} has gone from the blob store`);
    yield* stream;
  }
}

function createAppend(context: Context, path: BlobPath): void {
  const now = context.world.clock.now();
  const file = (context.state.value.files += 1);
  context.state.value.blobs[toKey(path)] = {
    ...{ kind: 'AppendBlob', file, blocks: 0, size: 0, version: 1, metadata: {} },
    ...{ createdAt: now, modifiedAt: now, contentType: 'application/octet-stream' },
  };
  context.state.touch();
}

function appendInOrder(context: Context, path: BlobPath, bytes: Uint8Array): Promise<void> {
  const key = toKey(path);
  const before = context.queue.get(key) ?? Promise.resolve();
  const next = before.then(() => appendNow(context, path, bytes));
  context.queue.set(
    key,
    next.catch(() => undefined),
  );
  return next;
}

async function appendNow(context: Context, path: BlobPath, bytes: Uint8Array): Promise<void> {
  const blob = context.state.value.blobs[toKey(path)];
  if (blob?.kind !== 'AppendBlob') throw new Error(`no append blob at ${toKey(path)}`);
  const file = appendFile(context.world, blob);
  await mkdir(dirname(file), { recursive: true });
  // Written at the known size, not at the file's end: a restored snapshot may know less than the file holds.
  const handle = await open(file, blob.size === 0 ? 'w' : 'r+');
  try {
    await handle.write(bytes, 0, bytes.byteLength, blob.size);
  } finally {
    await handle.close();
  }
  blob.size += bytes.byteLength;
  blob.blocks += 1;
  markChanged(context, blob);
}

function setMetadata(context: Context, path: BlobPath, metadata: Readonly<Record<string, string>>): void {
  const blob = context.state.value.blobs[toKey(path)];
  if (blob === undefined) throw new Error(`no blob at ${toKey(path)}`);
  blob.metadata = { ...metadata };
  markChanged(context, blob);
}

function markChanged(context: Context, blob: StoredBlob): void {
  blob.version += 1;
  blob.modifiedAt = context.world.clock.now();
  context.state.touch();
}

async function stageBlock(
  context: Context,
  block: { readonly path: BlobPath; readonly blockId: string },
  content: AsyncIterable<Uint8Array>,
): Promise<void> {
  const part = await context.world.blobs.putStream(content);
  const staged = (context.state.value.staged[toKey(block.path)] ??= {});
  staged[block.blockId] = part;
  context.state.touch();
}

function commitBlocks(
  context: Context,
  path: BlobPath,
  list: { readonly blockIds: readonly string[]; readonly contentType: string },
): boolean {
  const staged = context.state.value.staged[toKey(path)] ?? {};
  const parts = list.blockIds.map((id) => staged[id]).filter((part) => part !== undefined);
  if (parts.length !== list.blockIds.length) return false;
  saveBlock(context, path, { parts, contentType: list.contentType });
  delete context.state.value.staged[toKey(path)];
  return true;
}

function saveBlock(
  context: Context,
  path: BlobPath,
  content: { readonly parts: readonly Part[]; readonly contentType: string },
): void {
  const now = context.world.clock.now();
  const before = context.state.value.blobs[toKey(path)];
  context.state.value.blobs[toKey(path)] = {
    ...{ kind: 'BlockBlob', parts: content.parts, contentType: content.contentType, metadata: {} },
    size: content.parts.reduce((sum, part) => sum + part.size, 0),
    createdAt: before?.createdAt ?? now,
    modifiedAt: now,
    version: (before?.version ?? 0) + 1,
  };
  context.state.touch();
}

function appendFile(world: World, blob: StoredAppendBlob): string {
  return join(world.folder, 'append', String(blob.file));
}
