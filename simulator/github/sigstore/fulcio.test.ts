import { X509Certificate, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import * as v from 'valibot';
import { describeJob } from '../../estate/index.ts';
import { createWorld } from '../../world/index.ts';
import type { Service, World } from '../../world/index.ts';
import { createGithubOidc } from '../oidc/index.ts';
import type { GithubOidc } from '../oidc/index.ts';
import { createFulcio } from './index.ts';

const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const others = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const job = describeJob({ workflow: 'release.yml', workspace: '/' });
let folder = '';
let world: World;
let oidc: GithubOidc;
let fulcio: Service;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lazaret-fulcio-'));
  world = await createWorld({ folder, now: Date.parse('2026-11-21T10:00:00Z') });
  oidc = createGithubOidc(world);
  fulcio = createFulcio(world, oidc);
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

interface Order {
  readonly token: string;
  readonly signer?: typeof keys;
  readonly said?: string;
}

function ask({ token, signer = keys, said = decodeJwt(token).sub ?? '' }: Order): Promise<Response> {
  const body = {
    credentials: { oidcIdentityToken: token },
    publicKeyRequest: {
      publicKey: { content: keys.publicKey.export({ type: 'spki', format: 'pem' }) },
      proofOfPossession: sign('sha256', Buffer.from(said), signer.privateKey).toString('base64'),
    },
  };
  const url = 'https://fulcio.githubapp.com/api/v2/signingCert';
  return fulcio.handle(new Request(url, { method: 'POST', body: JSON.stringify(body) }));
}

const Answer = v.object({
  signedCertificateDetachedSct: v.object({
    chain: v.object({ certificates: v.tuple([v.string(), v.string()]) }),
  }),
});

describe('Fulcio', () => {
  it('certifies the key of the job that the token names, for ten minutes', async () => {
    const answer = await ask({ token: await oidc.mint(job, 'sigstore') });
    const { chain } = v.parse(Answer, await answer.json()).signedCertificateDetachedSct;
    const [leaf, authority] = chain.certificates.map((pem) => new X509Certificate(pem));
    if (leaf === undefined || authority === undefined) throw new Error('the chain has two certificates');
    expect([leaf.checkIssued(authority), leaf.verify(authority.publicKey)]).toEqual([true, true]);
    expect(leaf.publicKey.equals(keys.publicKey)).toBe(true);
    expect(leaf.subjectAltName).toBe(
      'URI:https://github.com/contoso/lazaret/.github/workflows/release.yml@refs/heads/main',
    );
    expect([leaf.validFromDate, leaf.validToDate]).toEqual([
      new Date('2026-11-21T10:00:00Z'),
      new Date('2026-11-21T10:10:00Z'),
    ]);
    // Issuer and commit are extensions of their own.
    for (const text of [oidc.issuer, job.sha]) expect(leaf.raw.includes(text)).toBe(true);
  });

  it.each([
    ['a token for somebody else', () => oidc.mint(job, 'api://AzureADTokenExchange'), {}, 401],
    ['a token that is over', () => oidc.mint(job, 'sigstore', { exp: 1 }), {}, 401],
    ['a token of another issuer', () => oidc.mint(job, 'sigstore', { iss: 'https://example.org' }), {}, 401],
    ['the key of another', () => oidc.mint(job, 'sigstore'), { signer: others }, 400],
    ['a proof of another token', () => oidc.mint(job, 'sigstore'), { said: 'another' }, 400],
  ])('refuses %s', async (_, mint, order, status) => {
    expect((await ask({ token: await mint(), ...order })).status).toBe(status);
  });
});
