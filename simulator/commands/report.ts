import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { formatDuration } from '../../lib/base/time.ts';
import { listDecisions, renderContents, renderPage } from '../face/index.ts';
import type { HubView, SimulationResult } from '../face/index.ts';
import type { StepRecord } from '../scenarios/index.ts';

/** Writes logs, summaries, `result.json` and `index.html` of a played scenario. */
export async function writeReport(
  folder: string,
  result: SimulationResult,
  records: readonly StepRecord[],
  hub: HubView,
): Promise<void> {
  await Promise.all(['logs', 'summaries'].map((name) => mkdir(join(folder, name), { recursive: true })));
  const files = records.flatMap(({ action, result: step }, at) => {
    const name = `${String(at + 1).padStart(2, '0')}-${action}`;
    return [
      [`logs/${name}.log`, `${step.log.join('\n')}\n`] as const,
      [`summaries/${name}.md`, step.summary] as const,
    ];
  });
  const all = [
    ...files,
    ['result.json', `${JSON.stringify(result, undefined, 2)}\n`] as const,
    ['index.html', renderPage(result, records, hub)] as const,
  ];
  await Promise.all(all.map(([name, text]) => writeFile(join(folder, name), text)));
}

/** What a person is told when a scenario has ended. */
export function renderEnding(folder: string, result: SimulationResult): string {
  const promotions = result.promotions.map(
    ({ quarantine, live, record }) => `  ${quarantine}\n    → ${live}\n    record ${record}`,
  );
  return [
    '\nRegistries',
    ...Object.entries(result.registries).map(([host, contents]) => renderContents(host, contents)),
    '\nDecisions',
    ...(result.decisions.length === 0 ? ['  (none)'] : listDecisions(result.decisions)),
    '\nPromotions',
    ...(promotions.length === 0 ? ['  (none)'] : promotions),
    '',
    result.error === undefined ? `Done in ${formatDuration(result.durationMs)}.` : `Failed: ${result.error}`,
    `Look at ${resolve(folder, 'index.html')}\n`,
  ].join('\n');
}
