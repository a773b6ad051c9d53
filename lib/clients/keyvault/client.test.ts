import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createStillClock, scriptHttp } from '../../../test/support/scripted-http.ts';
import type { ScriptedAnswer, SeenRequest } from '../../../test/support/scripted-http.ts';
import { createKeyVaultClient, formatKeyId, parseKeyId } from './index.ts';

const keyId = 'https://lazaret-kv.vault.azure.net/keys/provenance';
const version = '0123456789abcdef0123456789abcdef';
const challenge =
  'Bearer authorization="https://login.microsoftonline.com/t", resource="https://vault.azure.net"';

function open(answer: (request: SeenRequest, index: number) => ScriptedAnswer) {
  const httpClient = scriptHttp(answer);
  const scopes: string[] = [];
  const credential = {
    getToken: (scope: string | string[]) => {
      scopes.push(String(scope));
      return Promise.resolve({ token: 'token', expiresOnTimestamp: Number.MAX_SAFE_INTEGER });
    },
  };
  const client = createKeyVaultClient({
    httpClient,
    credential,
    ports: { clock: createStillClock(), random: () => 0 },
  });
  return { client, scopes, requests: httpClient.requests };
}

/** Challenges a request without a token, and gives the others the scripted answer. */
function behindChallenge(
  answer: ScriptedAnswer,
  resource = challenge,
): (request: SeenRequest) => ScriptedAnswer {
  return (request) =>
    request.headers.get('authorization') === undefined
      ? { status: 401, headers: { 'www-authenticate': resource } }
      : answer;
}

function keyBody(curve: 'P-256' | 'P-384' = 'P-256', part: object = {}) {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: curve });
  const jwk = publicKey.export({ format: 'jwk' });
  const key = { kid: `${keyId}/${version}`, ...jwk, key_ops: ['sign', 'verify'], ...part };
  return { status: 200, body: { key, attributes: { enabled: true } } };
}

