import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { renderConfig } from '../../../simulator/seed/index.ts';
import type { Simulation } from '../../../simulator/simulation.ts';
import { suiteFolder } from '../suite-folder.ts';

const timed = ['quarantine', 'production'] as const;

/**
 * The project's own rules with the keys of the world's vault. The policy lets everything be some years old: these
 * worlds wait for hours by their own clock, again and again.
 */
export async function readRuleFiles(simulation: Simulation): Promise<Readonly<Record<string, string>>> {
  const [config, policy] = await Promise.all(
    ['lazaret.yaml', 'gate.yaml'].map((name) => readFile(join(suiteFolder, name), 'utf8')),
  );
  const document = parseDocument(policy ?? '');
  for (const environment of timed)
    for (const name of ['database', 'scan', 'kev', 'epss'])
      document.setIn(['environments', environment, 'freshness', name], '999d');
  document.set('waivers', document.createNode([]));
  return { 'lazaret.yaml': renderConfig(config ?? '', simulation), 'gate.yaml': document.toString() };
}
