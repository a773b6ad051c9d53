import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HttpClient } from '@azure/core-rest-pipeline';
import { createHttpHeaders } from '@azure/core-rest-pipeline';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createKeyVaultClient, parseKeyId } from '../../../lib/clients/keyvault/index.ts';
import { findDerSignature } from '../../../lib/domain/statement/index.ts';
import { createStillClock } from '../../../test/support/scripted-http.ts';
import { identities, vault, vaultKeys } from '../../estate/index.ts';
import type { EstateIdentity } from '../../estate/index.ts';
import { createGithubOidc } from '../../github/oidc/index.ts';
import { createWorld } from '../../world/index.ts';
import type { Snapshot, World } from '../../world/index.ts';
import { createEntra } from '../entra/index.ts';
import type { Entra } from '../entra/index.ts';
import { createAuthorizer } from '../rbac/index.ts';
import type { RoleAssignments } from '../rbac/index.ts';
import { createKeyVault } from './index.ts';
import type { KeyVault } from './index.ts';

let folder: string;
let world: World;
let entra: Entra;
let authorizer: RoleAssignments;
let keyVault: KeyVault;
let start: Snapshot;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyvault-'));
  world = await createWorld({ folder, latencyScale: 0 });
  entra = createEntra(world, { githubIssuer: createGithubOidc(world) });
  authorizer = createAuthorizer(world);
  keyVault = createKeyVault(world, { tokens: entra.tokens, authorizer });
  start = world.snapshot();
});

beforeEach(() => world.restore(start));

afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

const message = Buffer.from('message');
const digest = createHash('sha256').update(message).digest();
const value = digest.toString('base64url');
const provenanceKey = parseKeyId(vaultKeys.provenance.keyId);

function tokenOf(identity: EstateIdentity, audience = 'https://vault.azure.net'): Promise<string> {
  const found = entra.directory.find(identity.clientId);
  if (found === undefined) throw new Error(`no ${identity.name}`);
  return entra.issue(found.principal, audience);
}

