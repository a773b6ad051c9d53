import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildVariables, repository } from '../estate/index.ts';
import type { Simulation } from '../simulation.ts';
import { renderConfig } from './config.ts';
import { readSuiteFiles } from './files.ts';
import type { Files } from './files.ts';

export interface SeedOrder {
  /** The folder that holds `actions/`, `dist/` and `workload/`. */
  readonly suiteFolder: string;
  /** Files that replace those of the suite; `null` leaves one out. */
  readonly files?: Files;
  /** The VEX documents that `lazaret.yaml` names. */
  readonly vex?: readonly string[];
  /** `<version> <sha256>` of the scanners that the runners have, one a line. */
  readonly trivyAllowed?: string;
}

/**
 * Begins the simulated repository with what this suite has committed: workflows, actions with their bundles, workload,
 * policy, and `lazaret.yaml` with the keys of the world's vault. Answers the commit of main.
 */
export async function seedRepository(simulation: Simulation, order: SeedOrder): Promise<string> {
  const { suiteFolder, files = {}, trivyAllowed = '', vex = [] } = order;
  const { hub } = simulation.github;
  const suite = await readSuiteFiles(suiteFolder);
  const config = await readFile(join(suiteFolder, 'lazaret.yaml'), 'utf8');
  const found = hub.findRepository(repository.fullName);
  if (found !== undefined) found.vars = { ...buildVariables(trivyAllowed) };
  return hub.commit(repository.fullName, {
    branch: 'main',
    message: 'Start the repository',
    author: 'platform-engineer',
    files: {
      'README.md': '# The simulated repository\n',
      ...suite,
      'lazaret.yaml': renderConfig(config, simulation, vex),
      ...files,
    },
  });
}
