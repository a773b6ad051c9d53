import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { Agent, request as httpsRequest } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createWorld } from '../world/index.ts';
import type { Service, World } from '../world/index.ts';
import { startGateway } from './index.ts';
import type { Gateway } from './index.ts';

const run = promisify(execFile);
let folder: string;
let world: World;
let gateway: Gateway;
let handled: string[];

const echo: Service = {
  name: 'echo',
  hosts: ['api.example.test', '*.registry.test'],
  async handle(request) {
    const url = new URL(request.url);
    handled.push(`${request.method} ${url.pathname}`);
    if (url.pathname === '/hash') {
      const hash = createHash('sha256');
      for await (const chunk of request.body ?? []) hash.update(chunk);
      return Response.json({ sha256: hash.digest('hex') });
    }
    if (url.pathname === '/broken-body') return new Response(ReadableStream.from(breakOff()));
    if (url.pathname === '/bug') throw new Error('broken on purpose');
    if (url.pathname === '/big')
      return new Response(ReadableStream.from(blocks(Number(url.searchParams.get('mib')))));
    return new Response('hello', { headers: { 'content-length': '5', 'x-host': url.host } });
  },
};

function* blocks(count: number): Generator<Uint8Array> {
  const block = new Uint8Array(1024 * 1024).fill(7);
  for (let index = 0; index < count; index += 1) yield block;
}

