import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SignJWT, decodeJwt, generateKeyPair } from 'jose';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import {
  describeJob,
  exchangeAudience,
  githubIssuer,
  identities,
  identityList,
  tenantId,
} from '../../estate/index.ts';
import { createGithubOidc } from '../../github/oidc/index.ts';
import type { GithubOidc } from '../../github/oidc/index.ts';
import { createWorld } from '../../world/index.ts';
import type { World } from '../../world/index.ts';
import { createEntra } from './index.ts';
import type { Entra } from './index.ts';

const Answer = v.looseObject({
  access_token: v.optional(v.string()),
  expires_in: v.optional(v.number()),
  error: v.optional(v.string()),
  error_codes: v.optional(v.array(v.number())),
  correlation_id: v.optional(v.string()),
});
const scope = 'https://management.azure.com/.default';
const { promote, build } = identities;
let folder: string;
let world: World;
let oidc: GithubOidc;
let entra: Entra;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'entra-'));
  world = await createWorld({ folder, now: Date.parse('2029-01-02T03:04:05Z') });
  oidc = createGithubOidc(world);
  entra = createEntra(world, { githubIssuer: oidc });
});

afterEach(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

/** The assertion of a job in `promote.yml`. */
function mint(extra: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const job = describeJob({ workflow: 'promote.yml', environment: 'promote', workspace: folder });
  return oidc.mint(job, exchangeAudience, extra);
}

async function post(form: Readonly<Record<string, string>>, tenant = tenantId) {
  const response = await entra.service.handle(
    new Request(`https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { 'client-request-id': 'c-1' },
      body: new URLSearchParams(form),
    }),
  );
  return { status: response.status, ...v.parse(Answer, await response.json()) };
}

async function exchange(
  assertion: string,
  changes: Readonly<Record<string, string>> = {},
  tenant = tenantId,
) {
  const form = {
    grant_type: 'client_credentials',
    client_id: promote.clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    scope,
    ...changes,
  };
  return post(form, tenant);
}

describe('token endpoint', () => {
  it.each([
    ['https://management.core.windows.net//.default', 'https://management.core.windows.net/'],
    [scope, 'https://management.azure.com'],
    ['https://containerregistry.azure.net/.default', 'https://containerregistry.azure.net'],
  ])('issues a token for %s', async (asked, audience) => {
    const answer = await exchange(await mint(), { scope: asked });
    expect(answer).toMatchObject({ status: 200, expires_in: 3599 });
    const claims = decodeJwt(answer.access_token ?? '');
    expect(claims).toMatchObject({
      aud: audience,
      oid: promote.objectId,
      appid: promote.clientId,
      tid: tenantId,
    });
  });

  it('accepts both subject forms', async () => {
    world.setAssumption('oidc-subject-form', 'old');
    expect(await exchange(await mint())).toMatchObject({ status: 200 });
  });

  it.each([
    ['another workflow', { sub: build.subjects[1] }, 401, 700213],
    ['another case', { sub: promote.subjects[1]?.replace('contoso', 'Contoso') }, 401, 7002138],
    ['another audience', { aud: 'api://other' }, 401, 700212],
    ['another issuer', { iss: 'https://token.example.test' }, 401, 700211],
  ])('refuses an assertion of %s', async (_name, claims, status, code) => {
    expect(await exchange(await mint(claims))).toMatchObject({
      status,
      error: 'invalid_client',
      error_codes: [code],
    });
  });

  it.each([
    ['after five minutes', 300_000],
    ['before its time', -1_200_000],
  ])('refuses an assertion %s', async (_name, ms) => {
    const assertion = await mint();
    world.clock.advance(ms);
    expect(await exchange(assertion)).toMatchObject({
      status: 401,
      error_codes: [700024],
      correlation_id: 'c-1',
    });
  });

  it('accepts a late assertion where the skew is assumed', async () => {
    world.setAssumption('entra-assertion-skew-seconds', '300');
    const assertion = await mint();
    world.clock.advance(590_000);
    expect(await exchange(assertion)).toMatchObject({ status: 200 });
  });

  it('refuses a signature by another key, and none', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const claims = decodeJwt(await mint());
    const forged = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256' }).sign(privateKey);
    const [, payload = ''] = forged.split('.');
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    expect(await exchange(forged)).toMatchObject({ status: 401, error_codes: [50013] });
    expect(await exchange(unsigned)).toMatchObject({ status: 401, error_codes: [50013] });
    expect(await exchange('x.y')).toMatchObject({ status: 400, error_codes: [50027] });
  });

  it.each([
    [
      'an unknown client',
      { client_id: '00000000-0000-0000-0000-000000000001' },
      'unauthorized_client',
      700016,
    ],
    ['a client secret', { client_secret: 'x' }, 'invalid_client', 7000215],
    ['a scope without /.default', { scope: 'openid' }, 'invalid_scope', 1002012],
    ['an unknown resource', { scope: 'https://localhost/.default' }, 'invalid_resource', 500011],
    ['another grant', { grant_type: 'password' }, 'unsupported_grant_type', 70003],
    ['no grant', { grant_type: '' }, 'invalid_request', 900144],
  ])('refuses %s', async (_name, changes, error, code) => {
    expect(await exchange(await mint(), changes)).toMatchObject({ error, error_codes: [code] });
  });

  it('refuses an unknown tenant, and a request without any credential', async () => {
    const other = '00000000-0000-0000-0000-000000000002';
    expect(await exchange(await mint(), {}, other)).toMatchObject({ status: 400, error_codes: [90002] });
    const bare = { grant_type: 'client_credentials', client_id: promote.clientId, scope };
    expect(await post(bare)).toMatchObject({ status: 401, error_codes: [7000218] });
  });

  it('refuses after the credential was removed, and takes one that was added', async () => {
    expect(entra.directory.removeCredentials(promote.name)).toBe(promote.subjects.length);
    expect(await exchange(await mint())).toMatchObject({ error_codes: [700211] });
    const [subject = ''] = build.subjects;
    entra.directory.addCredential(promote.name, {
      issuer: githubIssuer,
      subject,
      audiences: [exchangeAudience],
    });
    expect(await exchange(await mint({ sub: subject }))).toMatchObject({ status: 200 });
  });

  it('lets each subject become the identities that name it, and no other', async () => {
    const subjects = new Set(identityList.flatMap((identity) => identity.subjects));
    for (const holder of identityList) {
      for (const sub of subjects) {
        const { status } = await exchange(await mint({ sub }), { client_id: holder.clientId });
        expect({ holder: holder.name, sub, status }).toMatchObject({
          status: holder.subjects.includes(sub) ? 200 : 401,
        });
      }
    }
  });

  it('shares a subject only with the reader, which may less than whoever else has it', () => {
    const others = identityList.filter(({ name }) => name !== 'lazaret-reader');
    const all = others.flatMap(({ subjects }) => subjects);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('verify', () => {
  it('names the principal and takes the audience with or without slash', async () => {
    const { access_token: token } = await exchange(await mint());
    expect(await entra.tokens.verify(token, ['https://management.azure.com/'])).toMatchObject({
      ok: true,
      principal: { name: 'lazaret-promote', objectId: promote.objectId, tenantId },
    });
  });

  it('tells missing, malformed, foreign and expired tokens apart', async () => {
    const audiences = ['https://management.azure.com'];
    const { access_token: token = '' } = await exchange(await mint());
    const reasons = [
      await entra.tokens.verify(undefined, audiences),
      await entra.tokens.verify(`${token}x`, audiences),
      await entra.tokens.verify(token, ['https://containerregistry.azure.net']),
    ];
    world.clock.advance(3_602_000);
    reasons.push(await entra.tokens.verify(token, audiences));
    expect(reasons).toEqual(
      ['missing', 'malformed', 'audience', 'expired'].map((reason) => ({ ok: false, reason })),
    );
  });

  it('still accepts a token after a restart on the same folder', async () => {
    const { access_token: token } = await exchange(await mint());
    await world.close();
    const again = await createWorld({ folder });
    const restarted = createEntra(again, { githubIssuer: createGithubOidc(again) });
    expect(await restarted.tokens.verify(token, ['https://management.azure.com'])).toMatchObject({
      ok: true,
    });
    await again.close();
  });
});

describe('discovery', () => {
  it('points to the token endpoint and to keys that verify tokens', async () => {
    const get = async (path: string): Promise<unknown> =>
      (await entra.service.handle(new Request(`https://login.microsoftonline.com${path}`))).json();
    expect(await get(`/${tenantId}/v2.0/.well-known/openid-configuration`)).toMatchObject({
      token_endpoint: `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`,
    });
    expect(await get('/common/discovery/instance?api-version=1.1')).toMatchObject({ 'api-version': '1.1' });
    expect(await get(`/${tenantId}/discovery/v2.0/keys`)).toMatchObject({ keys: [{ kty: 'RSA' }] });
  });
});
