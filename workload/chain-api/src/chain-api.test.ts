import type { Server } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { parseConfig } from './config.ts';
import { createChainServer } from './server.ts';

const servers: Server[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

async function start(env: Readonly<Record<string, string>>): Promise<string> {
  const server = createChainServer(parseConfig(env));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  return `http://127.0.0.1:${address.port}`;
}

async function get(url: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(url);
  return { status: response.status, body: await response.json() };
}

describe('GET /URLCaller/depth/{n}', () => {
  it('calls its peers to the depth it is asked for', async () => {
    const last = await start({});
    const middle = await start({ SELF_HOSTS_DEPENDENCIES: last });
    const first = await start({ SELF_HOSTS_DEPENDENCIES: `${middle}, ${last}` });
    const { body } = await get(`${first}/URLCaller/depth/2`);
    expect(body).toMatchObject({
      depth: 2,
      peers: [
        {
          isSuccess: true,
          statusCode: 200,
          chain: { depth: 1, peers: [{ url: `${last}/URLCaller/depth/0`, chain: { depth: 0 } }] },
        },
        { isSuccess: true, chain: { depth: 1, peers: [] } },
      ],
    });
  });

  it('asks external dependencies by HEAD and tells their status', async () => {
    const external = await start({});
    const first = await start({ EXTERNAL_DEPENDENCIES: `${external}/healthz` });
    // The service itself serves GET alone, so its 405 proves the HEAD.
    expect((await get(`${first}/URLCaller/depth/1`)).body).toMatchObject({
      externals: [{ url: `${external}/healthz`, statusCode: 405, isSuccess: false }],
    });
  });

  it('tells why a dependency gave no answer', async () => {
    const gone = await start({});
    await new Promise((resolve) => servers.pop()?.close(resolve));
    const first = await start({ SELF_HOSTS_DEPENDENCIES: gone });
    const { body } = await get(`${first}/URLCaller/depth/1`);
    expect(body).toMatchObject({
      peers: [{ isSuccess: false, error: expect.stringContaining('ECONNREFUSED') }],
    });
  });

  it('calls nobody at depth 0, and takes DEPTH where the path names none', async () => {
    const first = await start({ DEPTH: '0', SELF_HOSTS_DEPENDENCIES: 'http://127.0.0.1:1' });
    expect((await get(`${first}/URLCaller`)).body).toEqual({ depth: 0, peers: [], externals: [] });
  });

  it.each(['9', '-1', 'x', '1e1', '1%20'])('refuses the depth %s', async (depth) => {
    expect((await get(`${await start({})}/URLCaller/depth/${depth}`)).status).toBe(400);
  });
});

describe('other requests', () => {
  it('answers /healthz', async () => {
    expect(await get(`${await start({})}/healthz`)).toEqual({ status: 200, body: { status: 'ok' } });
  });

  it('refuses other methods and paths', async () => {
    const base = await start({});
    expect((await fetch(`${base}/healthz`, { method: 'POST' })).status).toBe(405);
    expect((await get(`${base}/`)).status).toBe(404);
  });
});

describe('parseConfig', () => {
  it('reads the listen address as the sample workload writes it', () => {
    expect(parseConfig({ ASPNETCORE_URLS: 'http://+:8080' })).toMatchObject({ host: '0.0.0.0', port: 8080 });
  });

  it('lists every variable that cannot be used', () => {
    const env = { ASPNETCORE_URLS: 'https://+:443', SELF_HOSTS_DEPENDENCIES: 'nonsense', DEPTH: '99' };
    expect(() => parseConfig(env)).toThrow(/ASPNETCORE_URLS.*SELF_HOSTS_DEPENDENCIES.*DEPTH/);
  });
});
