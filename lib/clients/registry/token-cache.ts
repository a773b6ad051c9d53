import * as v from 'valibot';
import { checkJson } from '../../base/schema.ts';
import type { Clock } from '../../base/time.ts';

/** Tokens by key, fetched once however many ask, and given up when they end. */
export interface TokenCache {
  read(key: string, atLeastMs: number): Promise<string>;
  has(key: string): boolean;
  forget(key: string): void;
}

interface Kept {
  readonly token: string;
  readonly endsAt: number;
}

/** How long a token is taken to live that does not say so (docker's token specification: 60 seconds). */
const unknownLifeMs = 60_000;

/** Keeps what `fetch` answers until its `exp` claim. */
export function createTokenCache(clock: Clock, fetch: (key: string) => Promise<string>): TokenCache {
  const kept = new Map<string, Kept>();
  const underway = new Map<string, Promise<string>>();
  const refill = async (key: string): Promise<string> => {
    const token = await fetch(key);
    kept.set(key, { token, endsAt: findExpiry(token) ?? clock.now() + unknownLifeMs });
    return token;
  };
  return {
    has: (key) => kept.has(key),
    forget: (key) => void kept.delete(key),
    read: async (key, atLeastMs) => {
      const known = kept.get(key);
      if (known !== undefined && known.endsAt - atLeastMs > clock.now()) return known.token;
      const running = underway.get(key) ?? refill(key);
      underway.set(key, running);
      return running.finally(() => underway.delete(key));
    },
  };
}

const Claims = v.object({
  exp: v.optional(v.number()),
  access: v.optional(v.array(v.object({ name: v.string(), actions: v.array(v.string()) }))),
});

/** When a JWT ends, in ms; unverified, it only saves a request. */
export function findExpiry(token: string): number | undefined {
  const exp = readClaims(token)?.exp;
  return exp === undefined ? undefined : exp * 1000;
}

/** The actions that an access token says it gives on a repository; undefined when it does not say. */
export function findGrantedActions(token: string, repository: string): readonly string[] | undefined {
  const access = readClaims(token)?.access;
  return access?.filter(({ name }) => name === repository).flatMap(({ actions }) => actions);
}

function readClaims(token: string): v.InferOutput<typeof Claims> | undefined {
  const payload = token.split('.')[1];
  if (payload === undefined) return undefined;
  const checked = checkJson(Claims, Buffer.from(payload, 'base64url').toString('utf8'));
  return checked.ok ? checked.value : undefined;
}
