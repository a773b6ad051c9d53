import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import { Readable } from 'node:stream';
import { createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline';
import type { PipelineRequest } from '@azure/core-rest-pipeline';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createStillClock } from '../../../test/support/scripted-http.ts';
import { CodedError } from '../../base/errors/index.ts';
import { createHttpClient, readBody } from './index.ts';
import type { HttpClientOptions, KeptHttpClient } from './index.ts';

let server: Server | undefined;
let client: KeptHttpClient | undefined;

afterEach(() => {
  client?.close();
  server?.closeAllConnections();
  server?.close();
});

async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  const address = started.address();
  return typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
}

function open(options: Partial<HttpClientOptions> = {}): KeptHttpClient {
  client = createHttpClient({ proxyEnv: {}, clock: createStillClock(), ...options });
  return client;
}

function ask(url: string, more: Partial<PipelineRequest> = {}): PipelineRequest {
  const headers = createHttpHeaders({ Accept: 'text/plain' });
  return Object.assign(createPipelineRequest({ url, headers, allowInsecureConnection: true }), more);
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof CodedError ? error.code : String(error);
}

describe('createHttpClient', () => {
  it('sends body and headers and keeps the connection', async () => {
    const ports: (number | undefined)[] = [];
    const url = await serve((request, response) => {
      ports.push(request.socket.remotePort);
      request.setEncoding('utf8').on('data', (text) => response.setHeader('x-sent', String(text)));
      request.on('end', () => response.end(`${request.method} ${request.headers.accept ?? ''}`));
    });
    const http = open();
    const response = await http.sendRequest(ask(url, { method: 'PUT', body: 'hello' }));
    expect([response.status, response.bodyAsText, response.headers.get('X-Sent')]).toEqual([
      200,
      'PUT text/plain',
      'hello',
    ]);
    await new Promise((resolve) => setImmediate(resolve));
    await http.sendRequest(ask(url, { method: 'POST', body: new TextEncoder().encode('bytes') }));
    expect(new Set(ports).size).toBe(1);
  });

  it('streams request and response bodies', async () => {
    const url = await serve((request, response) => void request.pipe(response));
    const body = Readable.from([Buffer.from('one '), Buffer.from('two')]);
    const streamed = ask(url, { method: 'PUT', body, streamResponseStatusCodes: new Set([200]) });
    const response = await open().sendRequest(streamed);
    const stream = response.readableStreamBody;
    expect(response.bodyAsText).toBeUndefined();
    expect(stream === undefined ? '' : Buffer.from(await readBody(stream, 100, 'h')).toString()).toBe(
      'one two',
    );
  });

  it('undoes gzip only when it was asked for', async () => {
    const url = await serve((_request, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end(gzipSync('packed'));
    });
    const request = ask(url);
    request.headers.set('Accept-Encoding', 'gzip, deflate');
    expect((await open().sendRequest(request)).bodyAsText).toBe('packed');
  });

  it('answers HEAD without a body', async () => {
    const url = await serve((_request, response) => response.setHeader('x-there', 'yes').end());
    const response = await open().sendRequest(ask(url, { method: 'HEAD' }));
    expect([response.headers.get('x-there'), response.bodyAsText]).toEqual(['yes', undefined]);
  });

  it.each<[string, RequestListener]>([
    ['before the answer', (request) => void request.socket.destroy()],
    [
      'inside the answer',
      (request, response) => {
        response.setHeader('content-length', '100');
        response.write('half', () => request.socket.destroy());
      },
    ],
  ])('names a connection that breaks %s', async (_name, listener) => {
    const url = await serve(listener);
    expect(await codeOf(open().sendRequest(ask(url)))).toBe('NETWORK_INTERRUPTED');
  });

  it('names a silent host', async () => {
    const url = await serve(() => undefined);
    expect(await codeOf(open({ idleTimeoutMs: 30 }).sendRequest(ask(url)))).toBe('NETWORK_TIMEOUT');
    expect(await codeOf(open().sendRequest(ask(url, { timeout: 30 })))).toBe('NETWORK_TIMEOUT');
  });

  it('names a closed port', async () => {
    const url = await serve(() => undefined);
    await new Promise((resolve) => server?.close(resolve));
    expect(await codeOf(open().sendRequest(ask(url)))).toBe('NETWORK_UNREACHABLE');
  });

  it('tells a proxy that refuses from an origin that refuses', async () => {
    const url = await serve(() => undefined);
    server?.on('connect', (_request, socket) => void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));
    const http = open({ proxyEnv: { HTTPS_PROXY: url } });
    const error: unknown = await http
      .sendRequest(ask('https://registry.example/v2/'))
      .catch((thrown: unknown) => thrown);
    expect(error instanceof CodedError && [error.code, error.subject]).toEqual([
      'NETWORK_PROXY_REFUSED',
      'registry.example',
    ]);
  });

  it('gives the reason of the abort', async () => {
    const url = await serve(() => undefined);
    const controller = new AbortController();
    const sent = open().sendRequest(ask(url, { abortSignal: controller.signal }));
    setTimeout(() => controller.abort(new Error('cancelled by SIGINT')), 10);
    await expect(sent).rejects.toThrow('cancelled by SIGINT');
  });

  it('refuses plain http unless a request allows it', async () => {
    const request = createPipelineRequest({ url: 'http://127.0.0.1:1/' });
    await expect(open().sendRequest(request)).rejects.toThrow('refusing to use http:');
  });
});

describe('readBody', () => {
  it('stops at the bound', async () => {
    const endless = (async function* () {
      for (;;) yield new Uint8Array(10);
    })();
    expect(await codeOf(readBody(endless, 25, 'big.example'))).toBe('NETWORK_REPLY_TOO_LARGE');
  });
});
