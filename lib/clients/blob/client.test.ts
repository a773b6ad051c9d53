import { describe, expect, it } from '@jest/globals';
import { createStillClock, scriptHttp } from '../../../test/support/scripted-http.ts';
import type { ScriptedAnswer, ScriptedHttp, SeenRequest } from '../../../test/support/scripted-http.ts';
import { ExternalError } from '../../base/errors/index.ts';
import { createBlobClient } from './index.ts';
import type { BlobClient } from './index.ts';

const url = 'https://acct.blob.core.windows.net/c/logs/ca1/rawtext.log?sv=1&sig=top%2Fsecret';

function createRig(answer: (request: SeenRequest, index: number) => ScriptedAnswer): {
  http: ScriptedHttp;
  blobs: BlobClient;
} {
  const http = scriptHttp(answer);
  return {
    http,
    blobs: createBlobClient({ httpClient: http, ports: { clock: createStillClock(), random: () => 0 } }),
  };
}

async function* produce(chunks: readonly number[]): AsyncGenerator<Uint8Array> {
  for (const [index, size] of chunks.entries()) yield new Uint8Array(size).fill(65 + index);
}

describe('upload', () => {
  it('sends blocks of 4 MiB and commits their list', async () => {
    const { http, blobs } = createRig(() => ({ status: 201 }));
    await blobs.upload(url, produce([3 << 20, 3 << 20, 10]));
    expect(http.requests.map(({ body }) => body.length).slice(0, 2)).toEqual([4 << 20, (2 << 20) + 10]);
    const ids = http.requests.slice(0, 2).map((request) => request.url.searchParams.get('blockid'));
    expect(http.requests[2]?.body).toContain(`<Latest>${ids[0]}</Latest><Latest>${ids[1]}</Latest>`);
    expect(http.requests.map((request) => request.url.search.startsWith('?sv=1&sig=top%2Fsecret&'))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('repeats a block after a dropped reply', async () => {
    const dropped = new ExternalError('NETWORK_INTERRUPTED', {
      system: 'h',
      operation: 'PUT',
      subject: 'h',
      reason: 'r',
      isRetryable: true,
    });
    const { http, blobs } = createRig((_request, index) => (index === 0 ? dropped : { status: 201 }));
    await blobs.upload(url, produce([10]));
    expect(http.requests.map((request) => request.url.searchParams.get('comp'))).toEqual([
      'block',
      'block',
      'blocklist',
    ]);
  });

  it('makes an empty blob from an empty stream', async () => {
    const { http, blobs } = createRig(() => ({ status: 201 }));
    await blobs.upload(url, produce([]));
    expect(http.requests.map(({ body }) => body)).toEqual([
      '<?xml version="1.0" encoding="utf-8"?><BlockList></BlockList>',
    ]);
  });

  it('says that the link expired, without the signature', async () => {
    const refusal = { status: 403, headers: { 'x-ms-error-code': 'AuthenticationFailed' } };
    const { blobs } = createRig(() => refusal);
    const error: unknown = await blobs.upload(url, produce([1])).catch((thrown: unknown) => thrown);
    expect(error instanceof ExternalError && error.code).toBe('BLOB_LINK_EXPIRED');
    expect(String(error)).not.toContain('secret');
  });
});

describe('readLog', () => {
  it('asks for a range', async () => {
    const { http, blobs } = createRig(() => ({
      status: 206,
      headers: { 'content-range': 'bytes 5-6/100' },
      body: 'ab',
    }));
    const chunk = await blobs.readLog(url, 5, 1000);
    expect([Buffer.from(chunk.bytes).toString(), chunk.isStarted, chunk.completion]).toEqual([
      'ab',
      true,
      undefined,
    ]);
    expect(http.requests[0]?.headers.get('x-ms-range')).toBe('bytes=5-1004');
  });

  it('tells the end only with the last byte', async () => {
    const headers = { 'content-range': 'bytes 5-6/7', 'x-ms-meta-Complete': 'Successful' };
    const { blobs } = createRig(() => ({ status: 206, headers, body: 'ab' }));
    expect((await blobs.readLog(url, 5, 1000)).completion).toBe('successful');
    const early = createRig(() => ({
      status: 206,
      headers: { ...headers, 'content-range': 'bytes 5-6/8' },
      body: 'ab',
    }));
    expect((await early.blobs.readLog(url, 5, 2)).completion).toBeUndefined();
  });

  it('takes a blob that is not there for a log that has not started', async () => {
    const { blobs } = createRig(() => ({ status: 404, headers: { 'x-ms-error-code': 'BlobNotFound' } }));
    expect((await blobs.readLog(url, 0, 10)).isStarted).toBe(false);
  });

  it.each([
    ['nothing new', '7', 'failed'],
    ['bytes that came since', '9', undefined],
  ])('reads the properties after a refused range: %s', async (_name, length, completion) => {
    const head = { status: 200, headers: { 'content-length': length, 'x-ms-meta-complete': 'Failed' } };
    const { blobs } = createRig(({ method }) => (method === 'GET' ? { status: 416 } : head));
    const chunk = await blobs.readLog(url, 7, 10);
    expect([chunk.bytes.byteLength, chunk.isStarted, chunk.completion]).toEqual([0, true, completion]);
  });
});
