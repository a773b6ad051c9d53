import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { identities, live, quarantine } from '../../estate/index.ts';
import { openBench } from './testing/bench.ts';
import type { Bench } from './testing/bench.ts';

const host = quarantine.loginServer;
let bench: Bench;

beforeEach(async () => {
  bench = await openBench();
});

afterEach(() => bench.close());

function send(method: string, path: string, at = host): Promise<Response> {
  const [login] = bench.registries.logins;
  const authorization = `Basic ${btoa(`${login?.username}:${login?.password}`)}`;
  return bench.send(`https://${at}${path}`, { method, headers: { authorization } });
}

async function statuses(count: number, method: string, path: string): Promise<readonly number[]> {
  const found: number[] = [];
  for (let index = 0; index < count; index += 1) found.push((await send(method, path)).status);
  return found;
}

describe('setThrottle', () => {
  it.each([
    ['readsPerMinute', 'GET', '/v2/', 200],
    ['writesPerMinute', 'POST', '/v2/conformance/app/blobs/uploads/', 202],
    ['deletesPerMinute', 'DELETE', '/v2/conformance/app/manifests/none', 405],
    ['referrersPerMinute', 'GET', `/v2/conformance/app/referrers/sha256:${'0'.repeat(64)}`, 200],
    ['tokensPerMinute', 'GET', `/oauth2/token?service=${host}`, 200],
  ])('limits %s alone', async (kind, method, path, ok) => {
    bench.registries.setThrottle(host, { [kind]: 2 });
    expect(await statuses(3, method, path)).toEqual([ok, ok, 429]);
    expect((await send('HEAD', '/v2/conformance/app/manifests/none')).status).toBe(
      kind === 'readsPerMinute' ? 429 : 404,
    );
  });

  it('says when to come again, and lets one more in then', async () => {
    bench.registries.setThrottle(host, { readsPerMinute: 6 });
    await statuses(6, 'GET', '/v2/');
    const refused = await send('GET', '/v2/');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '10']);
    expect(await refused.json()).toMatchObject({ errors: [{ code: 'TOOMANYREQUESTS' }] });
    bench.world.clock.advance(10_000);
    expect(await statuses(2, 'GET', '/v2/')).toEqual([200, 429]);
  });

  it('counts identities and registries apart', async () => {
    bench.registries.setThrottle(host, { readsPerMinute: 1, tokensPerMinute: 100 });
    expect(await statuses(2, 'GET', '/v2/')).toEqual([200, 429]);
    const form = { grant_type: 'access_token', service: host, access_token: identities.reader.name };
    const exchanged = await bench.send(`https://${host}/oauth2/exchange`, {
      method: 'POST',
      body: new URLSearchParams(form).toString(),
    });
    const { refresh_token } = (await exchanged.json()) as { refresh_token: string };
    const headers = {
      authorization: `Basic ${btoa(`00000000-0000-0000-0000-000000000000:${refresh_token}`)}`,
    };
    expect((await bench.send(`https://${host}/v2/`, { headers })).status).toBe(200);
    expect((await send('GET', '/v2/', live.loginServer)).status).toBe(401);
  });

  it('is lifted again', async () => {
    bench.registries.setThrottle(host, { readsPerMinute: 0 });
    expect(await statuses(1, 'GET', '/v2/')).toEqual([429]);
    bench.registries.setThrottle(host, undefined);
    expect(await statuses(2, 'GET', '/v2/')).toEqual([200, 200]);
  });
});
