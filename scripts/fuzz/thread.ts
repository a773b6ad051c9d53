import { parentPort, workerData } from 'node:worker_threads';
import { fuzz } from './run.ts';
import { loadTarget } from './load.ts';
import type { Order } from './watch.ts';

// Started by watch.ts alone, in the types that it gives.
const { target, progress, ...order }: Order = workerData;
const begun = new Int32Array(progress);
parentPort?.postMessage(fuzz(await loadTarget(target), order, () => void Atomics.add(begun, 0, 1)));
