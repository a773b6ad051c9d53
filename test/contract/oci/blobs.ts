import { expect } from '@jest/globals';
import type { Reply } from './client.ts';
import { digestOf, fill } from './content.ts';
import type { Algorithm } from './content.ts';
import {
  ask,
  deleteBlob,
  expectBlob,
  expectStored,
  locationOf,
  pushBlob,
  refusalOf,
  sendChunk,
  startUpload,
  withDigest,
} from './steps.ts';
import type { Case, Stage } from './steps.ts';

/** Every way to push a blob, with one algorithm. */
export function listBlobCases(algorithm: Algorithm): readonly Case[] {
  return [
    { name: 'get-missing', run: (stage) => getMissing(stage, algorithm) },
    ...ways.map(([name, push]) => ({ name, run: (stage: Stage) => playPush(stage, push, algorithm) })),
    chunkedCase('chunked multi', {}, algorithm),
    chunkedCase('chunked multi and put chunk', { putsLast: true }, algorithm),
    chunkedCase('chunked out-of-order', { isDisordered: true }, algorithm),
    chunkedCase('chunked out-of-order and put chunk', { putsLast: true, isDisordered: true }, algorithm),
    ...ranges.map(([header, expected]) => rangeCase(header, expected, algorithm)),
    { name: 'empty blob', run: (stage) => playPush(stage, postPut, algorithm, Buffer.alloc(0)) },
    { name: 'empty JSON blob', run: (stage) => playPush(stage, postPut, algorithm, Buffer.from('{}')) },
    ...lies.map(([name, push]) => ({
      name: `bad digest ${name}`,
      run: (stage: Stage) => lie(stage, push, algorithm),
    })),
    { name: 'mount', run: (stage) => mount(stage, algorithm, { isNamed: true }) },
    { name: 'mount anonymous', run: (stage) => mount(stage, algorithm, { isNamed: false }) },
    { name: 'mount missing', run: (stage) => mountMissing(stage, algorithm) },
    { name: 'post cancel', run: cancel },
  ];
}

/** Pushes bytes under a digest and answers the last reply. */
type Push = (stage: Stage, bytes: Buffer, digest: string) => Promise<Reply>;

const octets = { 'content-type': 'application/octet-stream' };

function postOnly(stage: Stage, bytes: Buffer, digest: string): Promise<Reply> {
  return ask(stage, 'POST', `/blobs/uploads/?digest=${digest}`, { body: bytes, headers: octets });
}

async function postPut(stage: Stage, bytes: Buffer, digest: string): Promise<Reply> {
  return sendChunk(stage, 'PUT', withDigest(await startUpload(stage), digest), { bytes });
}

async function stream(stage: Stage, bytes: Buffer, digest: string): Promise<Reply> {
  const order = { body: bytes, headers: octets, isStreamed: true };
  const patched = await stage.client.send('PATCH', await startUpload(stage), order);
  expect(patched.status).toBe(202);
  return sendChunk(stage, 'PUT', withDigest(locationOf(stage, patched), digest), { bytes: Buffer.alloc(0) });
}

async function chunkedSingle(stage: Stage, bytes: Buffer, digest: string): Promise<Reply> {
  return pushChunks(stage, { bytes, digest, chunkSize: bytes.byteLength });
}

const ways: readonly (readonly [string, Push])[] = [
  ['post only', postOnly],
  ['post+put', postPut],
  ['chunked single', chunkedSingle],
  ['stream', stream],
];

const lies: readonly (readonly [string, Push])[] = [
  ...ways.filter(([name]) => name !== 'chunked single'),
  ['chunked', (stage, bytes, digest) => pushChunks(stage, { bytes, digest, chunkSize: 1024 })],
  [
    'chunked and put chunk',
    (stage, bytes, digest) => pushChunks(stage, { bytes, digest, chunkSize: 1024, putsLast: true }),
  ],
];

async function getMissing(stage: Stage, algorithm: Algorithm): Promise<void> {
  for (const method of ['GET', 'HEAD'])
    expect((await ask(stage, method, `/blobs/${digestOf('hello world', algorithm)}`)).status).toBe(404);
}

async function playPush(
  stage: Stage,
  push: Push,
  algorithm: Algorithm,
  bytes = fill(stage.repository, 512),
): Promise<void> {
  const digest = digestOf(bytes, algorithm);
  await expectStored(stage, await push(stage, bytes, digest), { bytes, digest });
  await expectBlob(stage, digest, bytes);
  await deleteBlob(stage, digest);
}

async function lie(stage: Stage, push: Push, algorithm: Algorithm): Promise<void> {
  const bytes = fill(stage.repository, 3067);
  const digest = digestOf(bytes, algorithm);
  const reply = await push(stage, Buffer.concat([bytes, Buffer.from('more')]), digest);
  expect(refusalOf(reply)).toEqual([400, 'DIGEST_INVALID']);
  expect((await ask(stage, 'HEAD', `/blobs/${digest}`)).status).toBe(404);
}

interface Chunks {
  readonly bytes: Buffer;
  readonly digest: string;
  readonly chunkSize: number;
  readonly putsLast?: boolean;
  /** Before each right chunk a wrong one is sent. */
  readonly isDisordered?: boolean;
}

