import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../../lib/base/log.ts';
import { formatTime } from '../../../lib/base/time.ts';
import type { RegistryClient } from '../../../lib/clients/registry/index.ts';
import { source } from '../../../lib/domain/evidence/index.ts';
import type { ReportEvidence, ScanEvidence } from '../../../lib/domain/evidence/index.ts';
import { computeDigest, digestHex, formatImageReference } from '../../../lib/domain/image/index.ts';
import { renderCanonical, renderReason } from '../../../lib/domain/report/index.ts';
import type { Database } from '../../../lib/domain/scanning/index.ts';
import { examine, fetchDatabase, openScanner, testScanner } from '../../../lib/tools/trivy/index.ts';
import type { Scanner } from '../../../lib/tools/trivy/index.ts';
import type { Inputs } from './inputs.ts';
import type { Deps } from './ports.ts';
import type { PlatformProof } from './proofs.ts';

const timeoutMs = 15 * 60_000;

/** Scans the signed SBOM of every platform with the database that quarantine holds now. Throws SCAN_* codes. */
export async function scanAgain(
  proofs: readonly PlatformProof[],
  quarantine: RegistryClient,
  { inputs, deps, log }: { readonly inputs: Inputs; readonly deps: Deps; readonly log: Log },
): Promise<ScanEvidence> {
  const scanner = await openScanner(inputs, deps);
  log.info(`trivy ${scanner.version} sha256:${scanner.sha256}`);
  const database = await fetchDatabase(inputs.database, quarantine, join(deps.tempFolder, 'cache'));
  const updatedAt = formatTime(database.updatedAt);
  log.info(`Database of ${updatedAt}: ${formatImageReference(database.image)}`);
  const doubts = await testScanner(scanner, database, deps);
  const reports: ReportEvidence[] = [];
  for (const proof of proofs) reports.push(await scanSbom(proof, { scanner, database }, deps));
  const finishedAt = formatTime(deps.clock.now());
  const { version, sha256 } = scanner;
  const tested = { scanner: { version, sha256 }, database: database.image.digest, reasons: doubts };
  return {
    reports,
    database: source('database', 'database', { digest: database.image.digest, value: database.updatedAt }),
    scannedAt: source('scan-time', 'scan-time', {
      digest: computeDigest(finishedAt),
      value: Date.parse(finishedAt),
    }),
    selfTest: source('self-test', 'self-test', {
      ...{ digest: computeDigest(renderCanonical(tested)), value: { passed: doubts.length === 0 } },
    }),
  };
}

interface Means {
  readonly scanner: Scanner;
  readonly database: Database;
}

async function scanSbom(
  { platform, sbom }: PlatformProof,
  { scanner, database }: Means,
  { tempFolder }: Deps,
): Promise<ReportEvidence> {
  const { digest } = platform.manifest;
  const folder = join(tempFolder, 'sboms');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${digestHex(digest)}.json`);
  const reportFile = join(folder, `${digestHex(digest)}.report.json`);
  await writeFile(path, JSON.stringify(sbom.predicate.document), { mode: 0o600 });
  const name = platform.platform;
  const order = { ...{ subject: name, name, timeoutMs, reportFile }, cacheFolder: database.cacheFolder };
  const target = { kind: 'sbom', path, imageId: platform.config } as const;
  const { text, reasons } = await examine({ ...order, target, scanners: ['vuln'] }, scanner);
  // The statement binds the report: it says which platform the SBOM is of.
  return { name, text: text ?? '', manifest: digest, doubts: reasons.map(renderReason) };
}
