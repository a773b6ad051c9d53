import type { Benchmark, Figure } from '../../scripts/bench/types.ts';
import { passGate } from '../../scripts/faults/gate/gate.ts';
import type { RequestEntry } from '../../simulator/gateway/index.ts';
import {
  classifyRequests,
  countSignIns,
  findRepeatedChallenges,
  renderRequest,
} from '../support/requests/classify.ts';
import { withBenchWorld } from './bench-world.ts';
import type { BenchWorld } from './bench-world.ts';

const faultCount = 2;

/** What a promotion asks for, undisturbed and with two requests that are refused for the moment. */
export const bench: Benchmark = {
  title: 'requests of the promotion of an index with two platforms',
  run: async () => {
    const calm = await withBenchWorld(0, promote);
    const disturbed = await withBenchWorld(0, (world) => promote(world, () => throttle(world)));
    const list = classifyRequests(calm).map(renderRequest);
    process.stderr.write(`${list.join('\n')}\n`);
    return [...buildFigures(calm), ...buildRetryFigures(calm, disturbed)];
  },
};

async function promote(world: BenchWorld, disturb?: () => void): Promise<readonly RequestEntry[]> {
  const { outputs } = await world.play('import-image');
  await passGate(world.simulation, outputs['image'] ?? '');
  disturb?.();
  const { requests } = world.simulation;
  const start = requests.count;
  await world.play('promote-image', { image: outputs['image'] ?? '', tags: 'v1' });
  return requests.since(start);
}

function throttle({ simulation }: BenchWorld): void {
  simulation.faults.add({
    match: ({ method, path, headers }) =>
      method === 'GET' && path.includes('/_tags/') && headers.has('authorization'),
    do: { kind: 'status', status: 429, retryAfterSeconds: 0 },
    times: faultCount,
  });
}

function buildFigures(entries: readonly RequestEntry[]): readonly Figure[] {
  const classified = classifyRequests(entries);
  const { assertions, exchanges } = countSignIns(entries);
  const count = (purpose: string): number => classified.filter((each) => each.purpose === purpose).length;
  return [
    { name: 'requests', unit: 'count', samples: [entries.length] },
    { name: 'polls', unit: 'count', samples: [count('poll')] },
    { name: 'repeated without a reason', unit: 'count', samples: [count('repeated')], limit: 0 },
    {
      ...{ name: 'challenges beyond one a host and scope', unit: 'count', limit: 0 },
      samples: [findRepeatedChallenges(entries).length],
    },
    {
      ...{ name: 'assertions beyond one an exchange', unit: 'count', limit: 0 },
      samples: [assertions - exchanges],
    },
    { name: 'retries', unit: 'count', samples: [count('retry')], limit: 0 },
  ];
}

function buildRetryFigures(
  calm: readonly RequestEntry[],
  disturbed: readonly RequestEntry[],
): readonly Figure[] {
  const retries = classifyRequests(disturbed).filter(({ purpose }) => purpose === 'retry').length;
  if (retries === 0) throw new Error('the faults met no request');
  const withoutPolls = (entries: readonly RequestEntry[]): number =>
    entries.filter(({ path }) => !path.includes('/operationResults/')).length;
  return [
    { name: 'retries beyond one a refusal', unit: 'count', samples: [retries - faultCount], limit: 0 },
    {
      ...{ name: 'further requests after a refusal', unit: 'count', limit: 0 },
      samples: [withoutPolls(disturbed) - withoutPolls(calm) - faultCount],
    },
  ];
}
