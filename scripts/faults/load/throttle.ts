import type { FaultTap, RequestInfo } from '../../../simulator/gateway/index.ts';

/** A limit of operations, refilled evenly; as much as `burstSeconds` bring may be used at once. */
interface Bucket {
  readonly perMinute: number;
  tokens: number;
  filledAt: number;
}

export interface RegistryLimits {
  readonly readsPerMinute: number;
  readonly writesPerMinute: number;
}

/**
 * Half of what a Premium registry allows (https://learn.microsoft.com/azure/container-registry/container-registry-skus:
 * 10,000 reads and 2,000 writes a minute), so that a small machine reaches them too.
 */
export const halfOfPremium: RegistryLimits = { readsPerMinute: 5_000, writesPerMinute: 1_000 };

const burstSeconds = 2;

/** Lets a registry answer 429 with `Retry-After` beyond its limits; answers how often it did. */
export function throttleRegistry(
  faults: FaultTap,
  registry: string,
  limits: RegistryLimits = halfOfPremium,
): () => number {
  const reads = openBucket(limits.readsPerMinute);
  const writes = openBucket(limits.writesPerMinute);
  let throttled = 0;
  const match = ({ host, method }: RequestInfo): boolean => {
    if (host !== registry || take(method === 'GET' || method === 'HEAD' ? reads : writes)) return false;
    throttled += 1;
    return true;
  };
  const refusal = { kind: 'status', status: 429, retryAfterSeconds: 1 } as const;
  faults.add({ match, do: refusal, times: Infinity });
  return () => throttled;
}

function openBucket(perMinute: number): Bucket {
  return { perMinute, tokens: (perMinute / 60) * burstSeconds, filledAt: performance.now() };
}

function take(bucket: Bucket): boolean {
  const now = performance.now();
  const perSecond = bucket.perMinute / 60;
  const filled = bucket.tokens + ((now - bucket.filledAt) / 1000) * perSecond;
  bucket.tokens = Math.min(perSecond * burstSeconds, filled);
  bucket.filledAt = now;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}
