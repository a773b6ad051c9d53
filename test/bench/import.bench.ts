import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Benchmark } from '../../scripts/bench/types.ts';
import { root } from '../support/repository.ts';
import { withBenchWorld } from './bench-world.ts';
import type { BenchWorld } from './bench-world.ts';

const lockFile = 'images.lock.yaml';
const rounds = 3;
const maxRatio = 0.25;

/** How much eight imports at a time gain, each as slow as Azure's. */
export const bench: Benchmark = {
  title: 'importing the 8 images of the lock file with the latencies of Azure',
  run: () =>
    withBenchWorld(1, async (world) => {
      await copyFile(join(root, lockFile), join(world.workspace, lockFile));
      const empty = world.simulation.world.snapshot();
      const importAll = async (parallel: string): Promise<number> => {
        await world.simulation.imports.settled();
        world.simulation.world.restore(empty);
        return measure(world, parallel);
      };
      const samples: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const together = await importAll('8');
        samples.push(together / (await importAll('1')));
      }
      const reference = 'one after the other';
      return [{ name: '8 at a time', unit: 'ratio', reference, samples, limit: maxRatio }];
    }),
};

async function measure(world: BenchWorld, parallel: string): Promise<number> {
  const { outputs, durationMs } = await world.play('import-image', {
    ...{ image: undefined, 'lock-file': lockFile, parallel },
  });
  const rows: unknown = JSON.parse(outputs['results'] ?? '');
  if (outputs['status'] !== 'imported' || !Array.isArray(rows) || rows.length !== 8)
    throw new Error(`expected 8 imports: ${outputs['results'] ?? ''}`);
  return durationMs;
}
