import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { CaseResult } from './fault-case.ts';

/** Which cases are played, and how many at a time. */
export interface FaultOptions {
  readonly seed: number;
  /** Cases are begun in order until so many faults were injected. */
  readonly faults: number;
  /** Only these cases, whatever was injected. */
  readonly cases?: readonly number[];
  readonly processes: number;
  /** Worlds a process; while one waits for a poll another works. */
  readonly worlds: number;
  /** Told of each result as it comes. */
  report?(result: CaseResult): void;
}

/** What the worker is asked and answers. */
export type ToWorker = { readonly seed: number; readonly index: number } | 'end';
export type FromWorker = { readonly ready: true } | { readonly result: CaseResult };

/** Plays cases in several processes; the results are in the order of the cases. */
export async function playCases(options: FaultOptions): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = [];
  const next = createSupply(options, results);
  const workers = Array.from({ length: options.processes }, () => startWorker(options.worlds));
  try {
    await Promise.all(workers.map((worker) => feed(worker, options, { next, results })));
  } finally {
    workers.forEach((worker) => worker.kill('SIGKILL'));
  }
  return results.sort((a, b) => a.index - b.index);
}

type Supply = () => number | undefined;

function createSupply({ faults, cases }: FaultOptions, results: readonly CaseResult[]): Supply {
  let index = 0;
  return () => {
    if (cases !== undefined) return cases[index++];
    const injected = results.reduce((sum, result) => sum + result.injected.length, 0);
    return injected >= faults ? undefined : index++;
  };
}

function startWorker(worlds: number): ChildProcess {
  // Simulation, clients and world of several chains need more than the default of small machines.
  const execArgv = ['--no-warnings', '--max-old-space-size=2048'];
  return fork(join(import.meta.dirname, 'worker.ts'), [String(worlds)], { execArgv });
}

// The worker says once a world that it is ready, then answers each case.
async function feed(
  worker: ChildProcess,
  options: FaultOptions,
  { next, results }: { readonly next: Supply; readonly results: CaseResult[] },
): Promise<void> {
  const exited = new Promise<string | undefined>((resolve) => {
    worker.once('exit', (code, signal) => resolve(code === 0 ? undefined : String(code ?? signal)));
  });
  let lanes = options.worlds;
  const proceed = (): void => {
    const index = next();
    if (index !== undefined) worker.send({ seed: options.seed, index } satisfies ToWorker);
    else if ((lanes -= 1) === 0) worker.send('end' satisfies ToWorker);
  };
  worker.on('message', (message: FromWorker) => {
    if ('result' in message) {
      results.push(message.result);
      options.report?.(message.result);
    }
    proceed();
  });
  const failure = await exited;
  if (failure !== undefined) throw new Error(`a worker ended with ${failure}`);
}
