import { join } from 'node:path';
import type { StepWatch } from '../../../simulator/runner/index.ts';
import { suiteFolder } from '../suite-folder.ts';
import type { FaultWorld } from '../world/fault-world.ts';
import type { Order } from '../world/orders.ts';
import type { Ending } from './types.ts';

/** Runs the committed bundle of an action in a process of its own, as the runner does. */
export async function playBundle(
  { simulation }: Pick<FaultWorld, 'simulation'>,
  { action, job, with: inputs }: Order,
  watch: StepWatch = {},
): Promise<Ending> {
  const step = { action: join(suiteFolder, 'actions', action), with: inputs };
  const { exitCode, outputs, annotations, log } = await simulation.host.runStep(step, job, watch);
  const errors = annotations.filter(({ level }) => level === 'error').map(({ message }) => message);
  return { exitCode, outputs, errors, lines: log };
}