describe('createKeyVaultClient', () => {
  it('answers the challenge of a vault once', async () => {
    const { client, requests, scopes } = open(behindChallenge(keyBody()));
    await client.readKey(parseKeyId(keyId));
    await client.readKey(parseKeyId(keyId));
    expect(requests.map(({ headers }) => headers.get('authorization'))).toEqual([
      undefined,
      'Bearer token',
      'Bearer token',
    ]);
    expect(scopes).toEqual(['https://vault.azure.net/.default', 'https://vault.azure.net/.default']);
    expect(requests[0]?.url.searchParams.get('api-version')).toBe('7.5');
  });

  it.each([
    'Bearer authorization="https://login.microsoftonline.com/t", resource="https://evil.example"',
    'Bearer authorization="https://login.microsoftonline.com/t", resource="https://lazaret-kv.vault.azure.net.evil.example"',
    'Bearer authorization="https://login.microsoftonline.com/t", resource="http://vault.azure.net"',
    'Bearer authorization="https://login.microsoftonline.com/t", resource="https://lt.azure.net"',
  ])('takes no token to a vault that asks for one of somebody else: %s', async (header) => {
    const { client, requests, scopes } = open(behindChallenge(keyBody(), header));
    await expect(client.readKey(parseKeyId(keyId))).rejects.toMatchObject({
      code: 'KEYVAULT_CHALLENGE_UNTRUSTED',
    });
    expect([requests.length, scopes]).toEqual([1, []]);
  });

  it('asks for the newest version where none is named', async () => {
    const { client, requests } = open(behindChallenge(keyBody()));
    const key = await client.readKey(parseKeyId(keyId));
    expect(requests.at(-1)?.url.pathname).toBe('/keys/provenance/');
    expect(formatKeyId(key.id)).toBe(`${keyId}/${version}`);
  });

  it.each([
    ['401', { status: 401 }, 'KEYVAULT_UNAUTHORIZED'],
    ['403', { status: 403, body: fault('Forbidden', 'ForbiddenByRbac') }, 'KEYVAULT_FORBIDDEN'],
    [
      'a firewall',
      { status: 403, body: fault('Forbidden', 'ForbiddenByFirewall') },
      'KEYVAULT_NETWORK_FORBIDDEN',
    ],
    ['a disabled key', { status: 403, body: fault('Forbidden', 'KeyDisabled') }, 'KEYVAULT_KEY_UNUSABLE'],
    ['404', { status: 404, body: fault('KeyNotFound') }, 'KEYVAULT_KEY_NOT_FOUND'],
    ['throttling', { status: 429, body: fault('Throttled') }, 'KEYVAULT_UNAVAILABLE'],
    ['a fault of its own', { status: 500 }, 'KEYVAULT_UNAVAILABLE'],
    ['anything else', { status: 400, body: fault('BadParameter') }, 'KEYVAULT_REFUSED'],
    ['no key', { status: 200, body: {} }, 'KEYVAULT_MALFORMED'],
    [
      'another key',
      keyBody('P-256', { kid: `https://other.vault.azure.net/keys/provenance/${version}` }),
      'KEYVAULT_MALFORMED',
    ],
    ['a key on another curve', keyBody('P-384'), 'KEYVAULT_KEY_UNUSABLE'],
    ['a key that may not sign', keyBody('P-256', { key_ops: ['verify'] }), 'KEYVAULT_KEY_UNUSABLE'],
    ['an RSA key', keyBody('P-256', { kty: 'RSA', crv: undefined }), 'KEYVAULT_KEY_UNUSABLE'],
  ])('gives %s its code', async (_title, answer, code) => {
    const { client } = open(behindChallenge(answer));
    await expect(client.openSigner(parseKeyId(keyId))).rejects.toMatchObject({ code });
  });

  it('names the role and the key when it is forbidden', async () => {
    const { client } = open(behindChallenge({ status: 403, body: fault('Forbidden', 'ForbiddenByRbac') }));
    await expect(client.readKey(parseKeyId(keyId))).rejects.toMatchObject({
      subject: keyId,
      remedy: expect.stringContaining('"Key Vault Crypto User"'),
    });
  });

  it('repeats a signature after throttling', async () => {
    const answers: ScriptedAnswer[] = [{ status: 429 }, { status: 200, body: { kid: keyId, value: 'AQID' } }];
    const { client } = open((request) => {
      const isSigned = request.headers.get('authorization') !== undefined;
      return behindChallenge(isSigned ? (answers.shift() ?? { status: 500 }) : { status: 500 })(request);
    });
    expect([...(await client.sign(parseKeyId(keyId), new Uint8Array(32)))]).toEqual([1, 2, 3]);
  });
});

describe('parseKeyId', () => {
  it.each([
    [keyId, { vaultUri: 'https://lazaret-kv.vault.azure.net', name: 'provenance' }],
    [`${keyId}/${version}`, { vaultUri: 'https://lazaret-kv.vault.azure.net', name: 'provenance', version }],
  ])('reads %s', (text, id) => expect(parseKeyId(text)).toEqual(id));

  it.each([
    'provenance',
    'http://lazaret-kv.vault.azure.net/keys/provenance',
    'https://lazaret-kv.vault.azure.net.evil.example/keys/provenance',
    'https://evil.example/keys/provenance',
    'https://lazaret-kv.vault.azure.net/secrets/provenance',
    `${keyId}/1`,
    `${keyId}?x=y`,
    `${keyId}/../../secrets/x`,
  ])('refuses %s', (text) => {
    let code: unknown;
    try {
      parseKeyId(text);
    } catch (error) {
      code = (error as { code?: unknown }).code;
    }
    expect(code).toBe('KEYVAULT_KEY_ID_INVALID');
  });
});

function fault(code: string, inner?: string): object {
  return { error: { code, message: 'no', ...(inner === undefined ? {} : { innererror: { code: inner } }) } };
}
