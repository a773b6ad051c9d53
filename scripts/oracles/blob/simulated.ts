import { createBlobs } from '../../../simulator/azure/blob/index.ts';
import type { SasPermission } from '../../../simulator/azure/blob/index.ts';
import type { Bench } from '../bench/bench.ts';
import { openCaller } from '../bench/http.ts';
import type { BlobTarget } from './types.ts';

const hourMs = 3600_000;
const letters: readonly SasPermission[] = ['r', 'a', 'c', 'w'];

/** A URL of the simulated storage account; the world knows its blobs by name, whoever opened them. */
export function signUrl({ simulation }: Bench, name: string, permissions: string, validMs = hourMs): string {
  const granted = letters.filter((letter) => permissions.includes(letter));
  return createBlobs(simulation.world).signedUrl({ container: 'container', name }, granted, validMs);
}

/** The simulated storage account through the door of the world. */
export async function openSimulatedBlobs(bench: Bench): Promise<BlobTarget> {
  const { call: send, close } = await openCaller(bench.simulation);
  bench.atEnd(async () => close());
  return {
    send(name, permissions, { query, ...call }) {
      const url = signUrl(bench, name, permissions);
      return send(query === undefined ? url : `${url}&${query}`, call);
    },
  };
}
