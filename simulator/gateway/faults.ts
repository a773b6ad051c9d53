import type { Fault, FaultAction, FaultTap, RequestInfo, RequestMatch } from './types.ts';

/** The gateway's side of the tap. */
export interface Tap {
  readonly faults: FaultTap;
  /** The next fault for this request; it counts as used. */
  take(request: RequestInfo): FaultAction | undefined;
  /** Lets the other clients act that wait on this side of the request. */
  interleave(request: RequestInfo, side: 'before' | 'after'): Promise<void>;
}

interface Interleaved {
  readonly match: RequestMatch;
  readonly act: () => Promise<void>;
  readonly side: 'before' | 'after';
}

/** Makes a tap without faults. */
export function createTap(): Tap {
  const waiting = new Map<Fault, number>();
  const others = new Set<Interleaved>();
  return {
    faults: {
      add(fault) {
        waiting.set(fault, fault.times ?? 1);
        return () => void waiting.delete(fault);
      },
      between(match, act, side = 'before') {
        const other = { match, act, side };
        others.add(other);
        return () => void others.delete(other);
      },
      clear() {
        waiting.clear();
        others.clear();
      },
    },
    take: (request) => takeFault(waiting, request),
    async interleave(request, side) {
      for (const other of [...others]) {
        if (other.side !== side || !other.match(request)) continue;
        // Taken out first: the other client's own requests must not meet it again.
        others.delete(other);
        await other.act();
      }
    },
  };
}

function takeFault(waiting: Map<Fault, number>, request: RequestInfo): FaultAction | undefined {
  for (const [fault, left] of waiting) {
    if (!fault.match(request)) continue;
    if (left > 1) waiting.set(fault, left - 1);
    else waiting.delete(fault);
    return fault.do;
  }
  return undefined;
}
