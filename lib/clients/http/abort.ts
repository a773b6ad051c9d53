import type { PipelineRequest } from '@azure/core-rest-pipeline';

type AbortSignalLike = NonNullable<PipelineRequest['abortSignal']>;

/** One signal for the caller's abort and a time-out in ms (0: none); undefined when there is neither. */
export function linkAbort(caller: AbortSignalLike | undefined, timeoutMs: number): AbortSignal | undefined {
  const signals: AbortSignal[] = [];
  if (caller !== undefined) signals.push(toAbortSignal(caller));
  if (timeoutMs > 0) signals.push(AbortSignal.timeout(timeoutMs));
  return signals.length === 0 ? undefined : AbortSignal.any(signals);
}

// The SDKs also hand over look-alikes of AbortSignal, which AbortSignal.any does not take.
function toAbortSignal(caller: AbortSignalLike): AbortSignal {
  if (caller instanceof AbortSignal) return caller;
  const controller = new AbortController();
  if (caller.aborted) controller.abort();
  else caller.addEventListener('abort', () => controller.abort());
  return controller.signal;
}
