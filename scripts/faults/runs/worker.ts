import { trustWorlds } from '../play/trust.ts';
import { openFaultWorld } from '../world/fault-world.ts';
import { openGround, playCase } from './fault-case.ts';
import type { CaseGround } from './fault-case.ts';
import type { FromWorker, ToWorker } from './lanes.ts';

// A process of worlds: `node worker.ts WORLDS`, asked over its IPC channel.
const worlds = await Promise.all(Array.from({ length: Number(process.argv[2]) }, () => openFaultWorld()));
await trustWorlds(worlds);

const free: CaseGround[] = [];
process.on('message', (message: ToWorker) => void answer(message));
for (const world of worlds) {
  free.push(await openGround(world));
  say({ ready: true });
}

async function answer(message: ToWorker): Promise<void> {
  if (message === 'end') return close();
  const ground = free.pop();
  if (ground === undefined) throw new Error('more cases than worlds');
  const result = await playCase(ground, message.seed, message.index);
  free.push(ground);
  say({ result });
}

async function close(): Promise<void> {
  await Promise.all(worlds.map((world) => world.close()));
  process.exit();
}

function say(message: FromWorker): void {
  process.send?.(message);
}
