import { join } from 'node:path';
import type { RunResult } from '../../../lib/action/index.ts';
import type { Log } from '../../../lib/base/log.ts';
import { formatImageReference } from '../../../lib/domain/image/index.ts';
import { compareItems, countSeverities, selectShown } from '../../../lib/domain/report/index.ts';
import type { ScanReason, ScanReport } from '../../../lib/domain/report/index.ts';
import { judgeAge, readImage } from '../../../lib/domain/scanning/index.ts';
import type { Database, ScannedImage } from '../../../lib/domain/scanning/index.ts';
import { fetchDatabase, openScanner, testScanner } from '../../../lib/tools/trivy/index.ts';
import type { Scanner } from '../../../lib/tools/trivy/index.ts';
import { annotate, buildAnnotations, readDockerfile } from './annotate.ts';
import { formatSecond, writeFiles } from './files.ts';
import type { Inputs, Outputs } from './inputs.ts';
import { scanPlatforms } from './platforms.ts';
import type { ScannedPlatform } from './platforms.ts';
import type { Deps } from './ports.ts';

/** Pulls every platform of an image, scans it, and writes down what was found and whether it can be believed. */
export async function run(inputs: Inputs, deps: Deps, log: Log): Promise<RunResult<Outputs>> {
  const startedAt = deps.clock.now();
  const scanner = await log.group('Check the scanner', () => openScanner(inputs, deps));
  log.info(renderScanner(scanner));
  const { loginServer } = await deps.management(inputs.quarantineRegistry.id).readAccount();
  const registry = deps.registry(loginServer);
  const scanned = await readImage(inputs.image, registry);
  const cacheFolder = join(deps.tempFolder, 'cache');
  const database = await log.group('Fetch the vulnerability database', () =>
    fetchDatabase(inputs.database, registry, cacheFolder),
  );
  log.info(`database of ${formatSecond(database.updatedAt)}: ${formatImageReference(database.image)}`);
  const selfTest = await log.group('Test the scanner', () => testScanner(scanner, database, deps));
  const { tempFolder } = deps;
  const plan = { shelf: registry, scanner, scanners: inputs.scanners, cacheFolder, tempFolder };
  const platforms = await scanPlatforms(scanned, { ...plan, timeoutMs: inputs.timeout }, log);
  const tested = { scanner, database, selfTest, scanned, platforms };
  return finish(buildFrame(tested, inputs, { startedAt, finishedAt: deps.clock.now() }), platforms, {
    ...{ inputs, deps, log },
  });
}

interface Tested {
  readonly scanner: Scanner;
  readonly database: Database;
  readonly selfTest: readonly ScanReason[];
  readonly scanned: ScannedImage;
  readonly platforms: readonly ScannedPlatform[];
}

type Frame = Omit<ScanReport, 'platforms'>;

function buildFrame(
  { scanner, database, selfTest, scanned, platforms }: Tested,
  inputs: Inputs,
  { startedAt, finishedAt }: { readonly startedAt: number; readonly finishedAt: number },
): Frame {
  const reasons = [...judgeAge(database, finishedAt, inputs.maxDatabaseAge), ...selfTest];
  const isComplete = reasons.length === 0 && platforms.every((platform) => platform.reasons.length === 0);
  return {
    ...{ kind: 'lazaret-scan', version: 1 },
    image: formatImageReference(scanned.image),
    digest: scanned.image.digest,
    scanner: { name: 'trivy', version: scanner.version, sha256: scanner.sha256 },
    scanners: inputs.scanners,
    database: {
      ...{ image: formatImageReference(database.image), digest: database.image.digest },
      updatedAt: formatSecond(database.updatedAt),
    },
    selfTest: selfTest.length === 0 ? 'passed' : 'failed',
    ...{ startedAt: formatSecond(startedAt), finishedAt: formatSecond(finishedAt) },
    result: isComplete ? 'complete' : 'indeterminate',
    ...{ reasons, notScanned: scanned.notScanned },
  };
}

interface Surroundings {
  readonly inputs: Inputs;
  readonly deps: Deps;
  readonly log: Log;
}

async function finish(
  frame: Frame,
  platforms: readonly ScannedPlatform[],
  { inputs, deps, log }: Surroundings,
): Promise<RunResult<Outputs>> {
  const dockerfile = await readDockerfile(inputs.dockerfile, deps.workspace, log);
  const shown = { severities: inputs.severity, isUnfixedIgnored: inputs.ignoreUnfixed };
  const itemsOf = ({ view }: ScannedPlatform) => view?.items ?? [];
  const linesOf = ({ config }: ScannedPlatform) => dockerfile?.linesOf(config) ?? new Map<string, number>();
  const files = await writeFiles(inputs.outputFolder, {
    ...{ platforms, frame, linesOf, dockerfile: dockerfile?.path },
    select: (platform) =>
      inputs.limitSeveritiesForSarif
        ? selectShown(itemsOf(platform), shown)
        : itemsOf(platform).toSorted(compareItems),
  });
  const found = platforms.flatMap((platform) =>
    selectShown(itemsOf(platform), shown).map((item) => ({ item, lines: linesOf(platform) })),
  );
  found.sort((a, b) => compareItems(a.item, b.item));
  annotate(buildAnnotations(found, { dockerfile: dockerfile?.path, max: inputs.maxAnnotations }), log);
  for (const { code, subject, reason } of frame.reasons) log.warning(`${code}: ${subject}: ${reason}`);
  return conclude(frame, { ...files, counts: countSeverities(platforms.flatMap(itemsOf)) });
}

function conclude(
  frame: Frame,
  { report, sarif, sbom, counts }: Pick<Outputs, 'report' | 'sarif' | 'sbom'> & { readonly counts: object },
): RunResult<Outputs> {
  const { result, database, scanner } = frame;
  const outputs = {
    ...{ report, sarif, sbom, result, counts: JSON.stringify(counts) },
    databaseDigest: database.digest,
    scanner: renderScanner(scanner),
  };
  const numbers = Object.entries(counts).map(([severity, count]) => `${count} ${severity}`);
  const message = `${frame.image}: scan ${result}, findings: ${numbers.join(', ')}`;
  // Whoever has no gate behind this step must see red when nobody knows what is in the image.
  return { outputs, verdict: { isFailure: result !== 'complete', message } };
}

function renderScanner({ version, sha256 }: Pick<Scanner, 'version' | 'sha256'>): string {
  return `trivy ${version} sha256:${sha256}`;
}
