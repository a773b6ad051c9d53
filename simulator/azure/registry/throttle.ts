import { decodeJwt } from 'jose';
import type { World } from '../../world/types.ts';
import { readBasic, readBearer } from './access/basic.ts';
import { renderFailure } from './http/reply.ts';
import { fail } from './store/failure.ts';

/**
 * Requests a minute that one identity may send, by kind; a kind that is left out is not limited. What each SKU has:
 * https://learn.microsoft.com/azure/container-registry/container-registry-skus, "API concurrency and throttling".
 */
export interface ThrottleLimits {
  readonly readsPerMinute?: number;
  readonly writesPerMinute?: number;
  readonly deletesPerMinute?: number;
  readonly referrersPerMinute?: number;
  readonly tokensPerMinute?: number;
}

/** Counts the requests of one registry against its limits. */
export interface Throttle {
  setLimits(limits: ThrottleLimits | undefined): void;
  /** 429 with `Retry-After` when the identity has nothing left. */
  refuse(request: Request, url: URL): Response | undefined;
}

/** A bucket fills up at its rate and holds what is allowed in one minute. */
interface Bucket {
  left: number;
  at: number;
}

export function createThrottle(world: World): Throttle {
  const buckets = new Map<string, Bucket>();
  let limits: ThrottleLimits | undefined;
  return {
    setLimits(next) {
      limits = next;
      buckets.clear();
    },
    refuse(request, url) {
      if (limits === undefined) return undefined;
      const kind = findKind(request.method, url.pathname);
      const perMinute = limits[kind];
      if (perMinute === undefined) return undefined;
      const key = `${kind} ${readIdentity(request.headers.get('authorization'))}`;
      const waitMs = take(buckets, key, { perMinute, now: world.clock.now() });
      return waitMs === 0 ? undefined : renderTooMany(world, waitMs);
    },
  };
}

/** Takes one request out of a bucket, or answers how long until there is one. */
function take(
  buckets: Map<string, Bucket>,
  key: string,
  { perMinute, now }: { readonly perMinute: number; readonly now: number },
): number {
  const bucket = buckets.get(key) ?? { left: perMinute, at: now };
  buckets.set(key, bucket);
  const perMs = perMinute / 60_000;
  bucket.left = Math.min(perMinute, bucket.left + (now - bucket.at) * perMs);
  bucket.at = now;
  if (bucket.left < 1) return perMs === 0 ? 60_000 : (1 - bucket.left) / perMs;
  bucket.left -= 1;
  return 0;
}

function findKind(method: string, path: string): keyof ThrottleLimits {
  if (path.startsWith('/oauth2/')) return 'tokensPerMinute';
  if (method === 'DELETE') return 'deletesPerMinute';
  if (method !== 'GET' && method !== 'HEAD') return 'writesPerMinute';
  return /^\/v2\/.+\/referrers\/[^/]+$/.test(path) ? 'referrersPerMinute' : 'readsPerMinute';
}

// What the token claims is enough to count by; whether it is valid is the gate's business.
function readIdentity(header: string | null): string {
  const bearer = readBearer(header);
  if (bearer === undefined) return readBasic(header)?.user ?? 'nobody';
  try {
    return decodeJwt(bearer).sub ?? 'nobody';
  } catch {
    return 'nobody';
  }
}

function renderTooMany(world: World, waitMs: number): Response {
  const retryAfter = String(Math.max(1, Math.ceil(waitMs / 1000)));
  const failure = fail(429, 'TOOMANYREQUESTS', 'too many requests');
  return renderFailure(world, failure, { 'retry-after': retryAfter });
}
