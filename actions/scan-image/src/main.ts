import { join } from 'node:path';
import type { RunResult } from '../../../lib/action/index.ts';
import type { Log } from '../../../lib/base/log.ts';
import { formatImageReference } from '../../../lib/domain/image/index.ts';
import { renderReason } from '../../../lib/domain/report/index.ts';
import { readImage } from '../../../lib/domain/scanning/index.ts';
import { fetchDatabase, openScanner, testScanner } from '../../../lib/tools/trivy/index.ts';
import { annotate, readDockerfile } from './annotate.ts';
import { writeFiles } from './files.ts';
import type { Inputs, Outputs } from './inputs.ts';
import { scanPlatforms } from './platforms.ts';
import type { Deps } from './ports.ts';
import { buildFrame, conclude, formatSecond, renderScanner } from './report.ts';
import { showFindings } from './shown.ts';

/** Scans every platform of an image, and writes down what was found and whether it can be believed. */
export async function run(inputs: Inputs, deps: Deps, log: Log): Promise<RunResult<Outputs>> {
  const startedAt = deps.clock.now();
  const scanner = await log.group('Check the scanner', () => openScanner(inputs, deps));
  log.info(renderScanner(scanner));
  const shelf = await log.group('Open what holds image and database', () => deps.openShelf());
  const scanned = await readImage(inputs.image, shelf);
  const cacheFolder = join(deps.tempFolder, 'cache');
  const database = await log.group('Fetch the vulnerability database', () =>
    fetchDatabase(inputs.database, shelf, cacheFolder),
  );
  log.info(`database of ${formatSecond(database.updatedAt)}: ${formatImageReference(database.image)}`);
  const selfTest = await log.group('Test the scanner', () => testScanner(scanner, database, deps));
  const { scanners, timeout: timeoutMs } = inputs;
  const plan = { shelf, scanner, scanners, cacheFolder, tempFolder: deps.tempFolder, timeoutMs };
  const platforms = await scanPlatforms(scanned, plan, log);
  const tested = { scanner, database, selfTest, scanned, platforms };
  const frame = buildFrame(tested, inputs, { startedAt, finishedAt: deps.clock.now() });
  const shown = showFindings(platforms, inputs, await readDockerfile(inputs.dockerfile, deps.workspace, log));
  const files = await writeFiles(inputs.outputFolder, { platforms, frame, ...shown.sarif });
  annotate(shown.annotations, log);
  for (const reason of frame.reasons) log.warning(renderReason(reason));
  return conclude(frame, files, platforms);
}
