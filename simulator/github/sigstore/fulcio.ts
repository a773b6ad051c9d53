import { createPublicKey, verify } from 'node:crypto';
import { createLocalJWKSet, jwtVerify } from 'jose';
import type { JSONWebKeySet } from 'jose';
import * as v from 'valibot';
import { checkJson } from '../../../lib/base/schema.ts';
import { githubIssuer } from '../../estate/index.ts';
import type { Service, World } from '../../world/types.ts';
import { certify, createAuthority } from './certificate.ts';
import type { Authority } from './certificate.ts';
import { Claims } from './claims.ts';

/** What the service asks of the issuer of tokens. */
export interface FulcioDeps {
  jwks(): Promise<JSONWebKeySet>;
}

/** GitHub's own Sigstore for private repositories, and the public one (@actions/attest, `endpoints.ts`). */
const hosts = ['fulcio.githubapp.com', 'fulcio.sigstore.dev'] as const;

const SigningRequest = v.object({
  credentials: v.object({ oidcIdentityToken: v.string() }),
  publicKeyRequest: v.object({
    publicKey: v.object({ algorithm: v.optional(v.string()), content: v.string() }),
    proofOfPossession: v.pipe(v.string(), v.base64()),
  }),
});

/**
 * Fulcio: certifies a key for the job whose OIDC token comes with it. Neither a certificate log nor a time stamp is
 * kept. https://github.com/sigstore/fulcio/blob/main/fulcio.proto
 */
export function createFulcio(world: World, deps: FulcioDeps): Service {
  const slice = world.slice<{ authority: Authority | null }>('fulcio', () => ({ authority: null }));
  const readAuthority = async (): Promise<Authority> => {
    slice.value.authority ??= await createAuthority(world.clock.now());
    slice.touch();
    return slice.value.authority;
  };
  return {
    name: 'fulcio',
    hosts,
    async handle(request) {
      const { pathname } = new URL(request.url);
      if (request.method === 'GET' && pathname === '/api/v2/trustBundle') {
        const { certificate } = await readAuthority();
        return Response.json({ chains: [{ certificates: [certificate] }] });
      }
      if (request.method !== 'POST' || pathname !== '/api/v2/signingCert') return refuse(404, 'Not Found');
      return answer(await request.text(), { world, deps, authority: await readAuthority() });
    },
  };
}

interface Parts {
  readonly world: World;
  readonly deps: FulcioDeps;
  readonly authority: Authority;
}

async function answer(body: string, { world, deps, authority }: Parts): Promise<Response> {
  const checked = checkJson(SigningRequest, body);
  if (!checked.ok) return refuse(400, checked.problems.join('; '));
  const { credentials, publicKeyRequest } = checked.value;
  const claims = await readClaims(credentials.oidcIdentityToken, { world, deps });
  if (claims === undefined)
    return refuse(401, 'There was an error processing the credentials for this request');
  const { publicKey, proofOfPossession } = publicKeyRequest;
  // The key signs the subject of the token, so that nobody has another's key certified.
  if (!isPossessed(publicKey.content, claims.sub, proofOfPossession))
    return refuse(400, 'The signature supplied in the request could not be verified');
  const now = world.clock.now();
  const leaf = await certify(authority, { claims, publicKey: publicKey.content, now });
  return Response.json({
    signedCertificateDetachedSct: { chain: { certificates: [leaf, authority.certificate] } },
  });
}

async function readClaims(token: string, { world, deps }: Pick<Parts, 'world' | 'deps'>) {
  const keys = createLocalJWKSet(await deps.jwks());
  const currentDate = new Date(world.clock.now());
  const expected = { issuer: githubIssuer, audience: 'sigstore', currentDate };
  const verified = await jwtVerify(token, keys, expected).catch((): undefined => undefined);
  const parsed = v.safeParse(Claims, verified?.payload);
  return parsed.success ? parsed.output : undefined;
}

function isPossessed(publicKey: string, subject: string, proof: string): boolean {
  try {
    return verify('sha256', Buffer.from(subject), createPublicKey(publicKey), Buffer.from(proof, 'base64'));
  } catch {
    return false;
  }
}

function refuse(status: number, message: string): Response {
  return Response.json({ code: status, message }, { status });
}
