import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import { findErrorCode } from '../../../lib/base/error-code.ts';
import type { Exec } from '../../../lib/base/exec.ts';
import { parseReport } from '../../../lib/domain/findings/index.ts';
import { computeDigest } from '../../../lib/domain/image/index.ts';
import { parseScanReport } from '../../../lib/domain/report/index.ts';
import type { ScanReport } from '../../../lib/domain/report/index.ts';
import type { Outputs } from '../src/inputs.ts';
import { renderSummary } from '../src/summary.ts';
import { databaseTime, openEstate, pushDatabase, scan } from './estate.ts';
import type { Estate } from './estate.ts';
import { createFakeTrivy } from './fake-trivy.ts';
import type { Distort } from './fake-trivy.ts';

let estate: Estate;
beforeEach(async () => {
  estate = await openEstate();
});
afterEach(() => estate.close());

async function readScan({ report }: Pick<Outputs, 'report'>): Promise<ScanReport> {
  const checked = parseScanReport(await readFile(report, 'utf8'));
  if (!checked.ok) throw new Error(checked.problems.join('; '));
  return checked.value;
}

/** The codes of all reasons, each once. */
async function reasonsOf(outputs: Outputs): Promise<readonly string[]> {
  const { reasons, platforms } = await readScan(outputs);
  return [...new Set([...reasons, ...platforms.flatMap((each) => each.reasons)].map(({ code }) => code))];
}

async function distorted(distort: Distort): Promise<readonly string[]> {
  const { exec } = await createFakeTrivy('sample-0.76.0.json', distort);
  const { outputs, isFailure } = await scan(estate, exec);
  expect([outputs.result, isFailure]).toEqual(['indeterminate', true]);
  return reasonsOf(outputs);
}

describe('scan-image', () => {
  it.each([
    ['sample-0.76.0.json', '0.76.0'],
    ['sample-2023.json', 'dev'],
  ] as const)('reports each platform by itself from %s', async (fixture, version) => {
    const { exec } = await createFakeTrivy(fixture);
    const [allowed] = estate.inputs.trivyAllowed;
    const trivyAllowed = [{ version, sha256: allowed?.sha256 ?? '' }];
    const { outputs, isFailure } = await scan(estate, exec, { trivyAllowed });
    const report = await readScan(outputs);
    expect(report.reasons).toEqual([]);
    expect([outputs.result, isFailure, report.selfTest]).toEqual(['complete', false, 'passed']);
    expect(report.platforms.map(({ platform }) => platform)).toEqual(['linux/amd64', 'linux/arm64']);
    expect(JSON.parse(outputs.counts)).toEqual({ critical: 2, high: 8, medium: 2, low: 4, unknown: 0 });
    expect(await readdir(outputs.sbom)).toHaveLength(2);
    const reader = parseReport(JSON.stringify(report.platforms[0]?.report));
    expect([reader.problems, reader.imageId]).toEqual([[], report.platforms[0]?.config]);
  });

  it('starts a copy of Trivy without proxy, credential or network, in an empty folder', async () => {
    const { exec, calls } = await createFakeTrivy('sample-0.76.0.json');
    await scan(estate, exec);
    expect(calls).toHaveLength(3);
    for (const { file, args, options } of calls) {
      expect(file).not.toBe(estate.inputs.trivyPath);
      expect(Object.keys(options.env ?? {}).sort()).toEqual(['HOME', 'LC_ALL', 'NO_COLOR', 'TMPDIR']);
      expect(await readdir(options.cwd ?? '/')).toEqual([]);
      expect(args).toEqual(expect.arrayContaining(['--skip-db-update', '--offline-scan', '--input']));
    }
  });

  it('tests the scanner once for a scanner and a database in one job', async () => {
    const first = await createFakeTrivy('sample-0.76.0.json');
    await scan(estate, first.exec);
    const second = await createFakeTrivy('sample-0.76.0.json');
    await scan(estate, second.exec);
    await pushDatabase(estate.quarantine, databaseTime + 1000);
    const third = await createFakeTrivy('sample-0.76.0.json');
    await scan(estate, third.exec);
    expect([first, second, third].map(({ calls }) => calls.length)).toEqual([3, 2, 3]);
  });

  it('shows the worst findings on their lines and narrows what is shown, not the report', async () => {
    const { exec } = await createFakeTrivy('sample-0.76.0.json');
    const { outputs, log } = await scan(estate, exec, {
      severity: ['critical'],
      limitSeveritiesForSarif: true,
    });
    expect(log.messages('warning').filter((text) => text.startsWith('CVE-'))).toEqual([
      expect.stringContaining('CVE-2024-5535 (critical) in openssl 3.0.8-1'),
    ]);
    expect(JSON.parse(outputs.counts)).toMatchObject({ high: 8 });
    const sarif = JSON.parse(await readFile(outputs.sarif, 'utf8')) as {
      runs: { results: { ruleId: string }[] }[];
    };
    expect(sarif.runs.map(({ results }) => results.map(({ ruleId }) => ruleId))).toEqual([
      ['CVE-2024-5535'],
      ['CVE-2024-5535'],
    ]);
    expect(renderSummary(outputs, estate.inputs)).toContain(outputs.databaseDigest);
  });

  it('writes the same report for the same scan', async () => {
    const { exec } = await createFakeTrivy('sample-0.76.0.json');
    const [one, two] = [await scan(estate, exec), await scan(estate, exec)];
    expect(await readFile(one.outputs.report, 'utf8')).toBe(await readFile(two.outputs.report, 'utf8'));
  });

  it('answers the digest of the report that it wrote', async () => {
    const { exec } = await createFakeTrivy('sample-0.76.0.json');
    const { outputs } = await scan(estate, exec);
    expect(outputs.reportDigest).toBe(computeDigest(await readFile(outputs.report)));
  });
});

