import { Worker } from 'node:worker_threads';
import type { FuzzOrder, FuzzSummary } from './run.ts';

const pollMs = 500;

/** What a thread that fuzzes is given. */
interface Order extends FuzzOrder {
  /** The URL of the file that exports the target. */
  readonly target: string;
  /** Where the thread writes how many mutants it has begun. */
  readonly progress: SharedArrayBuffer;
}

/**
 * Fuzzes in a thread of its own. One mutant that takes longer than `hangMs` cannot be waited for: the thread is ended,
 * and the mutant is the violation.
 */
export async function fuzzWatched(target: string, order: FuzzOrder, hangMs: number): Promise<FuzzSummary> {
  const progress = new SharedArrayBuffer(4);
  const workerData: Order = { ...order, target, progress };
  const worker = new Worker(new URL('thread.ts', import.meta.url), { workerData });
  const hang = watch(new Int32Array(progress), hangMs);
  try {
    const summary = new Promise<FuzzSummary>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    const begun = await Promise.race([summary, hang.promise]);
    return typeof begun === 'number' ? describeHang(order, begun) : begun;
  } finally {
    hang.stop();
    await worker.terminate();
  }
}

interface Watch {
  /** How many mutants were begun when nothing more happened. */
  readonly promise: Promise<number>;
  stop(): void;
}

function watch(progress: Int32Array, hangMs: number): Watch {
  const { promise, resolve } = Promise.withResolvers<number>();
  let [last, since] = [-1, performance.now()];
  const timer = setInterval(() => {
    const begun = Atomics.load(progress, 0);
    // Loading comes first, and takes as long as the machine is busy.
    if (begun === 0 || begun !== last) [last, since] = [begun, performance.now()];
    else if (performance.now() - since > hangMs) resolve(begun);
  }, pollMs);
  return { promise, stop: () => clearInterval(timer) };
}

function describeHang({ from }: FuzzOrder, begun: number): FuzzSummary {
  const violations = [`mutant ${from + Math.max(0, begun - 1)}: came to no end`];
  return { count: begun, parsed: 0, passed: 0, slowestMs: Infinity, violations };
}
