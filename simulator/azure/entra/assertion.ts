import { compactVerify, createLocalJWKSet, decodeJwt } from 'jose';
import type { JSONWebKeySet } from 'jose';
import * as v from 'valibot';
import { checkShape } from '../../../lib/base/schema.ts';
import type { World } from '../../world/types.ts';
import type { DirectoryEntry, FederatedCredential } from './directory.ts';
import { entraErrors } from './errors.ts';
import type { EntraError } from './errors.ts';

/** An issuer whose tokens may be exchanged, with its public keys. */
export interface TrustedIssuer {
  readonly issuer: string;
  jwks(): Promise<JSONWebKeySet>;
}

const AssertionClaims = v.object({
  iss: v.string(),
  sub: v.string(),
  aud: v.union([v.string(), v.array(v.string())]),
  exp: v.number(),
  nbf: v.optional(v.number()),
  iat: v.optional(v.number()),
});
type AssertionClaims = v.InferOutput<typeof AssertionClaims>;

/**
 * Holds a client assertion against the credentials of an identity; undefined when it is accepted.
 * Order: issuer, signature, time, subject, audience. Rules:
 * https://learn.microsoft.com/entra/workload-id/workload-identity-federation#how-it-works
 */
export async function checkAssertion(
  world: World,
  trusted: readonly TrustedIssuer[],
  entry: DirectoryEntry,
  assertion: string,
): Promise<EntraError | undefined> {
  const claims = readClaims(assertion);
  if (claims === undefined) return entraErrors.malformed();
  const held = entry.credentials.filter(({ issuer }) => issuer === claims.iss);
  const issuer = trusted.find((known) => known.issuer === claims.iss);
  if (held.length === 0 || issuer === undefined) {
    return entraErrors.issuer(Number(world.assume('entra-no-federated-credential-code')), claims.iss);
  }
  if (!(await isSigned(assertion, await issuer.jwks()))) return entraErrors.signature();
  return checkTime(world, claims) ?? checkMatch(held, claims);
}

function readClaims(assertion: string): AssertionClaims | undefined {
  try {
    const checked = checkShape(AssertionClaims, decodeJwt(assertion));
    return checked.ok ? checked.value : undefined;
  } catch {
    return undefined;
  }
}

async function isSigned(assertion: string, jwks: JSONWebKeySet): Promise<boolean> {
  try {
    // Only the issuer's algorithm: neither `none` nor a key of another kind may pass.
    await compactVerify(assertion, createLocalJWKSet(jwks), { algorithms: ['RS256'] });
    return true;
  } catch {
    return false;
  }
}

function checkTime(world: World, claims: AssertionClaims): EntraError | undefined {
  const now = world.clock.now() / 1000;
  const skew = Number(world.assume('entra-assertion-skew-seconds'));
  const from = Math.max(claims.nbf ?? 0, claims.iat ?? 0);
  // Both clocks round: an assertion made within this very second is valid.
  if (Math.ceil(now) + skew >= from && now < claims.exp + skew) return undefined;
  return entraErrors.time(renderTime(now), renderTime(claims.nbf ?? from), renderTime(claims.exp));
}

// Case decides since 2025: https://learn.microsoft.com/entra/identity-platform/reference-breaking-changes
function checkMatch(
  held: readonly FederatedCredential[],
  { sub, aud }: AssertionClaims,
): EntraError | undefined {
  const matching = held.filter(({ subject }) => subject === sub);
  if (matching.length === 0) {
    const isNear = held.some(({ subject }) => subject.toLowerCase() === sub.toLowerCase());
    return isNear ? entraErrors.subjectCase(sub) : entraErrors.subject(sub);
  }
  const audiences = typeof aud === 'string' ? [aud] : aud;
  const isMeant = matching.some((credential) => credential.audiences.some((one) => audiences.includes(one)));
  return isMeant ? undefined : entraErrors.audience(audiences.join(', '));
}

function renderTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('Z', '0000Z');
}
