import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import type { Exec } from '../../../lib/base/exec.ts';
import { mediaTypes } from '../../../lib/domain/artifact/index.ts';
import { renderTrivyReport } from '../../../lib/domain/evidence/testing/trivy-report.ts';
import type { TestVulnerability } from '../../../lib/domain/evidence/testing/trivy-report.ts';
import { buildSnapshot, snapshotKinds } from '../../../lib/domain/snapshot/index.ts';
import { describeDatabase, renderEpss, renderKev } from '../../../simulator/upstream/scanner-db/index.ts';
import type { FakeRegistry } from '../../../test/fakes/registry.ts';
import { root } from '../../../test/support/repository.ts';
import type { Inputs } from '../src/inputs.ts';

/** A program with the command line of Trivy that answers what a test wants. */
export interface TestScanner {
  readonly path: string;
  readonly allowed: Inputs['trivyAllowed'][number];
  readonly jobFolder: string;
  exec(published: () => readonly TestVulnerability[]): Exec;
}

const program = '#!/bin/sh\n';

/** Makes the scanner; its folder goes with the tests of the file. */
export function createScanner(): TestScanner {
  const jobFolder = mkdtempSync(join(tmpdir(), 'lazaret-scanner-'));
  afterAll(() => rmSync(jobFolder, { recursive: true }));
  const path = join(jobFolder, 'trivy');
  writeFileSync(path, program);
  chmodSync(path, 0o755);
  const sha256 = createHash('sha256').update(program).digest('hex');
  // Of the sample that every scanner is tested with first.
  const sample = readFileSync(join(root, 'test/fixtures/trivy/sample-0.76.0.json'), 'utf8');
  return {
    ...{ path, jobFolder, allowed: { version: '0.76.0', sha256 } },
    exec: (published) => async (_file, args) => {
      const output = args[args.indexOf('--output') + 1] ?? '';
      const report = args[0] === 'sbom' ? renderTrivyReport(published()) : sample;
      await writeFile(output, report.replaceAll('../sample', args[args.indexOf('--input') + 1] ?? ''));
      return { exitCode: 0, stdout: '', stderr: '' };
    },
  };
}

/** Pushes the scanner's database and both snapshots, all of the hour before. */
export async function pushTools(registry: FakeRegistry, now: number): Promise<void> {
  const time = now - 3_600_000;
  const database = describeDatabase([], time);
  await push(registry, database.repository, database.tags, {
    config: { mediaType: database.configType, bytes: Buffer.from('{}') },
    layer: { mediaType: database.layerType, bytes: database.bytes },
  });
  const files = [
    ['kev', renderKev([exploited], time)],
    ['epss', renderEpss([{ id: 'CVE-2026-0001', epss: 0.1 }], time)],
  ] as const;
  for (const [name, content] of files) {
    const read = snapshotKinds[name].readDate(content.toString());
    if (!('date' in read)) throw new Error(`${name}: ${read.problem}`);
    const snapshot = buildSnapshot(snapshotKinds[name], content, read.date);
    const repository = `tools/${name}`;
    await registry.writeBlob(repository, snapshot.config);
    await registry.writeBlob(repository, snapshot.content);
    for (const tag of snapshot.tags) await registry.writeManifest(repository, { ...snapshot.manifest, tag });
  }
}

const exploited = {
  ...{ id: 'CVE-2026-0002', vendor: 'x', product: 'x', name: 'x', added: '2026-10-01', due: '2026-11-01' },
};

interface Part {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

async function push(
  registry: FakeRegistry,
  repository: string,
  tags: readonly string[],
  { config, layer }: { readonly config: Part; readonly layer: Part },
): Promise<void> {
  const describe = async ({ mediaType, bytes }: Part) => ({
    ...{ mediaType, digest: await registry.writeBlob(repository, bytes), size: bytes.length },
  });
  const manifest = {
    ...{ schemaVersion: 2, mediaType: mediaTypes.ociManifest },
    ...{ config: await describe(config), layers: [await describe(layer)] },
  };
  const bytes = Buffer.from(JSON.stringify(manifest));
  for (const tag of tags)
    await registry.writeManifest(repository, { mediaType: mediaTypes.ociManifest, bytes, tag });
}
