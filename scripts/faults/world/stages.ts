import type { Snapshot } from '../../../simulator/world/index.ts';
import { passGate } from '../gate/gate.ts';
import { playBundle } from '../play/bundle.ts';
import { readImage } from '../play/whole.ts';
import type { FaultWorld } from './fault-world.ts';
import { orderBuild, orderImport, orderPromotion } from './orders.ts';
import type { Order } from './orders.ts';

/** One step of the chain and the state of the world that it starts from. */
export interface Stage {
  readonly order: Order;
  readonly before: Snapshot;
}

/** The chain's steps. */
export type StageName = 'import' | 'promote-base' | 'build' | 'promote-service';

/** Plays the chain once, undisturbed, and keeps the world before each step. */
export async function prepareStages(world: FaultWorld): Promise<Readonly<Record<StageName, Stage>>> {
  const { run, upstream } = world;
  const first = await stageOf(world, orderImport(run, upstream.reference));
  const base = await finish(world, first);
  await passGate(world.simulation, base);
  const second = await stageOf(world, orderPromotion(run, base, upstream.tag));
  await finish(world, second);
  const third = await stageOf(world, orderBuild(run));
  const service = await finish(world, third);
  await passGate(world.simulation, service);
  const fourth = await stageOf(world, orderPromotion(run, service, 'v1'));
  return { import: first, 'promote-base': second, build: third, 'promote-service': fourth };
}

async function stageOf(world: FaultWorld, order: Order): Promise<Stage> {
  return { order, before: await world.freeze() };
}

async function finish(world: FaultWorld, { order }: Stage): Promise<string> {
  return readImage(order.action, await playBundle(world, order));
}
