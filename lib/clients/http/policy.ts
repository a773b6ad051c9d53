import type { RetryPolicy } from '../../base/retry.ts';

/** How often the clients repeat what is safe to repeat: about a minute in all, unless a server asks for more. */
export const defaultRetryPolicy: RetryPolicy = {
  maxAttempts: 6,
  baseDelayMs: 500,
  maxDelayMs: 60_000,
  deadlineMs: 180_000,
};

/** What the suite calls itself in `User-Agent`. */
export const userAgent = 'lazaret/0.1.0';
