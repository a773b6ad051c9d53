import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildCyclonedx, buildSarif, viewTrivy } from '../../../lib/domain/report/index.ts';
import type { TrivyView } from '../../../lib/domain/report/index.ts';

const fixtures = join(import.meta.dirname, '../../../test/fixtures/trivy');
const finishedAt = '2026-11-02T08:00:00Z';
const digest = `sha256:${'0'.repeat(64)}`;

/** What scan-image makes of a real report: by the Trivy of today, and by the one of 2023. */
export interface ScanDocuments {
  readonly name: string;
  readonly sarif: object;
  /** The same without findings. */
  readonly emptySarif: object;
  readonly sbom: object;
}

/** Builds the documents of both reports. */
export function buildScanDocuments(): Promise<readonly ScanDocuments[]> {
  return Promise.all(['sample-0.76.0.json', 'sample-2023.json'].map(buildOf));
}

async function buildOf(name: string): Promise<ScanDocuments> {
  const viewed = viewTrivy(await readFile(join(fixtures, name), 'utf8'));
  if (!viewed.ok) throw new Error(`${name}: ${viewed.problems.join('; ')}`);
  const view = viewed.value;
  const subject = { name: 'lazaretquarantine.azurecr.io/workload/app', digest, imageId: view.imageId ?? '' };
  return {
    name,
    sarif: buildLog(view),
    emptySarif: buildLog({ ...view, items: [] }),
    sbom: buildCyclonedx(view, { ...subject, createdAt: finishedAt, scannerVersion: '0.76.0' }),
  };
}

// One platform with a Dockerfile whose lines are known, one without.
function buildLog({ items }: TrivyView): object {
  const lines = new Map(items.flatMap(({ diffId }) => (diffId === undefined ? [] : [[diffId, 3] as const])));
  const image = `lazaretquarantine.azurecr.io/workload/app@${digest}`;
  const platforms = [
    { platform: 'linux/amd64', image, items, lines, isComplete: true },
    { platform: 'linux/arm64', image, items, lines: new Map<string, number>(), isComplete: false },
  ];
  return buildSarif(platforms, { scannerVersion: '0.76.0', dockerfile: 'app/Dockerfile', finishedAt });
}
