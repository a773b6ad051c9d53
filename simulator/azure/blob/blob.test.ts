import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { BlobClient, BlockBlobClient, RestError } from '@azure/storage-blob';
import type { HttpOperationResponse, StoragePipelineOptions, WebResource } from '@azure/storage-blob';
import { createWorld } from '../../world/index.ts';
import type { World } from '../../world/types.ts';
import { createBlobs } from './index.ts';
import type { Blobs } from './types.ts';

const source = { container: 'container-1', name: 'source/202611211000/a b.tar.gz' };
const log = { container: 'container-1', name: 'logs/ca1/rawtext.log' };
const hourMs = 3600_000;

describe('the blob service', () => {
  it('takes what the storage SDK uploads in one piece and in blocks', async () => {
    const { blobs, sdk } = await open();
    const client = new BlockBlobClient(blobs.signedUrl(source, ['c', 'w'], hourMs), undefined, sdk);
    await client.upload('abc', 3);
    expect(await readAll(blobs)).toBe('abc');
    const parts = ['one,', 'two,', 'three'];
    const ids = parts.map((_, index) => Buffer.from(`block-${index}`).toString('base64'));
    for (const [index, part] of parts.entries()) await client.stageBlock(ids[index] ?? '', part, part.length);
    expect(await readAll(blobs)).toBe('abc');
    await client.commitBlockList(ids);
    expect(await readAll(blobs)).toBe('one,two,three');
    expect(await readAll(blobs, { start: 2, end: 9 })).toBe('e,two,th');
  });

  it('streams an upload of unknown length', async () => {
    const { blobs, sdk } = await open();
    const client = new BlockBlobClient(blobs.signedUrl(source, ['c', 'w'], hourMs), undefined, sdk);
    await client.uploadStream(Readable.from([Buffer.alloc(70_000, 'x'), Buffer.from('end')]), 32_768, 2);
    expect(blobs.files.find(source)).toMatchObject({ kind: 'BlockBlob', size: 70_003 });
  });

  it('shows a log that grows, and its end as metadata', async () => {
    const { blobs, sdk } = await open();
    const client = new BlobClient(blobs.signedUrl(log, ['r'], hourMs), undefined, sdk);
    expect(await client.exists()).toBe(false);
    blobs.files.createAppend(log);
    await Promise.all(['eins\r\n', 'zwei\r\n'].map((line) => blobs.files.append(log, Buffer.from(line))));
    const before = await client.getProperties();
    expect(before).toMatchObject({ contentLength: 12, blobType: 'AppendBlob', metadata: {} });
    expect((await client.downloadToBuffer(6, 6)).toString()).toBe('zwei\r\n');
    blobs.files.setMetadata(log, { Complete: 'succeeded' });
    const after = await client.getProperties();
    expect(after.metadata).toEqual({ complete: 'succeeded' });
    expect(after.etag).not.toBe(before.etag);
  });

  it('answers a range past the end with 416', async () => {
    const { blobs } = await open();
    blobs.files.createAppend(log);
    await blobs.files.append(log, Buffer.from('12345'));
    const url = blobs.signedUrl(log, ['r'], hourMs);
    const ask = (range: string) =>
      blobs.service.handle(new Request(url, { headers: { 'x-ms-range': range } }));
    expect(await describeReply(await ask('bytes=5-9'))).toEqual([416, 'InvalidRange']);
    const part = await ask('bytes=3-4098');
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      'bytes 3-4/5',
      '45',
    ]);
  });

  it.each<[string, (url: URL, world: World) => void, number, string]>([
    ['without a SAS', (url) => void (url.search = ''), 409, 'PublicAccessNotPermitted'],
    ['with another signature', (url) => url.searchParams.set('sig', 'AAAA'), 403, 'AuthenticationFailed'],
    [
      'with more rights than were signed',
      (url) => url.searchParams.set('sp', 'rw'),
      403,
      'AuthenticationFailed',
    ],
    ['for another blob', (url) => void (url.pathname += 'x'), 403, 'AuthenticationFailed'],
    ['after its expiry', (_, world) => world.clock.advance(hourMs), 403, 'AuthenticationFailed'],
    ['on another account', (url) => void (url.hostname = 'other.blob.core.windows.net'), 400, 'InvalidUri'],
    ['for a blob that is not there', () => undefined, 404, 'BlobNotFound'],
  ])('refuses a read %s', async (_, change, status, code) => {
    const { blobs, world } = await open();
    const url = new URL(blobs.signedUrl(log, ['r'], hourMs));
    change(url, world);
    expect(await describeReply(await blobs.service.handle(new Request(url)))).toEqual([status, code]);
  });

  it.each<[string, { query?: string; headers?: Record<string, string>; body?: string }, number, string]>([
    ['an unknown type', { headers: { 'x-ms-blob-type': 'PageBlob' } }, 400, 'InvalidHeaderValue'],
    ['no type', {}, 400, 'MissingRequiredHeader'],
    [
      'a wrong MD5',
      { headers: { 'x-ms-blob-type': 'BlockBlob', 'content-md5': 'AAAA' } },
      400,
      'Md5Mismatch',
    ],
    ['a block id that is no base64', { query: '&comp=block&blockid=%25' }, 400, 'InvalidBlockId'],
    [
      'a list of unknown blocks',
      { query: '&comp=blocklist', body: '<BlockList><Latest>QUFB</Latest></BlockList>' },
      400,
      'InvalidBlockList',
    ],
    ['a list that is no XML', { query: '&comp=blocklist', body: '<BlockList>' }, 400, 'InvalidXmlDocument'],
  ])('refuses a write with %s', async (_, { query = '', headers = {}, body = 'x' }, status, code) => {
    const { blobs } = await open();
    const url = `${blobs.signedUrl(source, ['c', 'w'], hourMs)}${query}`;
    const request = new Request(url, { method: 'PUT', headers, body });
    expect(await describeReply(await blobs.service.handle(request))).toEqual([status, code]);
    expect(blobs.files.find(source)).toBeUndefined();
  });

  it('refuses to write with a link for reading', async () => {
    const { blobs, sdk } = await open();
    const client = new BlockBlobClient(blobs.signedUrl(source, ['r'], hourMs), undefined, sdk);
    const failure = await client.upload('abc', 3).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RestError);
    expect(failure).toMatchObject({ statusCode: 403, code: 'AuthorizationPermissionMismatch' });
  });

  it('reads a log as the restored snapshot knows it', async () => {
    const { blobs, world } = await open();
    blobs.files.createAppend(log);
    await blobs.files.append(log, Buffer.from('one'));
    const snapshot = world.snapshot();
    await blobs.files.append(log, Buffer.from('-lost'));
    world.restore(snapshot);
    await blobs.files.append(log, Buffer.from('+two'));
    const reply = await blobs.service.handle(new Request(blobs.signedUrl(log, ['r'], hourMs)));
    expect(await reply.text()).toBe('one+two');
  });
});

