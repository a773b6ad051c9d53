import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { extract } from 'tar-stream';
import type { Header } from 'tar-stream';
import { BuildFailure } from '../types.ts';

/** Bounds against archives that are made to fill the disk. */
const maxEntries = 500_000;
const maxBytes = 8 * 1024 ** 3;

/** Calls `visit` for each entry of a tar, plain, gzipped or zstd; what it does not read is skipped. */
export async function readTar(
  source: AsyncIterable<Uint8Array>,
  visit: (header: Header, content: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<void> {
  const unpack = extract();
  const feeding = pipeline(Readable.from(limit(unpacked(source))), unpack);
  feeding.catch(() => undefined);
  let entries = 0;
  for await (const entry of unpack) {
    entries += 1;
    if (entries > maxEntries) throw new BuildFailure(`the archive has more than ${maxEntries} entries`);
    await visit(entry.header, asBytes(entry));
    entry.resume();
  }
  await feeding;
}

/** A streamx stream as what it carries. */
export async function* asBytes(stream: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('a tar stream carries bytes only');
    yield chunk;
  }
}

/** The bytes of a stream, unzipped when they begin like gzip or zstd. */
export async function* unpacked(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done === true) return;
  const rest = resume(first.value, iterator);
  const head = Buffer.from(first.value).subarray(0, 4);
  if (head[0] === 0x1f && head[1] === 0x8b) yield* through(rest, createGunzip());
  else if (head.readUInt32LE(0) === 0xfd2fb528) yield* through(rest, createZstdDecompress());
  else yield* rest;
}

async function* resume(first: Uint8Array, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (;;) {
    const next = await iterator.next();
    if (next.done === true) return;
    yield next.value;
  }
}

async function* through(
  source: AsyncIterable<Uint8Array>,
  transform: NodeJS.ReadWriteStream,
): AsyncGenerator<Uint8Array> {
  const out = new PassThrough();
  const done = pipeline(Readable.from(source), transform, out);
  done.catch(() => undefined);
  yield* out;
  await done;
}

async function* limit(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of source) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new BuildFailure(`the archive holds more than ${maxBytes} bytes`);
    yield chunk;
  }
}
