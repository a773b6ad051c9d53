import { setImmediate as turn } from 'node:timers/promises';
import { live, quarantine } from '../../../simulator/estate/index.ts';
import { passGate } from '../gate/gate.ts';
import { readInventory } from '../law/inventory.ts';
import { listRecords } from '../law/records.ts';
import { findUnfinished, findWrongs, openSides } from '../law/wrongs.ts';
import { playBundle } from '../play/bundle.ts';
import { openFaultWorld } from '../world/fault-world.ts';
import { orderPromotion } from '../world/orders.ts';
import { seedImages } from './images.ts';
import { throttleRegistry } from './throttle.ts';
import type { Answer, Memory, Question, Verdict } from './types.ts';

// The simulator as a process of its own: `node --expose-gc simulator.ts IMAGES`, asked over its IPC channel.
const world = await openFaultWorld();
const { faults, gateway } = world.simulation;
const repository = 'workload/load';
const digests = await seedImages(openSides(world.simulation).source, world.simulation.world, {
  repository,
  count: Number(process.argv[2]),
});
for (const digest of digests)
  await passGate(world.simulation, `${quarantine.loginServer}/${repository}@${digest}`);
const countThrottled = throttleRegistry(faults, live.loginServer);
let imports = 0;
gateway.onRequest(({ method, path }) => {
  if (method === 'POST' && path.endsWith('/importImage')) imports += 1;
});
process.on('message', (question: Question) => void answer(question));
say({ kind: 'ready' });

async function answer(question: Question): Promise<void> {
  switch (question.kind) {
    case 'promote':
      return promote(question.index, question.tag);
    case 'memory': {
      say({ kind: 'memory', memory: await readMemory() });
      return;
    }
    case 'verdict': {
      say({ kind: 'verdict', verdict: await judge() });
      return;
    }
    case 'end':
      await world.close();
      process.exit();
  }
}

async function promote(index: number, tag: string): Promise<void> {
  const image = `${quarantine.loginServer}/${repository}@${digests[index] ?? ''}`;
  const { exitCode, errors, outputs } = await playBundle(world, orderPromotion(world.run, image, tag));
  const { 'promotion-digest': record = '', status = '' } = outputs;
  say({ kind: 'promoted', index, exitCode, errors, record, status });
}

async function readMemory(): Promise<Memory> {
  await world.settle();
  // Twice, with turns between: what finalizers let go is only collected by the next one.
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc?.();
    await turn();
  }
  const { heapUsed, rss } = process.memoryUsage();
  return { heapBytes: heapUsed, rssBytes: rss };
}

async function judge(): Promise<Verdict> {
  const { simulation } = world;
  const records = await listRecords(openSides(simulation).shelf);
  return {
    completions: records.filter(({ record }) => record.kind === 'promotion').length,
    problems: [
      ...(await findWrongs(simulation)),
      ...(await findUnfinished(simulation)),
      ...gateway.bugs.map(({ message }) => `the simulator has a bug: ${message}`),
    ],
    lines: readInventory(simulation).length,
    throttled: countThrottled(),
    requests: simulation.requests.count,
    imports,
  };
}

function say(message: Answer): void {
  process.send?.(message);
}