async function open() {
  const folder = await mkdtemp(join(tmpdir(), 'lazaret-blob-'));
  const world = await createWorld({ folder, now: Date.parse('2026-11-21T10:00:00Z') });
  const blobs = createBlobs(world);
  const sdk: StoragePipelineOptions = {
    httpClient: { sendRequest: (request) => send(blobs, request) },
    retryOptions: { maxTries: 1 },
  };
  return { world, blobs, sdk };
}

/** The SDK's request, handed to the service without a socket. */
async function send(blobs: Blobs, request: WebResource): Promise<HttpOperationResponse> {
  const body = await toBody(request.body);
  const headers = new Headers(request.headers.rawHeaders());
  headers.delete('content-length');
  const reply = await blobs.service.handle(
    new Request(request.url, { method: request.method, headers, ...(body === undefined ? {} : { body }) }),
  );
  const bytes = Buffer.from(await reply.arrayBuffer());
  const replied = request.headers.clone();
  for (const name of replied.headerNames()) replied.remove(name);
  for (const [name, value] of reply.headers) replied.set(name, value);
  const isStream = (request.streamResponseStatusCodes?.size ?? 0) > 0 && reply.status < 300;
  return {
    request,
    status: reply.status,
    headers: replied,
    ...(isStream ? { readableStreamBody: Readable.from([bytes]) } : { bodyAsText: bytes.toString('utf8') }),
  };
}

async function toBody(body: unknown): Promise<Buffer | undefined> {
  if (body === undefined || body === null) return undefined;
  const content = readLazily(body);
  if (typeof content === 'string') return Buffer.from(content);
  if (content instanceof Uint8Array) return Buffer.from(content);
  if (!(content instanceof Readable)) throw new Error('unknown kind of body');
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

async function describeReply(reply: Response) {
  const code = /<Code>(\w+)<\/Code>/.exec(await reply.text())?.[1];
  expect(reply.headers.get('x-ms-error-code')).toBe(code);
  return [reply.status, code];
}

async function readAll(
  blobs: Blobs,
  range?: { readonly start: number; readonly end: number },
): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of blobs.files.read(source, range)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** The SDK hands over some bodies as a function, so that a retry can read them again. */
function readLazily(body: unknown): unknown {
  return body instanceof Function ? Reflect.apply(body, undefined, []) : body;
}
