import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execProgram } from '../../../lib/action/exec.ts';
import { parseReport } from '../../../lib/domain/findings/index.ts';
import { buildCyclonedx, renderCanonical, viewTrivy } from '../../../lib/domain/report/index.ts';
import { parseDatabase } from '../../../lib/domain/scanning/index.ts';
import {
  examine,
  fetchDatabase,
  openScanner,
  parseAllowedTrivy,
  testScanner,
} from '../../../lib/tools/trivy/index.ts';
import type { Examination } from '../../../lib/tools/trivy/index.ts';
import { databaseTime, pushDatabase } from '../../../actions/scan-image/test/estate.ts';
import { createFakeRegistry } from '../../fakes/registry.ts';
import { itWhen } from '../../support/optional.ts';
import { root } from '../../support/repository.ts';
import { listTrivys } from '../../support/trivy.ts';
import type { RealTrivy } from '../../support/trivy.ts';

const trivys = listTrivys();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lazaret-sbom-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The view of a real report of the sample image, from which scan-image makes the SBOM. */
async function readSample(): Promise<Parameters<typeof buildCyclonedx>[0]> {
  const viewed = viewTrivy(await readFile(join(root, 'test/fixtures/trivy/sample-0.76.0.json'), 'utf8'));
  if (!viewed.ok) throw new Error(viewed.problems.join('; '));
  return viewed.value;
}

async function scanSbom(trivy: RealTrivy, sbom: string, imageId = ''): Promise<Examination> {
  const tempFolder = await mkdtemp(join(folder, 'run-'));
  const registry = createFakeRegistry('lazaretquarantine.azurecr.io');
  await pushDatabase(registry, databaseTime);
  const signal = new AbortController().signal;
  const clock = { now: () => Date.now(), sleep: async () => undefined };
  const ports = { exec: execProgram, clock, signal, tempFolder, searchPath: [] };
  const choice = { trivyPath: trivy.file, trivyAllowed: [parseAllowedTrivy(trivy.allowed)] };
  const scanner = await openScanner(choice, ports);
  const place = parseDatabase('tools/trivy-db:2');
  const database = await fetchDatabase(place, registry, join(tempFolder, 'cache'));
  expect(await testScanner(scanner, database, { tempFolder, jobFolder: tempFolder })).toEqual([]);
  const path = join(tempFolder, 'sbom.cdx.json');
  await writeFile(path, sbom);
  const { cacheFolder } = database;
  return examine(
    {
      ...{
        target: { kind: 'sbom', path, imageId },
        subject: 'linux/amd64',
        name: 'registry/app@sha256:0',
        cacheFolder,
      },
      ...{ scanners: ['vuln'], reportFile: join(tempFolder, 'report.json'), timeoutMs: 60_000 },
    },
    scanner,
  );
}

describe('an SBOM that is scanned again', () => {
  const itScans = itWhen(trivys.length > 0, 'Trivy: node scripts/setup/trivy.mjs');

  for (const trivy of trivys) {
    itScans(
      `has the findings of its image with Trivy ${trivy.version}`,
      async () => {
        const view = await readSample();
        const subject = {
          name: 'registry/app',
          digest: `sha256:${'0'.repeat(64)}`,
          imageId: view.imageId ?? '',
        };
        const facts = { createdAt: '2026-11-02T06:00:00Z', scannerVersion: trivy.version };
        const sbom = renderCanonical(buildCyclonedx(view, { ...subject, ...facts }));
        const { view: again, text, reasons } = await scanSbom(trivy, sbom, view.imageId);
        expect(reasons).toEqual([]);
        const ids = (items: readonly { readonly kind: string; readonly id: string }[]): readonly string[] =>
          [...new Set(items.flatMap(({ kind, id }) => (kind === 'vulnerability' ? [id] : [])))].sort();
        expect(ids(again?.items ?? [])).toEqual(ids(view.items));
        expect(text).not.toContain(folder);
        expect(parseReport(text ?? '').problems).toEqual([]);
        const other = await scanSbom(trivy, sbom, 'sha256:other');
        const isNamed = again?.imageId !== undefined;
        expect(other.reasons.map(({ code }) => code)).toEqual(isNamed ? ['SCAN_REPORT_MISMATCH'] : []);
      },
      240_000,
    );

    itScans(
      `that is cut off is a reason and no report with Trivy ${trivy.version}`,
      async () => {
        const { text, reasons } = await scanSbom(trivy, '{"bomFormat":"CycloneDX","specVersion":"1.5",');
        expect([text, reasons.map(({ code }) => code)]).toEqual([undefined, ['SCAN_SCANNER_FAILED']]);
      },
      240_000,
    );
  }
});
