import { isTransientStatus, parseRetryAfter } from '../../base/retry.ts';
import type { Attempt } from '../../base/retry.ts';
import type { Clock } from '../../base/time.ts';
import { isNetworkFailure, isSurelyUnsent } from './failures.ts';

interface Answer {
  readonly status: number;
  readonly headers: { get(name: string): string | undefined };
}

/**
 * One try of a request: "not now" and a broken connection are transient when the request may be sent twice,
 * or when it surely never reached the host; else the answer or the error stands.
 */
export async function attemptRequest<T extends Answer>(
  send: () => Promise<T>,
  isRepeatable: boolean,
  clock: Clock,
): Promise<Attempt<T>> {
  try {
    const response = await send();
    if (!isRepeatable || !isTransientStatus(response.status)) return { kind: 'settled', value: response };
    const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'), clock.now());
    return { kind: 'transient', concede: () => response, retryAfterMs };
  } catch (error) {
    if (!isNetworkFailure(error) || !error.isRetryable) throw error;
    if (!isRepeatable && !isSurelyUnsent(error)) throw error;
    return { kind: 'transient', concede: () => rethrow(error) };
  }
}

function rethrow(error: unknown): never {
  throw error;
}
