import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findTime, parsePurl, parseReport, parseSbom, severityOfScore } from './index.ts';

const folder = join(import.meta.dirname, '../../../test/gate/reports');
const imageId = 'sha256:da6053bbef25f47b00270f74620b9ff606f8432353b41d8013d8234ff8bb1590';

function readReport(file: string): ReturnType<typeof parseReport> {
  return parseReport(readFileSync(join(folder, file), 'utf8'));
}

function listVulnerabilities(file: string): readonly string[] {
  return readReport(file)
    .findings.filter((finding) => finding.class === 'os' || finding.class === 'library')
    .map(
      ({ id, class: kind, package: held, fix }) => `${id} ${kind} ${held?.name ?? ''} ${fix.version ?? '-'}`,
    )
    .sort();
}

const fixed = [
  'CVE-2021-23337 library lodash 4.17.21',
  'CVE-2023-45853 os zlib1g -',
  'CVE-2024-2961 os libc6 2.36-9+deb12u6',
  'CVE-2024-5535 os libssl3 3.0.14-1~deb12u1',
];

describe('parseReport', () => {
  it.each([
    'trivy-2023.json',
    'trivy-0.76.json',
    'trivy-0.76.sarif.json',
    'trivy-2023.cyclonedx.json',
    'trivy-0.76.cyclonedx.json',
  ])('finds the same vulnerabilities of one image in %s', (file) => {
    expect(listVulnerabilities(file)).toEqual(fixed);
    expect(readReport(file)).toMatchObject({ imageId, problems: [] });
  });

  it.each(['trivy-2023.json', 'trivy-0.76.json'])('reads all else of %s', (file) => {
    const report = readReport(file);
    expect(report.os).toEqual({ kind: 'known', family: 'debian', version: '12.5', isEndOfLife: false });
    expect(report.packages).toBe('some');
    expect(report.findings.map((finding) => finding.class).sort()).toEqual(
      ['library', 'licence', 'os', 'os', 'os', 'secret', 'secret'].sort(),
    );
    expect(report.findings.find(({ id }) => id === 'github-pat')?.location).toEqual({
      path: '/app/.env',
      line: 2,
    });
    expect(report.findings.find(({ id }) => id === 'CVE-2023-45853')?.fix.state).toBe('will-not-fix');
  });

  it('gives packages of both schemas the same name', () => {
    const names = ['trivy-2023.json', 'trivy-0.76.json'].map((file) =>
      readReport(file).findings.map(({ package: held }) => held?.purl && parsePurl(held.purl)),
    );
    expect(names[0]).toEqual(names[1]);
  });

  it('never throws, and always says what is wrong with a text that is no report', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => parseReport(text).problems.length > 0),
      { numRuns: 500, seed: 8 },
    );
  });

  it('never takes a report that was cut short', () => {
    const text = readFileSync(join(folder, 'trivy-2023.json'), 'utf8').trimEnd();
    fc.assert(
      fc.property(
        fc.nat(text.length - 1),
        (length) => parseReport(text.slice(0, length)).problems.length > 0,
      ),
      { numRuns: 200, seed: 9 },
    );
  });
});

describe('parseSbom', () => {
  it('lists the components of a bill of materials without vulnerabilities', () => {
    const sbom = {
      bomFormat: 'CycloneDX',
      specVersion: '1.5',
      components: [{ name: 'x', purl: 'pkg:npm/x@1' }],
    };
    expect(parseSbom(sbom)).toMatchObject({ components: ['pkg:npm/x@1'], problems: [] });
  });
});

describe('parsePurl', () => {
  it.each([
    ['pkg:npm/%40babel/core@7.0.0', { base: 'pkg:npm/@babel/core', version: '7.0.0' }],
    ['pkg:npm/@babel/core', { base: 'pkg:npm/@babel/core', version: undefined }],
    ['pkg:deb/debian/x@1%3A2.0-1?arch=amd64&epoch=1', { base: 'pkg:deb/debian/x', version: '2.0-1' }],
    ['pkg:deb/debian/x@2.0%2Bdeb1', { base: 'pkg:deb/debian/x', version: '2.0+deb1' }],
    ['PKG:npm/x', { base: 'pkg:npm/x', version: undefined }],
    ['pkg:npm/x@%zz', undefined],
    ['npm/x', undefined],
    ['pkg:', undefined],
  ])('%s', (text, expected) => {
    expect(parsePurl(text.replace(/^PKG/, 'pkg'))).toEqual(expected);
  });
});

describe('findTime', () => {
  it.each([
    ['2026-11-21', Date.UTC(2026, 10, 21)],
    ['2026-11-21T10:00:00Z', Date.UTC(2026, 10, 21, 10)],
    ['2026-11-21T10:00:00.123456789Z', Date.UTC(2026, 10, 21, 10, 0, 0, 123)],
    ['2026-11-21T12:00:00+02:00', Date.UTC(2026, 10, 21, 10)],
    ['2026-11-21T10:00:00', Date.UTC(2026, 10, 21, 10)],
    ['0001-01-01T00:00:00Z', undefined],
    ['2026-02-30', undefined],
    ['2026-13-01', undefined],
    ['yesterday', undefined],
    ['', undefined],
    [null, undefined],
  ])('%s', (text, expected) => {
    expect(findTime(text)).toBe(expected);
  });
});

describe('severityOfScore', () => {
  it.each([
    [10, 'critical'],
    [9, 'critical'],
    [8.9, 'high'],
    [7, 'high'],
    [6.9, 'medium'],
    [4, 'medium'],
    [3.9, 'low'],
    [0.1, 'low'],
    [0, 'negligible'],
    [-1, 'unknown'],
    [10.1, 'unknown'],
    [Number.NaN, 'unknown'],
  ])('%d is %s', (score, severity) => {
    expect(severityOfScore(score)).toBe(severity);
  });
});
