import { parentPort, workerData } from 'node:worker_threads';
import * as v from 'valibot';
import { loadTarget } from './load.ts';
import { fuzz } from './run.ts';

const order = v.object({
  target: v.string(),
  progress: v.instance(SharedArrayBuffer),
  ...{ seed: v.number(), count: v.number(), from: v.number() },
});

const { target, progress, ...rest } = v.parse(order, workerData);
const begun = new Int32Array(progress);
parentPort?.postMessage(fuzz(await loadTarget(target), rest, () => void Atomics.add(begun, 0, 1)));
