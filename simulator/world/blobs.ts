import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { BlobStore } from './types.ts';

const digestPattern = /^(sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/;

/** Opens the content-addressed store in `folder`; half-written files of an earlier process are cleared away. */
export async function openBlobStore(folder: string): Promise<BlobStore> {
  const incoming = join(folder, 'incoming');
  await rm(incoming, { recursive: true, force: true });
  await mkdir(incoming, { recursive: true });
  let serial = 0;
  const paths: Paths = {
    of: (digest) => fileOf(folder, digest),
    incoming: () => join(incoming, `${process.pid}-${(serial += 1)}`),
  };
  return {
    put: (bytes) => putBytes(paths, bytes),
    putStream: (stream) => putStream(paths, stream),
    has: async (digest) => (await sizeOf(paths, digest)) !== undefined,
    size: (digest) => sizeOf(paths, digest),
    read: (digest) => readBytes(paths, digest),
    stream: (digest, range) => openStream(paths, digest, range),
    alias: (digest, of) => addAlias(paths, digest, of),
  };
}

interface Paths {
  /** Undefined for what is no digest, so that no caller's text becomes a path. */
  readonly of: (digest: string) => string | undefined;
  readonly incoming: () => string;
}

function fileOf(folder: string, digest: string): string | undefined {
  if (!digestPattern.test(digest)) return undefined;
  const [algorithm = '', hex = ''] = digest.split(':');
  return join(folder, algorithm, hex.slice(0, 2), hex);
}

async function putBytes(paths: Paths, bytes: Uint8Array): Promise<string> {
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  if ((await sizeOf(paths, digest)) !== undefined) return digest;
  const file = paths.incoming();
  await writeFile(file, bytes);
  await settle(paths, file, digest);
  return digest;
}

async function putStream(
  paths: Paths,
  stream: AsyncIterable<Uint8Array>,
): Promise<{ readonly digest: string; readonly size: number }> {
  const file = paths.incoming();
  const hash = createHash('sha256');
  let size = 0;
  try {
    await pipeline(
      stream,
      async function* (source: AsyncIterable<Uint8Array>) {
        for await (const chunk of source) {
          hash.update(chunk);
          size += chunk.byteLength;
          yield chunk;
        }
      },
      createWriteStream(file),
    );
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
  const digest = `sha256:${hash.digest('hex')}`;
  await settle(paths, file, digest);
  return { digest, size };
}

async function settle(paths: Paths, file: string, digest: string): Promise<void> {
  const target = paths.of(digest);
  if (target === undefined) throw new Error(`no digest: ${digest}`);
  await mkdir(dirname(target), { recursive: true });
  await rename(file, target);
}

async function sizeOf(paths: Paths, digest: string): Promise<number | undefined> {
  const file = paths.of(digest);
  if (file === undefined) return undefined;
  return absent(stat(file).then((found) => found.size));
}

async function readBytes(paths: Paths, digest: string): Promise<Uint8Array | undefined> {
  const file = paths.of(digest);
  return file === undefined ? undefined : absent(readFile(file));
}

async function openStream(
  paths: Paths,
  digest: string,
  range: { readonly start: number; readonly end: number } | undefined,
): Promise<ReadableStream<Uint8Array> | undefined> {
  const file = paths.of(digest);
  if (file === undefined || (await sizeOf(paths, digest)) === undefined) return undefined;
  return ReadableStream.from<Uint8Array>(createReadStream(file, range ?? {}));
}

async function addAlias(paths: Paths, digest: string, of: string): Promise<void> {
  const [target, source] = [paths.of(digest), paths.of(of)];
  if (target === undefined || source === undefined) throw new Error(`no digest: ${digest}, ${of}`);
  await mkdir(dirname(target), { recursive: true });
  await link(source, target).catch((error: unknown) => {
    if (!hasCode(error, 'EEXIST')) throw error;
  });
}

async function absent<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  // By shape: under jest, errors of Node's own modules come from another realm.
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
