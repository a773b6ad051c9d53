import type { HttpClient } from '@azure/core-rest-pipeline';
import { isSafeMethod, retry } from '../../base/retry.ts';
import type { RetryPolicy, RetryPorts } from '../../base/retry.ts';
import { attemptRequest } from './attempt.ts';
import { defaultRetryPolicy } from './policy.ts';

/**
 * The HTTP client for an SDK whose own retry is switched off (`maxRetries: 0`): that one repeats POST after a dropped
 * reply too. This one repeats only what is safe (or what `isRepeatable` names), and any request that surely never left.
 */
export function createRetryingClient(
  inner: HttpClient,
  ports: RetryPorts,
  policy: RetryPolicy = defaultRetryPolicy,
  isRepeatable: (method: string) => boolean = isSafeMethod,
): HttpClient {
  return {
    sendRequest: (request) => {
      // Most calls of the SDKs carry no signal of their own; without one a cancelled job would wait for their reply.
      if (request.abortSignal === undefined && ports.signal !== undefined) request.abortSignal = ports.signal;
      const send = (): ReturnType<HttpClient['sendRequest']> => inner.sendRequest(request);
      return retry(() => attemptRequest(send, isRepeatable(request.method), ports.clock), policy, ports);
    },
  };
}
