import type { RunResult } from '../../../lib/action/index.ts';
import { formatTime } from '../../../lib/base/time.ts';
import { formatImageReference } from '../../../lib/domain/image/index.ts';
import { countSeverities } from '../../../lib/domain/report/index.ts';
import type { ScanReason, ScanReport } from '../../../lib/domain/report/index.ts';
import { judgeAge } from '../../../lib/domain/scanning/index.ts';
import type { Database, ScannedImage } from '../../../lib/domain/scanning/index.ts';
import type { Scanner } from '../../../lib/tools/trivy/index.ts';
import type { ScanFiles } from './files.ts';
import type { Inputs, Outputs } from './inputs.ts';
import type { ScannedPlatform } from './platforms.ts';

/** Everything that a scan came to know. */
export interface Tested {
  readonly scanner: Scanner;
  readonly database: Database;
  readonly selfTest: readonly ScanReason[];
  readonly scanned: ScannedImage;
  readonly platforms: readonly ScannedPlatform[];
}

/** The report without its platforms. */
export type Frame = Omit<ScanReport, 'platforms'>;

/** What was scanned with what, and whether that can be believed. */
export function buildFrame(
  { scanner, database, selfTest, scanned, platforms }: Tested,
  { scanners, maxDatabaseAge }: Pick<Inputs, 'scanners' | 'maxDatabaseAge'>,
  { startedAt, finishedAt }: { readonly startedAt: number; readonly finishedAt: number },
): Frame {
  const reasons = [...judgeAge(database, finishedAt, maxDatabaseAge), ...selfTest];
  const isComplete = reasons.length === 0 && platforms.every((platform) => platform.reasons.length === 0);
  return {
    ...{ kind: 'lazaret-scan', version: 1 },
    image: formatImageReference(scanned.image),
    digest: scanned.image.digest,
    scanner: { name: 'trivy', version: scanner.version, sha256: scanner.sha256 },
    scanners,
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

/** The outputs, and the sentence that the step ends with. */
export function conclude(
  frame: Frame,
  files: ScanFiles,
  platforms: readonly ScannedPlatform[],
): RunResult<Outputs> {
  const { result, database, scanner } = frame;
  const counts = countSeverities(platforms.flatMap(({ view }) => view?.items ?? []));
  const outputs = {
    ...{ ...files, result, counts: JSON.stringify(counts) },
    databaseDigest: database.digest,
    scanner: renderScanner(scanner),
  };
  const numbers = Object.entries(counts).map(([severity, count]) => `${count} ${severity}`);
  const message = `${frame.image}: scan ${result}, findings: ${numbers.join(', ')}`;
  // Whoever has no gate behind this step must see red when nobody knows what is in the image.
  return { outputs, verdict: { isFailure: result !== 'complete', message } };
}

/** The scanner in one line. */
export function renderScanner({ version, sha256 }: Pick<Scanner, 'version' | 'sha256'>): string {
  return `trivy ${version} sha256:${sha256}`;
}

/** RFC 3339 without fractions, as CycloneDX and SARIF readers want it. */
export function formatSecond(ms: number): string {
  return formatTime(ms).replace(/\.\d+Z$/, 'Z');
}
