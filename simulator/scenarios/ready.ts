import { seedRepository } from '../seed/index.ts';
import type { Simulation } from '../simulation.ts';
import { refreshTools } from '../upstream/scanner-db/index.ts';
import { service } from './chapters.ts';
import { renderVexFor, vexFile } from './exceptions.ts';
import { placeBase } from './images.ts';
import { findScanner } from './scanner.ts';

/**
 * Begins the simulated repository so that its workflows can go through to a promotion: a scanner on the runners,
 * databases of today in quarantine, the base image in live, and the one finding of the service answered by VEX. Answers
 * whether this machine has a scanner.
 */
export async function seedReady(simulation: Simulation, suiteFolder: string): Promise<boolean> {
  const scanner = await findScanner(suiteFolder);
  if (scanner !== undefined) await simulation.installTool('trivy', scanner.file);
  await seedRepository(simulation, {
    ...{ suiteFolder, vex: [vexFile], trivyAllowed: scanner?.allowed ?? '' },
    files: { [vexFile]: renderVexFor({ simulation }, service) },
  });
  await refreshTools(simulation.world, simulation.registries);
  await placeBase(simulation);
  return scanner !== undefined;
}