async function* breakOff(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(10);
  await new Promise((resolve) => setImmediate(resolve));
  throw new Error('body broken on purpose');
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

interface Call {
  readonly host?: string;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Readable;
}

let agent: Agent;

function call(options: Call = {}): Promise<Answer> {
  const { body, ...rest } = options;
  return new Promise((resolve, reject) => {
    const sent = httpsRequest({ host: 'api.example.test', ...rest, agent }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    sent.on('error', reject);
    if (body === undefined) sent.end();
    else body.pipe(sent);
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-'));
  world = await createWorld({ folder, now: Date.parse('2029-03-01T00:00:00Z') });
  gateway = await startGateway(world, [echo]);
  const ca = await readFile(gateway.caFile, 'utf8');
  agent = new Agent({ keepAlive: true, ca, proxyEnv: { HTTPS_PROXY: gateway.url } });
});

beforeEach(() => {
  handled = [];
  gateway.faults.clear();
});

afterAll(async () => {
  agent.destroy();
  await gateway.stop();
  await world.close();
  await rm(folder, { recursive: true });
});

describe('startGateway', () => {
  it('leads a request to the service of its host over TLS that its CA vouches for', async () => {
    const answer = await call({ host: 'eu.registry.test' });
    expect(answer).toMatchObject({ status: 200, text: 'hello' });
    expect(answer.headers['x-host']).toBe('eu.registry.test');
  });

  it('answers HEAD without a body and keeps the length', async () => {
    const answer = await call({ method: 'HEAD' });
    expect(answer).toMatchObject({ status: 200, text: '' });
    expect(answer.headers['content-length']).toBe('5');
  });

  it('carries a chunked upload and asks for it with 100-continue', async () => {
    const body = Readable.from(blocks(3));
    const headers = { expect: '100-continue', 'transfer-encoding': 'chunked' };
    const answer = await call({ method: 'PUT', path: '/hash', headers, body });
    const expected = createHash('sha256')
      .update(new Uint8Array(3 * 1024 * 1024).fill(7))
      .digest('hex');
    expect(JSON.parse(answer.text)).toEqual({ sha256: expected });
    expect(gateway.requests.since(0).at(-1)).toMatchObject({ path: '/hash', bytesIn: 3 * 1024 * 1024 });
  });

  it('streams a large reply in constant memory when the client is slow', async () => {
    const before = process.memoryUsage().rss;
    let received = 0;
    await new Promise<void>((resolve, reject) => {
      httpsRequest({ host: 'api.example.test', path: '/big?mib=300', agent }, (answer) => {
        answer.on('data', (chunk: Buffer) => (received += chunk.byteLength));
        answer.on('end', resolve).on('error', reject);
      }).end();
    });
    expect(received).toBe(300 * 1024 * 1024);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
  });

  it('refuses an unknown host and a plain request with 403 and logs both', async () => {
    await expect(call({ host: 'www.example.org' })).rejects.toMatchObject({ code: 'ERR_PROXY_TUNNEL' });
    const plain = await readRaw(
      'GET http://www.example.org/x HTTP/1.1\r\nHost: www.example.org\r\nConnection: close\r\n\r\n',
    );
    expect(plain).toMatch(/^HTTP\/1\.1 403 /);
    expect(gateway.requests.since(0).slice(-2)).toMatchObject([
      { host: 'www.example.org', method: 'CONNECT', status: 403, fault: 'unknown-host' },
      { host: 'www.example.org', method: 'GET', status: 403, fault: 'unknown-host' },
    ]);
  });

  it('answers 500 and reports a bug when a service throws', async () => {
    const known = gateway.bugs.length;
    expect(await call({ path: '/bug' })).toMatchObject({ status: 500 });
    expect(gateway.bugs.slice(known).map(({ message }) => message)).toEqual(['broken on purpose']);
  });

  it('reports a bug when the body of a reply breaks, and none when the client goes away', async () => {
    const known = gateway.bugs.length;
    await expect(call({ path: '/broken-body' })).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(gateway.bugs.slice(known).map(({ message }) => message)).toEqual(['body broken on purpose']);
    const sent = httpsRequest({ host: 'api.example.test', path: '/big?mib=100', agent }, (answer) =>
      answer.destroy(),
    );
    sent.on('error', () => undefined).end();
    await new Promise((resolve) => sent.once('close', resolve));
    await call();
    expect(gateway.bugs).toHaveLength(known + 1);
  });

  it('does not take a path with two slashes for a host', async () => {
    expect(await call({ path: '//other.test/x' })).toMatchObject({ status: 200 });
    expect(handled).toEqual(['GET //other.test/x']);
  });

  it('answers 400 to a request that has no web form', async () => {
    expect(await call({ method: 'TRACE' })).toMatchObject({ status: 400 });
  });

  it('logs simulated time and redacts signatures', async () => {
    await call({
      path: '/x?sv=1&sig=abc%2B',
      headers: { authorization: `Bearer a.${encode({ appid: 'me' })}.c` },
    });
    const [line = ''] = (await readFile(join(folder, 'requests.jsonl'), 'utf8')).trim().split('\n').slice(-1);
    expect(JSON.parse(line)).toMatchObject({
      host: 'api.example.test',
      query: 'sv=1&sig=REDACTED',
      principal: 'me',
    });
    expect(line).toContain('"at":"2029-03-01T');
    expect(line).not.toContain('abc');
  });

  it('serves curl through the variables of env()', async () => {
    const { stdout } = await run('curl', ['-sS', 'https://api.example.test/x'], {
      env: { PATH: process.env['PATH'], ...gateway.env() },
    });
    expect(stdout).toBe('hello');
  });
});

describe('faults', () => {
  const any = (): boolean => true;

  it('drops before the service sees the request', async () => {
    gateway.faults.add({ match: any, do: { kind: 'drop' } });
    await expect(call()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(handled).toEqual([]);
    expect(await call()).toMatchObject({ status: 200 });
  });

  it('lets the service commit and drops the reply', async () => {
    gateway.faults.add({ match: (r) => r.method === 'POST', do: { kind: 'commit-then-drop' } });
    await expect(call({ method: 'POST', path: '/c' })).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(handled).toEqual(['POST /c']);
  });

  it('truncates a reply', async () => {
    gateway.faults.add({ match: any, do: { kind: 'truncate', bytes: 2 } });
    await expect(call()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(gateway.requests.since(0).at(-1)).toMatchObject({ fault: 'truncate', status: 200 });
  });

  it('answers 429 with Retry-After as often as asked', async () => {
    gateway.faults.add({ match: any, times: 2, do: { kind: 'status', status: 429, retryAfterSeconds: 7 } });
    const answers = [await call(), await call(), await call()];
    expect(answers.map(({ status }) => status)).toEqual([429, 429, 200]);
    expect(answers[0]?.headers['retry-after']).toBe('7');
    expect(handled).toHaveLength(1);
  });

  it('holds a request until it is released, and delays', async () => {
    const gate = Promise.withResolvers<undefined>();
    gateway.faults.add({ match: any, do: { kind: 'hold', until: gate.promise } });
    const held = call();
    gateway.faults.add({ match: (r) => r.path === '/late', do: { kind: 'delay', ms: 50 } });
    const started = performance.now();
    await call({ path: '/late' });
    expect(performance.now() - started).toBeGreaterThanOrEqual(50);
    expect(handled).toEqual(['GET /late']);
    gate.resolve(undefined);
    expect(await held).toMatchObject({ status: 200 });
  });

  it('lets another client act once before and once after a request', async () => {
    const isMain = (r: { path: string }): boolean => r.path === '/main';
    gateway.faults.between(isMain, async () => void (await call({ path: '/other-before' })));
    gateway.faults.between(isMain, async () => void (await call({ path: '/other-after' })), 'after');
    await call({ path: '/main' });
    await call({ path: '/main' });
    expect(handled).toEqual(['GET /other-before', 'GET /main', 'GET /other-after', 'GET /main']);
  });

  it('tells listeners of each request and of each reply before it leaves', async () => {
    const seen: string[] = [];
    const stop = [
      gateway.onRequest((r) => void seen.push(`> ${r.path} ${handled.length}`)),
      gateway.onReply((r, status) => void seen.push(`< ${r.path} ${status} ${handled.length}`)),
    ];
    await call({ path: '/a' });
    for (const end of stop) end();
    await call({ path: '/b' });
    expect(seen).toEqual(['> /a 0', '< /a 200 1']);
  });
});

function readRaw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(gateway.port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('end', () => resolve(answer)).on('error', reject);
  });
}

function encode(claims: object): string {
  return Buffer.from(JSON.stringify(claims)).toString('base64url');
}
