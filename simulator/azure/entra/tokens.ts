import { SignJWT, createLocalJWKSet, jwtVerify } from 'jose';
import { JWTExpired } from 'jose/errors';
import * as v from 'valibot';
import { checkShape } from '../../../lib/base/schema.ts';
import { tenantId } from '../../estate/index.ts';
import type { SigningKey, World } from '../../world/index.ts';
import type { Directory } from './directory.ts';
import type { EntraTokens, Principal, Verified } from './types.ts';

/** Access tokens of service principals live for an hour (https://learn.microsoft.com/entra/identity-platform/access-tokens#token-lifetime). */
export const tokenLifetimeSeconds = 3600;

const TokenClaims = v.object({ oid: v.string(), appid: v.string(), tid: v.string(), aud: v.string() });

/** Signs a version 1.0 access token for a service principal. */
export async function issueToken(
  world: World,
  key: SigningKey,
  principal: Principal,
  audience: string,
): Promise<string> {
  const now = Math.floor(world.clock.now() / 1000);
  const claims = {
    aud: audience,
    iss: `https://sts.windows.net/${tenantId}/`,
    ...{ iat: now, nbf: now, exp: now + tokenLifetimeSeconds },
    ...{ appid: principal.clientId, appidacr: '2', idtyp: 'app' },
    idp: `https://sts.windows.net/${tenantId}/`,
    ...{ oid: principal.objectId, sub: principal.objectId, tid: tenantId },
    ...{ uti: Buffer.from(world.bytes(16)).toString('base64url'), ver: '1.0' },
  };
  return new SignJWT(claims)
    .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: key.kid })
    .sign(key.privateKey);
}

/** Verification for the services that take Entra's tokens. */
export function createVerifier(
  world: World,
  key: () => Promise<SigningKey>,
  directory: Directory,
): EntraTokens {
  return {
    async verify(token, audiences): Promise<Verified> {
      if (token === undefined || token === '') return { ok: false, reason: 'missing' };
      const claims = await readToken(token, await key(), new Date(world.clock.now()));
      if (claims === 'expired' || claims === 'malformed') return { ok: false, reason: claims };
      if (!audiences.map(trimAudience).includes(trimAudience(claims.aud)))
        return { ok: false, reason: 'audience' };
      const principal = directory.findByObjectId(claims.oid)?.principal;
      return principal === undefined
        ? { ok: false, reason: 'malformed' }
        : { ok: true, principal, audience: claims.aud };
    },
  };
}

async function readToken(
  token: string,
  key: SigningKey,
  currentDate: Date,
): Promise<v.InferOutput<typeof TokenClaims> | 'expired' | 'malformed'> {
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet(key.jwks), {
      algorithms: ['RS256'],
      currentDate,
      clockTolerance: 1,
    });
    const checked = checkShape(TokenClaims, payload);
    return checked.ok ? checked.value : 'malformed';
  } catch (error) {
    return error instanceof JWTExpired ? 'expired' : 'malformed';
  }
}

function trimAudience(audience: string): string {
  return audience.toLowerCase().replace(/\/+$/, '');
}
