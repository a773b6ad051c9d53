import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { identities, legacy, live, quarantine } from '../../estate/index.ts';
import type { EstateIdentity } from '../../estate/index.ts';
import { openBench } from './testing/bench.ts';
import type { Bench } from './testing/bench.ts';

const host = quarantine.loginServer;
let bench: Bench;

beforeEach(async () => {
  bench = await openBench();
});

afterEach(() => bench.close());

function post(path: string, form: Record<string, string>, at = host): Promise<Response> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return bench.send(`https://${at}${path}`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(form).toString(),
  });
}

async function exchange({ name }: EstateIdentity, at = host): Promise<string> {
  const form = { grant_type: 'access_token', service: at, access_token: name };
  const { refresh_token } = (await (await post('/oauth2/exchange', form, at)).json()) as {
    refresh_token: string;
  };
  return refresh_token;
}

async function askToken(identity: EstateIdentity, scope: string, at = host): Promise<Response> {
  const refresh_token = await exchange(identity, at);
  return post(
    '/oauth2/token?api-version=2021-07-01',
    { grant_type: 'refresh_token', service: at, scope, refresh_token },
    at,
  );
}

async function readGranted(response: Response): Promise<unknown> {
  const { access_token } = (await response.json()) as { access_token: string };
  return decodeJwt(access_token)['access'];
}

describe('challenge', () => {
  it('is in the form that az reads, without a space after a comma', async () => {
    const response = await bench.send(`https://${host}/v2/`);
    expect(response.status).toBe(401);
    expect(response.headers.get('docker-distribution-api-version')).toBe('registry/2.0');
    expect(response.headers.get('www-authenticate')).toBe(
      `Bearer realm="https://${host}/oauth2/token",service="${host}"`,
    );
    expect(await response.json()).toEqual({
      errors: [
        {
          code: 'UNAUTHORIZED',
          message: 'authentication required, visit https://aka.ms/acr/authorization for more information.',
          detail: null,
        },
      ],
    });
  });

  it('names the scope that a request needs', async () => {
    const response = await bench.send(`https://${host}/v2/workload/app/manifests/v1`);
    expect(response.headers.get('www-authenticate')).toBe(
      `Bearer realm="https://${host}/oauth2/token",service="${host}",scope="repository:workload/app:pull"`,
    );
  });
});

describe('token', () => {
  const workload = 'repository:workload/app';

  it.each([
    ['build pushes its folder', identities.build, `${workload}:pull,push`, ['pull', 'push']],
    ['the reader reads', identities.reader, `${workload}:pull,push`, ['pull']],
    [
      'a wildcard is all',
      identities.build,
      `${workload}:*`,
      ['pull', 'push', 'metadata_read', 'metadata_write'],
    ],
    ['the catalogue has a role of its own', identities.reader, 'registry:catalog:*', ['*']],
  ])('grants what may be: %s', async (_, identity, scope, actions) => {
    expect(await readGranted(await askToken(identity, scope))).toMatchObject([{ actions }]);
  });

  it('grants on a legacy registry by its older roles', async () => {
    const granted = await askToken(identities.reader, 'repository:app:pull,push', legacy.loginServer);
    expect(await readGranted(granted)).toMatchObject([{ actions: ['pull'] }]);
  });

  it.each([
    ['build in the folder of pull requests', identities.build, host, 'repository:pr/app:pull,push'],
    [
      'build in live outside of upstream/',
      identities.build,
      live.loginServer,
      'repository:workload/app:pull',
    ],
    ['build lists the catalogue', identities.build, host, 'registry:catalog:*'],
    ['a name that only begins like the folder', identities.conformance, host, 'repository:conformance:pull'],
  ])('is refused with 401 when nothing may be: %s', async (_, identity, at, scope) => {
    expect((await askToken(identity, scope, at)).status).toBe(401);
  });

  it('leaves the refusal to the resource when the switch says so', async () => {
    bench.world.setAssumption('registry-missing-right', 'resource-403');
    const response = await askToken(identities.build, 'repository:pr/app:pull');
    const { access_token } = (await response.json()) as { access_token: string };
    const headers = { authorization: `Bearer ${access_token}` };
    expect((await bench.send(`https://${host}/v2/pr/app/manifests/v1`, { headers })).status).toBe(403);
  });

  it('is good for its actions alone, and until it expires', async () => {
    const response = await askToken(identities.reader, 'repository:workload/app:pull');
    const { access_token } = (await response.json()) as { access_token: string };
    const headers = { authorization: `Bearer ${access_token}` };
    const get = () => bench.send(`https://${host}/v2/workload/app/manifests/v1`, { headers });
    expect((await get()).status).toBe(404);
    const upload = await bench.send(`https://${host}/v2/workload/app/blobs/uploads/`, {
      method: 'POST',
      headers,
    });
    expect(upload.status).toBe(401);
    expect(upload.headers.get('www-authenticate')).toContain(',error="insufficient_scope"');
    bench.world.clock.advance(76 * 60 * 1000);
    expect((await get()).status).toBe(401);
  });

  it('of one registry is none of another', async () => {
    const refresh_token = await exchange(identities.promote);
    const form = { grant_type: 'refresh_token', service: live.loginServer, refresh_token };
    expect((await post('/oauth2/token', form, live.loginServer)).status).toBe(401);
  });

  it('is refused for a token that Entra did not issue, a refresh token used as access token, and a wrong password', async () => {
    const form = { grant_type: 'access_token', service: host, access_token: 'forged' };
    expect((await post('/oauth2/exchange', form)).status).toBe(401);
    const headers = { authorization: `Bearer ${await exchange(identities.reader)}` };
    expect((await bench.send(`https://${host}/v2/`, { headers })).status).toBe(401);
    const basic = { authorization: `Basic ${btoa('conformance:wrong')}` };
    expect((await bench.send(`https://${host}/v2/`, { headers: basic })).status).toBe(401);
  });

  it('is given for user and password, GET and POST', async () => {
    const [login] = bench.registries.logins;
    const scope = 'repository:conformance/app:pull,push';
    const headers = { authorization: `Basic ${btoa(`${login?.username}:${login?.password}`)}` };
    const url = `https://${host}/oauth2/token?service=${host}&scope=${scope}`;
    expect(await readGranted(await bench.send(url, { headers }))).toMatchObject([
      { actions: ['pull', 'push'] },
    ]);
    const form = {
      grant_type: 'password',
      service: host,
      scope,
      username: login?.username ?? '',
      password: login?.password ?? '',
    };
    expect(await readGranted(await post('/oauth2/token', form))).toMatchObject([
      { actions: ['pull', 'push'] },
    ]);
  });

  it('is given for docker login with a refresh token as password', async () => {
    const password = await exchange(identities.reader);
    const headers = { authorization: `Basic ${btoa(`00000000-0000-0000-0000-000000000000:${password}`)}` };
    expect((await bench.send(`https://${host}/v2/`, { headers })).status).toBe(200);
    const url = `https://${host}/oauth2/token?service=${host}&scope=repository:workload/app:pull`;
    expect(await readGranted(await bench.send(url, { headers }))).toMatchObject([{ actions: ['pull'] }]);
  });
});

describe('principalOfRefreshToken', () => {
  it('finds who exchanged, until the token expires', async () => {
    const token = await exchange(identities.build, live.loginServer);
    const find = () => bench.registries.principalOfRefreshToken(live.loginServer, token);
    expect((await find())?.clientId).toBe(identities.build.clientId);
    bench.world.clock.advance(4 * 60 * 60 * 1000);
    expect(await find()).toBeUndefined();
  });
});
