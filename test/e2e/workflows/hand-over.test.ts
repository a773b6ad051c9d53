import { existsSync, readdirSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from '@jest/globals';
import { quarantine } from '../../../simulator/estate/index.ts';
import { itWhen } from '../../support/optional.ts';
import { listTrivys } from '../../support/trivy.ts';
import { judge } from '../../support/world/callers.ts';
import { pushImage } from '../../support/world/images.ts';
import { readCodes, useWorkflows } from '../../support/world/workflows.ts';

const world = useWorkflows({ '.github/workflows/judge.yml': judge }, { hasScanner: true });
const itScans = itWhen(listTrivys().length > 0, 'Trivy: node scripts/setup/trivy.mjs');
const place = 'workload/victim';

function findReport(run: number): string | undefined {
  const folder = join(world().simulation.world.folder, 'artifacts', String(run));
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  const found = files.find((file) => file.endsWith('/report.json'));
  return found && join(folder, found);
}

/** Writes into the report as soon as there is one, as a scanner of the same run that was taken over can. */
function changeReport(run: number): void {
  world().simulation.faults.between(
    () => findReport(run) !== undefined,
    () => appendFile(findReport(run) ?? '', ' '),
  );
}

describe('a report that another job of the run exchanges after the scan', () => {
  itScans(
    'is refused, and nothing is signed of it',
    async () => {
      const digest = await pushImage(world().simulation, { repository: place, text: 'victim' });
      const image = `${quarantine.loginServer}/${place}@${digest}`;
      const handle = await world().start('judge.yml', { name: 'victim', image });
      changeReport(handle.id);
      const report = await handle.done;
      const ends = report.jobs.map((job) => [job.jobId, job.conclusion, readCodes(job)]);
      expect(ends).toEqual([
        ['fetch', 'success', []],
        ['scan', 'success', []],
        ['decide', 'failure', ['GATE_REPORT_DIFFERS']],
      ]);
    },
    900_000,
  );
});
