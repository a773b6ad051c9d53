import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { World } from '../../../world/types.ts';

/** An upload in progress; its bytes grow in a file of the state folder. */
export interface Upload {
  readonly id: string;
  readonly repository: string;
  readonly file: string;
  size: number;
  /** Ends when the last request that was let in has ended. */
  turn: Promise<unknown>;
}

/** Uploads of one registry. They end with the process, as a client has to expect of any upload. */
export interface Uploads {
  open(repository: string): Promise<Upload>;
  find(repository: string, id: string): Upload | undefined;
  /** Lets the requests that write to an upload in one after the other. */
  inTurn<T>(upload: Upload, work: () => Promise<T>): Promise<T>;
  /** Appends a stream in constant memory. */
  append(upload: Upload, body: AsyncIterable<Uint8Array>): Promise<void>;
  read(upload: Upload): AsyncIterable<Uint8Array>;
  close(upload: Upload): Promise<void>;
}

const maxOpen = 500;

export function createUploads(world: World): Uploads {
  const folder = join(world.folder, 'uploads');
  const open = new Map<string, Upload>();
  return {
    async open(repository) {
      const id = world.uuid();
      const upload = { id, repository, file: join(folder, id), size: 0, turn: Promise.resolve() };
      open.set(id, upload);
      await mkdir(folder, { recursive: true });
      await dropOldest(open);
      return upload;
    },
    find(repository, id) {
      const upload = open.get(id);
      return upload?.repository === repository ? upload : undefined;
    },
    inTurn(upload, work) {
      // A request that broke off must not hold up the next.
      const result = upload.turn.then(work, work);
      upload.turn = result.catch(() => undefined);
      return result;
    },
    append: (upload, body) => append(upload, body),
    read: (upload) =>
      upload.size === 0 ? readNothing() : createReadStream(upload.file, { end: upload.size - 1 }),
    async close(upload) {
      open.delete(upload.id);
      await rm(upload.file, { force: true });
    },
  };
}

// Clients that are killed leave their uploads behind; the oldest make room.
async function dropOldest(open: Map<string, Upload>): Promise<void> {
  const [oldest] = open.values();
  if (oldest === undefined || open.size <= maxOpen) return;
  open.delete(oldest.id);
  await rm(oldest.file, { force: true });
}

// A chunk that breaks off leaves nothing: the next write starts where the last whole chunk ended.
async function append(upload: Upload, body: AsyncIterable<Uint8Array>): Promise<void> {
  let written = 0;
  const measured = async function* (source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      written += chunk.byteLength;
      yield chunk;
    }
  };
  const target =
    upload.size === 0
      ? createWriteStream(upload.file, { flags: 'w' })
      : createWriteStream(upload.file, { flags: 'r+', start: upload.size });
  await pipeline(body, measured, target);
  upload.size += written;
}

async function* readNothing(): AsyncGenerator<Uint8Array> {
  // No bytes were sent.
}
