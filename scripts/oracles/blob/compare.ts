import assert from 'node:assert/strict';
import type { Bench } from '../bench/bench.ts';
import type { Judge } from '../types.ts';
import { openSimulatedBlobs } from './simulated.ts';
import type { BlobCalls, BlobTarget } from './types.ts';

/** Makes the same calls to the simulated blob service and to a foreign one; what is known to differ is named. */
export function compareBlobCalls(
  calls: readonly BlobCalls[],
  start: (bench: Bench) => Promise<BlobTarget>,
  known: Readonly<Record<string, string>>,
): Pick<Judge, 'prepare' | 'cases'> {
  const strange = Object.keys(known).filter((name) => !calls.some((each) => each.name === name));
  if (strange.length > 0) throw new Error(`no calls are named "${strange.join('", "')}"`);
  const services = new WeakMap<Bench, { readonly ours: BlobTarget; readonly theirs: BlobTarget }>();
  return {
    async prepare(bench) {
      services.set(bench, { ours: await openSimulatedBlobs(bench), theirs: await start(bench) });
    },
    cases: calls.map(({ name, make }) => {
      const reason = known[name];
      return {
        name,
        ...(reason === undefined ? {} : { known: reason }),
        async run(bench) {
          const both = services.get(bench);
          if (both === undefined) throw new Error('the blob services were not started');
          assert.deepEqual(await make(both.ours), await make(both.theirs));
        },
      };
    }),
  };
}
