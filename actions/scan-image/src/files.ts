import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { computeDigest, formatImageReference } from '../../../lib/domain/image/index.ts';
import type { Digest } from '../../../lib/domain/image/index.ts';
import {
  buildCyclonedx,
  buildSarif,
  renderCanonical,
  renderScanReport,
} from '../../../lib/domain/report/index.ts';
import type { LayerLines, PlatformScan, ReportItem, ScanReport } from '../../../lib/domain/report/index.ts';
import type { ScannedPlatform } from './platforms.ts';

/** Where the results lie. */
export interface ScanFiles {
  readonly report: string;
  /** Of what was written into the report, which names each SBOM by its own. */
  readonly reportDigest: Digest;
  readonly sarif: string;
  readonly sbom: string;
}

/** What the files are made of. */
export interface ScanFacts {
  readonly platforms: readonly ScannedPlatform[];
  /** The report without its platforms. */
  readonly frame: Omit<ScanReport, 'platforms'>;
  /** What the SARIF file shows of a platform. */
  select(platform: ScannedPlatform): readonly ReportItem[];
  linesOf(platform: ScannedPlatform): LayerLines;
  /** Path in the repository. */
  readonly dockerfile: string | undefined;
}

/** Writes report, SARIF and one SBOM a platform into a folder. */
export async function writeFiles(folder: string, facts: ScanFacts): Promise<ScanFiles> {
  const files = {
    report: join(folder, 'report.json'),
    sarif: join(folder, 'report.sarif'),
    sbom: join(folder, 'sbom'),
  };
  // SBOMs of another image must not stay behind as if they were of this one.
  await rm(files.sbom, { recursive: true, force: true });
  await mkdir(files.sbom, { recursive: true });
  const platforms: PlatformScan[] = [];
  for (const platform of facts.platforms) {
    platforms.push(describePlatform(platform, await writeSbom(files.sbom, platform, facts.frame)));
  }
  const report = renderScanReport({ ...facts.frame, platforms });
  await writeFile(files.report, report);
  await writeFile(files.sarif, renderCanonical(buildLog(facts)));
  return { ...files, reportDigest: computeDigest(report) };
}

function buildLog(facts: ScanFacts): object {
  const { frame, dockerfile } = facts;
  const runs = facts.platforms.map((each) => ({
    platform: each.image.platform,
    image: formatImageReference(each.reference),
    items: facts.select(each),
    lines: facts.linesOf(each),
    isComplete: each.reasons.length === 0,
  }));
  return buildSarif(runs, {
    ...{ scannerVersion: frame.scanner.version, dockerfile, finishedAt: frame.finishedAt },
  });
}

function describePlatform(
  { image, reasons, document }: ScannedPlatform,
  sbom: PlatformScan['sbom'],
): PlatformScan {
  return {
    manifest: image.manifest.digest,
    config: image.content.config.digest,
    platform: image.platform,
    result: reasons.length === 0 ? 'complete' : 'indeterminate',
    ...{ reasons, sbom, report: document },
  };
}

async function writeSbom(
  folder: string,
  { image, reference, view }: ScannedPlatform,
  { scanner, finishedAt }: Pick<ScanReport, 'scanner' | 'finishedAt'>,
): Promise<PlatformScan['sbom']> {
  if (view === undefined) return undefined;
  const document = buildCyclonedx(view, {
    name: `${reference.registry}/${reference.repository}`,
    digest: reference.digest,
    imageId: image.content.config.digest,
    ...{ createdAt: finishedAt, scannerVersion: scanner.version },
  });
  const text = renderCanonical(document);
  const file = `${reference.digest.replace(':', '-')}.cdx.json`;
  await writeFile(join(folder, file), text);
  return { file, digest: computeDigest(Buffer.from(text)) };
}