describe('indeterminate', () => {
  it.each<readonly [string, Distort, string]>([
    [
      'the report is about another image',
      (text, isSample) => (isSample ? text : swapId(text)),
      'SCAN_REPORT_MISMATCH',
    ],
    [
      'the report is of another Trivy',
      (text, isSample) => (isSample ? text : text.replace('"0.76.0"', '"0.69.4"')),
      'SCAN_REPORT_MISMATCH',
    ],
    [
      'the report is cut off',
      (text, isSample) => (isSample ? text : text.slice(0, 3000)),
      'SCAN_REPORT_MALFORMED',
    ],
    ['there is no report', (text, isSample) => (isSample ? text : undefined), 'SCAN_REPORT_MALFORMED'],
    [
      'a planted vulnerability is not found',
      (text, isSample) => (isSample ? text.replaceAll('CVE-2021-23337', 'CVE-2021-0001') : text),
      'SCAN_SELF_TEST_FAILED',
    ],
    [
      'a clean layer has a finding',
      (text, isSample) => (isSample ? dirtyClean(text) : text),
      'SCAN_SELF_TEST_FAILED',
    ],
  ])('when %s', async (_, distort, code) => {
    expect(await distorted(distort)).toEqual([code]);
  });

  it.each([
    ['too old', databaseTime - 72 * 3_600_000, 'SCAN_DATABASE_STALE'],
    ['from the future', databaseTime + 3 * 3_600_000, 'SCAN_DATABASE_FUTURE'],
  ])('when the database is %s', async (_, time, code) => {
    await pushDatabase(estate.quarantine, time);
    expect(await distorted((text) => text)).toEqual([code]);
  });

  it.each([
    [
      'ends with an error',
      { exitCode: 1, stdout: '', stderr: 'FATAL no such thing\n' },
      'SCAN_SCANNER_FAILED',
    ],
    ['takes too long', { exitCode: 1, stdout: '', stderr: 'context deadline exceeded\n' }, 'SCAN_TIMEOUT'],
  ])('when Trivy %s', async (_, answer, code) => {
    const { exec } = await createFakeTrivy('sample-0.76.0.json');
    const failing: Exec = async (file, args, options) =>
      args.some((arg) => arg.endsWith('/sample')) ? exec(file, args, options) : answer;
    const { outputs } = await scan(estate, failing);
    expect([outputs.result, await reasonsOf(outputs)]).toEqual(['indeterminate', [code]]);
    expect(await readdir(outputs.sbom)).toEqual([]);
  });

  it('is not remembered as a passed self-test', async () => {
    await distorted((text, isSample) =>
      isSample ? text.replaceAll('CVE-2021-23337', 'CVE-2021-0001') : text,
    );
    const names = await readdir(estate.folder);
    expect(names.filter((name) => name.startsWith('lazaret-self-test'))).toEqual([]);
  });
});

