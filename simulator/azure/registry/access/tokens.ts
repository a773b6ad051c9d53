import { createLocalJWKSet, jwtVerify, SignJWT } from 'jose';
import * as v from 'valibot';
import { checkShape } from '../../../../lib/base/schema.ts';
import { openSigningKey } from '../../../world/index.ts';
import type { World } from '../../../world/types.ts';
import type { Grant, Holder } from './types.ts';

/** ACR's refresh tokens live about three hours (https://learn.microsoft.com/azure/container-registry/container-registry-authentication). */
const refreshSeconds = 3 * 60 * 60;
/** The lifetime in the sample claims of https://github.com/Azure/acr/blob/main/docs/AAD-OAuth.md. */
const accessSeconds = 75 * 60;
const issuer = 'Azure Container Registry';

const Claims = v.object({
  grant_type: v.picklist(['refresh_token', 'access_token']),
  holder: v.variant('kind', [
    v.object({
      kind: v.literal('principal'),
      principal: v.object({
        objectId: v.string(),
        clientId: v.string(),
        name: v.string(),
        tenantId: v.string(),
      }),
    }),
    v.object({ kind: v.literal('token'), name: v.string() }),
  ]),
  access: v.optional(
    v.array(v.object({ type: v.string(), name: v.string(), actions: v.array(v.string()) })),
    [],
  ),
});

/** What a valid token of a registry says. */
export interface RegistryTicket {
  readonly kind: 'refresh_token' | 'access_token';
  readonly holder: Holder;
  readonly access: readonly Grant[];
}

/** The tokens of all Azure registries of the world, signed by one key. */
export interface RegistryTokens {
  issueRefresh(host: string, holder: Holder): Promise<string>;
  issueAccess(host: string, holder: Holder, access: readonly Grant[]): Promise<string>;
  /** Undefined when the token is none, expired, or another registry's. */
  read(host: string, token: string): Promise<RegistryTicket | undefined>;
}

export function createRegistryTokens(world: World): RegistryTokens {
  const key = openSigningKey(world.folder, 'registry');
  // One for all requests: it keeps the imported key.
  let opened: Promise<KeySet> | undefined;
  const verifier = (): Promise<KeySet> => (opened ??= key().then(({ jwks }) => createLocalJWKSet(jwks)));
  const issue = async (host: string, seconds: number, claims: Record<string, unknown>): Promise<string> => {
    const now = Math.floor(world.clock.now() / 1000);
    const { kid, privateKey } = await key();
    return new SignJWT({ ...claims, jti: world.uuid() })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
      .setIssuer(issuer)
      .setAudience(host)
      .setIssuedAt(now)
      .setNotBefore(now)
      .setExpirationTime(now + seconds)
      .sign(privateKey);
  };
  return {
    issueRefresh: (host, holder) =>
      issue(host, refreshSeconds, { grant_type: 'refresh_token', holder, ...describe(holder) }),
    issueAccess: (host, holder, access) =>
      issue(host, accessSeconds, { grant_type: 'access_token', holder, access, ...describe(holder) }),
    read: (host, token) => readToken(world, verifier, { host, token }),
  };
}

type KeySet = ReturnType<typeof createLocalJWKSet>;

async function readToken(
  world: World,
  verifier: () => Promise<KeySet>,
  { host, token }: { readonly host: string; readonly token: string },
): Promise<RegistryTicket | undefined> {
  const options = { issuer, audience: host, currentDate: new Date(world.clock.now()), algorithms: ['RS256'] };
  try {
    const { payload } = await jwtVerify(token, await verifier(), options);
    const claims = checkShape(Claims, payload);
    if (!claims.ok) return undefined;
    return { kind: claims.value.grant_type, holder: claims.value.holder, access: claims.value.access };
  } catch {
    // Whatever is wrong with a token, the client is told to authenticate.
    return undefined;
  }
}

/** Claims that people and the request log read; nothing is decided by them. */
function describe(holder: Holder): Record<string, string> {
  if (holder.kind === 'token') return { sub: holder.name };
  const { objectId, clientId, tenantId } = holder.principal;
  return { sub: objectId, oid: objectId, appid: clientId, tenant: tenantId };
}
