import type { Clock } from './time.ts';

/** How often and how long a call is repeated; data, so that it can be passed in and printed. */
export interface RetryPolicy {
  /** Attempts in all, the first included; four times as many where the server says when to come back. */
  readonly maxAttempts: number;
  /** The wait before the second attempt; it doubles from there. */
  readonly baseDelayMs: number;
  /** The longest wait between two attempts, also when the server asks for more. */
  readonly maxDelayMs: number;
  /** From the first attempt on; no attempt starts after it. */
  readonly deadlineMs: number;
}

/** What one attempt came to: an end, or something that may pass. */
export type Attempt<T> =
  | { readonly kind: 'settled'; readonly value: T }
  | {
      readonly kind: 'transient';
      /** What the caller gets when there is no further attempt: a value, or a throw. */
      readonly concede: () => T;
      readonly retryAfterMs?: number | undefined;
    };

/** Time and chance, passed in. */
export interface RetryPorts {
  readonly clock: Clock;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
  readonly signal?: AbortSignal | undefined;
}

/** Repeats `work` until it settles, or the policy or the signal ends it. */
export async function retry<T>(
  work: (attempt: number) => Promise<Attempt<T>>,
  policy: RetryPolicy,
  ports: RetryPorts,
): Promise<T> {
  const { signal } = ports;
  const end = ports.clock.now() + policy.deadlineMs;
  for (let attempt = 1; ; attempt += 1) {
    signal?.throwIfAborted();
    const outcome = await work(attempt);
    if (outcome.kind === 'settled') return outcome.value;
    const waitMs = chooseWait(attempt, outcome.retryAfterMs, policy, ports.random);
    const isLast = attempt >= countAttempts(policy, outcome.retryAfterMs);
    if (isLast || ports.clock.now() + waitMs >= end) return outcome.concede();
    await ports.clock.sleep(waitMs, signal);
  }
}

/** Whether an HTTP status says "not now": RFC 6585 section 4, RFC 9110 sections 15.6.3 to 15.6.5. */
export function isTransientStatus(status: number): boolean {
  return status === 429 || status === 502 || status === 503 || status === 504;
}

/** Whether a method may be sent again without harm by itself (RFC 9110 section 9.2.1). */
export function isSafeMethod(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}

/** A `Retry-After` value, seconds or an HTTP date, as milliseconds from `now` (RFC 9110 section 10.2.3). */
export function parseRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

// A server that says when to come back is there, and busy: then the deadline ends the attempts, and a bound far off.
function countAttempts({ maxAttempts }: RetryPolicy, retryAfterMs: number | undefined): number {
  return retryAfterMs === undefined ? maxAttempts : maxAttempts * 4;
}

/** How far clients spread out that a server told the same. */
const maxSpreadMs = 8_000;

// Full jitter on the upper half keeps parallel jobs apart. A server's own wish is never undercut below the cap; since it
// tells all of them the same, they spread out behind it, further with each attempt.
function chooseWait(
  attempt: number,
  retryAfterMs: number | undefined,
  policy: RetryPolicy,
  random: () => number,
): number {
  const full = Math.min(policy.baseDelayMs * 2 ** (attempt - 1), policy.maxDelayMs);
  if (retryAfterMs !== undefined) {
    return Math.min(retryAfterMs + random() * Math.min(full, maxSpreadMs), policy.maxDelayMs);
  }
  return full / 2 + random() * (full / 2);
}