/** Asks the vault as it is, without our client. */
async function ask(identity: EstateIdentity, path: string, body?: unknown) {
  const request = new Request(`https://${vault.host}${path}?api-version=7.5`, {
    headers: { authorization: `Bearer ${await tokenOf(identity)}` },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  const response = await keyVault.service.handle(request);
  return { status: response.status, body: (await response.json()) as Answer };
}

interface Answer {
  readonly value: unknown;
  readonly key: { readonly kid: string };
  readonly error: { readonly code: string; readonly innererror?: { readonly code: string } };
}

/** Our client, in process. */
function openClient(identity: EstateIdentity) {
  const scopes: string[] = [];
  const httpClient: HttpClient = {
    sendRequest: async (request) => {
      const { url, method } = request;
      const headers = Object.entries(request.headers.toJSON({ preserveCase: true }));
      const body = typeof request.body === 'string' ? { body: request.body } : {};
      const response = await keyVault.service.handle(new Request(url, { method, headers, ...body }));
      const bodyAsText = await response.text();
      const received = createHttpHeaders(Object.fromEntries(response.headers));
      return { request, status: response.status, headers: received, bodyAsText };
    },
  };
  const credential = {
    getToken: async (scope: string | string[]) => {
      scopes.push(String(scope));
      const audience = String(scope).replace(/\/\.default$/, '');
      return { token: await tokenOf(identity, audience), expiresOnTimestamp: Number.MAX_SAFE_INTEGER };
    },
  };
  const ports = { clock: createStillClock(), random: () => 0 };
  return { scopes, client: createKeyVaultClient({ httpClient, credential, ports }) };
}

describe('the keys of a world', () => {
  it('are those that the next process finds', async () => {
    const own = await mkdtemp(join(tmpdir(), 'keyvault-kept-'));
    const read = async (): Promise<string> => {
      const opened = await createWorld({ folder: own, latencyScale: 0 });
      const tokens = createEntra(opened, { githubIssuer: createGithubOidc(opened) }).tokens;
      const vaultOfNow = createKeyVault(opened, { tokens, authorizer: createAuthorizer(opened) });
      const key = vaultOfNow.readPublicKey('promotion');
      await opened.close();
      return key;
    };
    const first = await read();
    expect(await read()).toBe(first);
    await rm(own, { recursive: true });
  });
});

describe('createKeyVaultClient with the vault', () => {
  it('signs so that the public key on the branch verifies, and asks for the token that the vault named', async () => {
    const { client, scopes } = openClient(identities.provenance);
    const signer = await client.openSigner(provenanceKey);
    const signature = findDerSignature(await signer.sign(digest)) ?? Buffer.alloc(0);
    const publicKey = createPublicKey(keyVault.readPublicKey('provenance'));
    expect(verify('sha256', message, publicKey, signature)).toBe(true);
    expect(signer.key.publicKey.equals(publicKey)).toBe(true);
    expect(new Set(scopes)).toEqual(new Set(['https://vault.azure.net/.default']));
  });

  it('keeps the version that it opened when the key is rotated meanwhile', async () => {
    const { client } = openClient(identities.provenance);
    const signer = await client.openSigner(provenanceKey);
    keyVault.rotateKey('provenance');
    const signature = findDerSignature(await signer.sign(digest)) ?? Buffer.alloc(0);
    expect(verify('sha256', message, signer.key.publicKey, signature)).toBe(true);
    const next = await client.openSigner(provenanceKey);
    expect(next.keyHint).not.toBe(signer.keyHint);
  });

  it.each([
    ['gate', 'provenance'],
    ['promote', 'provenance'],
    ['build', 'provenance'],
    ['provenance', 'decision'],
    ['promote', 'decision'],
    ['gate', 'promotion'],
    ['provenance', 'promotion'],
  ] as const)('lets %s not use the %s key, and says which role that takes', async (identity, key) => {
    const { client } = openClient(identities[identity]);
    const id = parseKeyId(vaultKeys[key].keyId);
    const expected = { code: 'KEYVAULT_FORBIDDEN', reason: expect.stringContaining('Key Vault Crypto User') };
    await expect(client.openSigner(id)).rejects.toMatchObject(expected);
    await expect(client.sign(id, digest)).rejects.toMatchObject(expected);
  });

  it('refuses when the role is taken away', async () => {
    authorizer.removeAssignments({ role: 'Key Vault Crypto User', principalName: 'lazaret-provenance' });
    const { client } = openClient(identities.provenance);
    await expect(client.openSigner(provenanceKey)).rejects.toMatchObject({ code: 'KEYVAULT_FORBIDDEN' });
  });

  it('refuses a disabled key before and at signing', async () => {
    const { client } = openClient(identities.provenance);
    const signer = await client.openSigner(provenanceKey);
    keyVault.setEnabled('provenance', false);
    await expect(client.openSigner(provenanceKey)).rejects.toMatchObject({ code: 'KEYVAULT_KEY_UNUSABLE' });
    await expect(signer.sign(digest)).rejects.toMatchObject({ code: 'KEYVAULT_KEY_UNUSABLE' });
  });

  it('refuses an RSA key and a version that is not there', async () => {
    const { client } = openClient(identities.provenance);
    keyVault.rotateKey('provenance', 'RSA');
    await expect(client.openSigner(provenanceKey)).rejects.toMatchObject({ code: 'KEYVAULT_KEY_UNUSABLE' });
    await expect(client.sign(provenanceKey, digest)).rejects.toMatchObject({ code: 'KEYVAULT_KEY_UNUSABLE' });
    const gone = { ...provenanceKey, version: 'f'.repeat(32) };
    await expect(client.readKey(gone)).rejects.toMatchObject({ code: 'KEYVAULT_KEY_NOT_FOUND' });
  });
});

describe('the vault', () => {
  it('answers a request without a token with the challenge', async () => {
    const response = await keyVault.service.handle(new Request(`https://${vault.host}/keys?api-version=7.5`));
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(
      /^Bearer authorization="https:\/\/login\.microsoftonline\.com\/[0-9a-f-]{36}", resource="https:\/\/vault\.azure\.net"$/,
    );
  });

  it('refuses a token of another audience', async () => {
    const token = await tokenOf(identities.provenance, 'https://management.azure.com');
    const headers = { authorization: `Bearer ${token}` };
    const response = await keyVault.service.handle(
      new Request(`https://${vault.host}/keys/provenance?api-version=7.5`, { headers }),
    );
    expect(response.status).toBe(401);
  });

  it('verifies what it signed, and nothing that was touched', async () => {
    const signed = await ask(identities.provenance, '/keys/provenance/sign', { alg: 'ES256', value });
    const verified = async (part: object) =>
      (
        await ask(identities.provenance, '/keys/provenance/verify', {
          ...{ alg: 'ES256', digest: value, value: signed.body.value },
          ...part,
        })
      ).body.value;
    expect(await verified({})).toBe(true);
    expect(await verified({ digest: createHash('sha256').update('x').digest('base64url') })).toBe(false);
    expect(await verified({ value: 'AAAA' })).toBe(false);
  });

  it('signs RS256 so that openssl’s PKCS #1 verifies', async () => {
    keyVault.rotateKey('provenance', 'RSA');
    const signed = await ask(identities.provenance, '/keys/provenance/sign', { alg: 'RS256', value });
    const signature = Buffer.from(String(signed.body.value), 'base64url');
    const publicKey = createPublicKey(keyVault.readPublicKey('provenance'));
    expect(verify('sha256', message, publicKey, signature)).toBe(true);
    const again = { alg: 'RS256', digest: value, value: signed.body.value };
    expect((await ask(identities.provenance, '/keys/provenance/verify', again)).body.value).toBe(true);
  });

  it.each([
    ['another algorithm', { alg: 'RS256', value }],
    ['a digest of the wrong length', { alg: 'ES256', value: 'AAAA' }],
    ['no digest', { alg: 'ES256' }],
  ])('refuses to sign %s', async (_title, body) => {
    const answer = await ask(identities.provenance, '/keys/provenance/sign', body);
    expect([answer.status, answer.body.error.code]).toEqual([400, 'BadParameter']);
  });

  it('says 403 before 404, and names the inner code', async () => {
    const absent = await ask(identities.gate, '/keys/nothing');
    expect([absent.status, absent.body.error.innererror?.code]).toEqual([403, 'ForbiddenByRbac']);
    const list = await ask(identities.gate, '/keys');
    expect(list.status).toBe(403);
  });

  it('hands a secret only to who may have it', async () => {
    keyVault.setSecret('trivy', 'word');
    expect((await ask(identities.gate, '/secrets/trivy')).status).toBe(403);
    const { objectId, name } = identities.gate;
    authorizer.add({ principalName: name, objectId, role: 'Key Vault Secrets User', scope: vault.id });
    expect((await ask(identities.gate, '/secrets/trivy')).body.value).toBe('word');
    expect((await ask(identities.gate, '/secrets/none')).status).toBe(404);
  });

  it('refuses an unknown api-version', async () => {
    const headers = { authorization: `Bearer ${await tokenOf(identities.provenance)}` };
    const response = await keyVault.service.handle(
      new Request(`https://${vault.host}/keys/provenance`, { headers }),
    );
    expect(response.status).toBe(400);
  });

  it('keeps its keys over a restart', async () => {
    await world.flush();
    const again = await createWorld({ folder, latencyScale: 0 });
    const reopened = createKeyVault(again, { tokens: entra.tokens, authorizer });
    expect(reopened.readPublicKey('decision')).toBe(keyVault.readPublicKey('decision'));
    await again.close();
  });
});