describe('refusals', () => {
  const none: Exec = () => Promise.reject(new Error('nothing may be started'));

  it.each([
    [
      'another SHA-256',
      { trivyAllowed: [{ version: '0.76.0', sha256: '0'.repeat(64) }] },
      'SCAN_SCANNER_NOT_ALLOWED',
    ],
    ['no Trivy at that path', { trivyPath: '/nowhere/trivy' }, 'SCAN_SCANNER_NOT_FOUND'],
    ['an old version', { trivyAllowed: [{ version: '0.50.0', sha256: '' }] }, 'SCAN_SCANNER_NOT_ALLOWED'],
    [
      'no database',
      { database: { repository: 'tools/none', tag: '2', digest: undefined } },
      'SCAN_DATABASE_NOT_FOUND',
    ],
  ])('stop before anything is scanned: %s', async (_, change, code) => {
    await expect(scan(estate, none, change)).rejects.toMatchObject({ code });
  });

  it('stop when the tag has moved, the host is another, or the image is gone', async () => {
    const { image } = estate.inputs;
    const other = estate.quarantine.open('workload/app').tags.get('1');
    if (other !== undefined)
      other.digest = [...estate.quarantine.open('workload/app').manifests.keys()][0] ?? other.digest;
    const codes = [];
    for (const change of [
      { ...image, tag: '1' },
      { ...image, registry: 'docker.io' },
      { ...image, repository: 'workload/none' },
    ]) {
      codes.push(await scan(estate, none, { image: change }).catch(findErrorCode));
    }
    expect(codes).toEqual(['SCAN_IMAGE_TAG_MOVED', 'SCAN_IMAGE_WRONG_REGISTRY', 'SCAN_IMAGE_NOT_FOUND']);
  });

  it('stop when the database is not what Trivy publishes', async () => {
    await pushDatabase(estate.quarantine, databaseTime, Buffer.from('not a gzip'));
    await expect(scan(estate, none)).rejects.toMatchObject({ code: 'SCAN_DATABASE_MALFORMED' });
  });

  it('stop when a layer is not the one that the manifest names', async () => {
    const { exec } = await createFakeTrivy('sample-0.76.0.json');
    const { blobs } = estate.quarantine.open('workload/app');
    for (const [digest, bytes] of blobs) {
      if (String(Buffer.from(bytes)).startsWith('layer')) blobs.set(digest, Buffer.from('tampered bytes'));
    }
    await expect(scan(estate, exec)).rejects.toMatchObject({ code: 'REGISTRY_DIGEST_MISMATCH' });
  });
});

function swapId(text: string): string {
  return text.replaceAll(/"ImageID": "sha256:[0-9a-f]{64}"/g, `"ImageID": "sha256:${'a'.repeat(64)}"`);
}

// Moves one finding into the layer that has none.
function dirtyClean(text: string): string {
  const report = JSON.parse(text) as {
    Metadata: { DiffIDs: string[] };
    Results: { Vulnerabilities?: { VulnerabilityID: string; Layer: { DiffID: string } }[] }[];
  };
  const extra = report.Results.flatMap(({ Vulnerabilities }) => Vulnerabilities ?? []).at(0);
  if (extra !== undefined) extra.Layer.DiffID = report.Metadata.DiffIDs[1] ?? '';
  return JSON.stringify(report, undefined, 2);
}
