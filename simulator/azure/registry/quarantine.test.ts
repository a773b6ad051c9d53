import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { identities, quarantine } from '../../estate/index.ts';
import type { EstateIdentity } from '../../estate/index.ts';
import type { RoleName } from '../rbac/index.ts';
import { openBench } from './testing/bench.ts';
import type { Bench } from './testing/bench.ts';

// https://github.com/Azure/acr/tree/main/docs/preview/quarantine
const host = quarantine.loginServer;
const type = 'application/vnd.oci.image.index.v1+json';
const { conformance, reader, gate } = identities;
let bench: Bench;
let digest: string;

beforeEach(async () => {
  bench = await openBench();
  bench.registries.setPolicies(host, { isQuarantineEnabled: true });
  const body = JSON.stringify({ schemaVersion: 2, mediaType: type, manifests: [] });
  const pushed = await send(conformance, 'PUT', '/v2/conformance/app/manifests/v1', body);
  digest = pushed.headers.get('docker-content-digest') ?? '';
});

afterEach(() => bench.close());

async function post(path: string, form: Record<string, string>): Promise<Record<string, string>> {
  const init = { method: 'POST', body: new URLSearchParams(form).toString() };
  return (await (await bench.send(`https://${host}${path}`, init)).json()) as Record<string, string>;
}

async function send(who: EstateIdentity, method: string, path: string, body?: string): Promise<Response> {
  const service = host;
  const asked = { grant_type: 'access_token', service, access_token: who.name };
  const { refresh_token = '' } = await post('/oauth2/exchange', asked);
  const scope = 'repository:conformance/app:*';
  const form = { grant_type: 'refresh_token', service, scope, refresh_token };
  const { access_token } = await post('/oauth2/token', form);
  const headers = { authorization: `Bearer ${access_token}`, 'content-type': type };
  const init = body === undefined ? {} : { body };
  return bench.send(`https://${host}${path}`, { method, headers, ...init });
}

async function pull(who: EstateIdentity): Promise<readonly number[]> {
  const path = '/v2/conformance/app/manifests/';
  return [(await send(who, 'GET', `${path}v1`)).status, (await send(who, 'GET', `${path}${digest}`)).status];
}

function grant({ name, objectId }: EstateIdentity, role: RoleName): void {
  bench.authorizer.add({ principalName: name, objectId, role, scope: quarantine.id });
}

function judge(who: EstateIdentity): Promise<Response> {
  const body = JSON.stringify({ quarantineState: 'Passed', quarantineDetails: '{}' });
  return send(who, 'PATCH', `/acr/v1/conformance/app/_manifests/${digest}`, body);
}

describe('a manifest in quarantine', () => {
  it('is unknown by tag and disallowed by digest', async () => {
    expect(await pull(reader)).toEqual([404, 405]);
  });

  it('is pulled by digest, not by tag, with AcrQuarantineReader', async () => {
    grant(reader, 'AcrQuarantineReader');
    expect(await pull(reader)).toEqual([404, 200]);
  });

  it.each([
    ['with-pull', [401, 401]],
    ['alone', [404, 200]],
  ] as const)('obeys the switch registry-quarantine-read=%s', async (value, statuses) => {
    bench.world.setAssumption('registry-quarantine-read', value);
    bench.authorizer.removeAssignments({ principalName: identities.import.name });
    grant(identities.import, 'AcrQuarantineReader');
    expect(await pull(identities.import)).toEqual(statuses);
  });

  it('is passed by AcrQuarantineWriter alone', async () => {
    expect((await judge(conformance)).status).toBe(403);
    expect(await pull(reader)).toEqual([404, 405]);
    grant(gate, 'AcrQuarantineWriter');
    expect((await judge(gate)).status).toBe(200);
    expect(await pull(reader)).toEqual([200, 200]);
  });

  it('is free again when the policy is off', async () => {
    bench.registries.setPolicies(host, { isQuarantineEnabled: false });
    expect(await pull(reader)).toEqual([200, 200]);
  });
});
