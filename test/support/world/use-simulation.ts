import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { startSimulation } from '../../../simulator/simulation.ts';
import type { Simulation } from '../../../simulator/simulation.ts';
import { startOfWorld } from '../world.ts';

/**
 * A simulation in a folder of its own for a test file: `open` makes of it what the tests use, before the first; behind
 * the last it is stopped and the folder removed. Without `open` nothing is started.
 */
export function useSimulation<World extends { readonly simulation: Simulation }>(
  open: ((simulation: Simulation, folder: string) => Promise<World>) | undefined,
): () => World {
  let opened: { readonly world: World; readonly folder: string } | undefined;
  beforeAll(async () => {
    if (open === undefined) return;
    const folder = await mkdtemp(join(tmpdir(), 'lazaret-simulation-'));
    const simulation = await startSimulation({ folder: join(folder, 'state'), now: startOfWorld });
    opened = { folder, world: await open(simulation, folder) };
  }, 480_000);
  afterAll(async () => {
    await opened?.world.simulation.stop();
    if (opened !== undefined) await rm(opened.folder, { recursive: true, force: true });
  });
  return () => {
    if (opened === undefined) throw new Error('the world is there in tests and hooks alone');
    return opened.world;
  };
}