function chunkedCase(name: string, how: Partial<Chunks>, algorithm: Algorithm): Case {
  return {
    name,
    async run(stage) {
      const bytes = fill(stage.repository, 3067);
      const digest = digestOf(bytes, algorithm);
      const reply = await pushChunks(stage, { bytes, digest, chunkSize: 1024, ...how });
      await expectStored(stage, reply, { bytes, digest });
      await expectBlob(stage, digest, bytes);
      await deleteBlob(stage, digest);
    },
  };
}

async function pushChunks(stage: Stage, chunks: Chunks): Promise<Reply> {
  const { bytes, digest, chunkSize, putsLast = false } = chunks;
  let location = await startUpload(stage);
  for (let start = 0; start < bytes.byteLength; start += chunkSize) {
    if (chunks.isDisordered === true) location = await disturb(stage, chunks, { location, start });
    const end = Math.min(start + chunkSize, bytes.byteLength);
    const chunk = { bytes: bytes.subarray(start, end), start };
    if (putsLast && end === bytes.byteLength)
      return sendChunk(stage, 'PUT', withDigest(location, digest), chunk);
    const reply = await sendChunk(stage, 'PATCH', location, chunk);
    expect([reply.status, reply.headers.range]).toEqual([202, `0-${end - 1}`]);
    location = locationOf(stage, reply);
  }
  return sendChunk(stage, 'PUT', withDigest(location, digest), { bytes: Buffer.alloc(0) });
}

/** Sends a chunk that is not the next one, is refused, and asks where to go on. */
async function disturb(
  stage: Stage,
  { bytes, digest, chunkSize, putsLast = false }: Chunks,
  at: { readonly location: string; readonly start: number },
): Promise<string> {
  const ahead = at.start + chunkSize;
  const start = ahead >= bytes.byteLength ? 0 : ahead;
  const end = Math.min(start + chunkSize, bytes.byteLength);
  const isPut = putsLast && end === bytes.byteLength;
  const location = isPut ? withDigest(at.location, digest) : at.location;
  const chunk = { bytes: bytes.subarray(start, end), start };
  expect((await sendChunk(stage, isPut ? 'PUT' : 'PATCH', location, chunk)).status).toBe(416);
  const status = await stage.client.send('GET', at.location);
  expect([status.status, status.headers.range]).toEqual([204, `0-${Math.max(0, at.start - 1)}`]);
  return locationOf(stage, status);
}

const ranges: readonly (readonly [string, readonly [number, number] | undefined])[] = [
  ['500-1499', [500, 1499]],
  ['500-', [500, 2047]],
  ['-500', [1548, 2047]],
  ['2000-5000', [2000, 2047]],
  ['500-0', undefined],
  ['5000-10000', undefined],
];

function rangeCase(range: string, part: readonly [number, number] | undefined, algorithm: Algorithm): Case {
  return {
    name: `range ${range}${part === undefined ? ' is 416' : ''}`,
    async run(stage) {
      const bytes = fill(stage.repository, 2048);
      const digest = await pushBlob(stage, bytes, digestOf(bytes, algorithm));
      const reply = await ask(stage, 'GET', `/blobs/${digest}`, { headers: { range: `bytes=${range}` } });
      expect(reply.status).toBe(part === undefined ? 416 : 206);
      if (part === undefined) return;
      const [start, end] = part;
      expect(reply.headers).toMatchObject({
        'content-range': `bytes ${start}-${end}/2048`,
        'content-length': String(end - start + 1),
      });
      expect(reply.body.equals(bytes.subarray(start, end + 1))).toBe(true);
    },
  };
}

async function mount(
  stage: Stage,
  algorithm: Algorithm,
  { isNamed }: { readonly isNamed: boolean },
): Promise<void> {
  const bytes = fill(stage.repository, 512);
  const source = { ...stage, repository: stage.other };
  const digest = await pushBlob(source, bytes, digestOf(bytes, algorithm));
  const from = isNamed ? `&from=${stage.other}` : '';
  const reply = await ask(stage, 'POST', `/blobs/uploads/?mount=${digest}${from}`);
  expect(new URL(locationOf(stage, reply)).pathname).toBe(`/v2/${stage.repository}/blobs/${digest}`);
  await expectStored(stage, reply, { bytes, digest });
  await expectBlob(stage, digest, bytes);
  await deleteBlob(stage, digest);
  await expectBlob(source, digest, bytes);
}

async function mountMissing(stage: Stage, algorithm: Algorithm): Promise<void> {
  const bytes = fill(stage.repository, 512);
  const digest = digestOf(bytes, algorithm);
  const reply = await ask(stage, 'POST', `/blobs/uploads/?mount=${digest}&from=${stage.other}`);
  expect(reply.status).toBe(202);
  const end = await sendChunk(stage, 'PUT', withDigest(locationOf(stage, reply), digest), { bytes });
  await expectStored(stage, end, { bytes, digest });
}

async function cancel(stage: Stage): Promise<void> {
  const location = await startUpload(stage);
  expect((await stage.client.send('DELETE', location)).status).toBe(204);
  expect(refusalOf(await stage.client.send('GET', location))).toEqual([404, 'BLOB_UPLOAD_UNKNOWN']);
}
