import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BlobStore } from '../../../world/types.ts';
import { readTar } from './read-tar.ts';
import type { Content } from './tree.ts';

/** Files of one build on disk, under numbers, so that no name from an archive becomes a path. */
export interface Spool {
  /** Answers the new file. */
  write(content: AsyncIterable<Uint8Array>): Promise<string>;
  read(content: Content): AsyncIterable<Uint8Array>;
  readText(content: Content): Promise<string>;
  /** Brings what lies in layers to disk, each layer read once. */
  fetch(contents: readonly Content[]): Promise<void>;
  remove(): Promise<void>;
}

/** Opens an empty spool in `folder`. */
export async function openSpool(blobs: BlobStore, folder: string): Promise<Spool> {
  await mkdir(folder, { recursive: true });
  const fetched = new Map<string, string>();
  let serial = 0;
  const write = async (content: AsyncIterable<Uint8Array>): Promise<string> => {
    const file = join(folder, String((serial += 1)));
    await pipeline(Readable.from(content), createWriteStream(file));
    return file;
  };
  const fetch = (contents: readonly Content[]) => fetchAll({ blobs, fetched, write }, contents);
  const fileOf = async (content: Content): Promise<string> => {
    await fetch([content]);
    const file = content.kind === 'spool' ? content.file : fetched.get(keyOf(content));
    if (file === undefined) throw new Error('a file has gone from its layer');
    return file;
  };
  return {
    write,
    fetch,
    async *read(content) {
      yield* createReadStream(await fileOf(content));
    },
    readText: async (content) => readFile(await fileOf(content), 'utf8'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function fetchAll(
  spool: {
    readonly blobs: BlobStore;
    readonly fetched: Map<string, string>;
    readonly write: Spool['write'];
  },
  contents: readonly Content[],
): Promise<void> {
  const wanted = new Map<string, Set<string>>();
  for (const content of contents) {
    if (content.kind === 'spool' || spool.fetched.has(keyOf(content))) continue;
    const entries = wanted.get(content.digest) ?? new Set<string>();
    wanted.set(content.digest, entries.add(content.entry));
  }
  for (const [digest, entries] of wanted) {
    const stream = await spool.blobs.stream(digest);
    if (stream === undefined) throw new Error(`layer ${digest} is not in the blob store`);
    await readTar(stream, async (header, content) => {
      if (header.type !== 'file' || !entries.has(header.name)) return;
      spool.fetched.set(keyOf({ kind: 'layer', digest, entry: header.name }), await spool.write(content));
    });
  }
}

function keyOf(content: Extract<Content, { kind: 'layer' }>): string {
  return `${content.digest} ${content.entry}`;
}
