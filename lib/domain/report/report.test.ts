import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../test/support/repository.ts';
import { parseReport, parseSbom } from '../findings/index.ts';
import {
  buildCyclonedx,
  buildSarif,
  countSeverities,
  explainUncovered,
  findLayerLines,
  parseScanReport,
  renderCanonical,
  selectShown,
  viewTrivy,
} from './index.ts';
import type { TrivyView } from './index.ts';

const digest = `sha256:${'a'.repeat(64)}`;

function view(fixture: string): TrivyView {
  const checked = viewTrivy(readFileSync(join(root, 'test/fixtures/trivy', fixture), 'utf8'));
  if (!checked.ok) throw new Error(checked.problems.join('; '));
  return checked.value;
}

function sbomOf(report: TrivyView) {
  return buildCyclonedx(report, {
    ...{ name: 'registry/app', digest, imageId: digest, createdAt: '2026-11-02T00:00:00Z' },
    scannerVersion: '0.76.0',
  });
}

describe('viewTrivy', () => {
  it('sees the same in the reports of 2023 and of 2026', () => {
    const [older, newer] = [view('sample-2023.json'), view('sample-0.76.0.json')];
    const facts = ({ items }: TrivyView) =>
      items
        .filter(({ kind }) => kind === 'vulnerability')
        .map(({ id, severity, packageName, installedVersion, fixedVersion, diffId }) =>
          [id, severity, packageName, installedVersion, fixedVersion, diffId].join(' '),
        )
        .sort();
    expect(facts(older)).toEqual(facts(newer));
    expect(older.packages.map(({ name, version }) => `${name} ${version}`).sort()).toEqual(
      newer.packages.map(({ name, version }) => `${name} ${version}`).sort(),
    );
    expect([older.scannerVersion, newer.scannerVersion]).toEqual([undefined, '0.76.0']);
  });

  it.each(['', '{}', '[]', '{"SchemaVersion":3}', '{"SchemaVersion":2,"Results":[{}]}'])(
    'refuses %j',
    (text) => {
      expect(viewTrivy(text).ok).toBe(false);
    },
  );
});

describe('selectShown', () => {
  it('narrows by severity and fix, worst first', () => {
    const { items } = view('sample-0.76.0.json');
    const shown = selectShown(items, { severities: ['critical', 'medium'], isUnfixedIgnored: true });
    expect(shown.map(({ id }) => id)).toEqual(['CVE-2024-5535', 'CVE-2023-2650']);
    expect(countSeverities(items)).toEqual({ critical: 1, high: 4, medium: 1, low: 2, unknown: 0 });
  });
});

describe('buildCyclonedx', () => {
  it('lists every package with the package URL that the newer report has', () => {
    const purls = (report: TrivyView) => parseSbom(sbomOf(report)).components.toSorted();
    const newer = purls(view('sample-0.76.0.json'));
    expect(newer).toHaveLength(4);
    expect(purls(view('sample-2023.json')).map(dropArchitecture)).toEqual(newer.map(dropArchitecture));
  });

  it('gives each component a reference of its own', () => {
    const { packages, ...rest } = view('sample-0.76.0.json');
    const twice = sbomOf({ ...rest, packages: [...packages, ...packages] });
    const references = [...renderCanonical(twice).matchAll(/"bom-ref":"([^"]+)"/g)].map(([, ref]) => ref);
    expect(new Set(references).size).toBe(references.length);
  });
});

describe('explainUncovered', () => {
  const whole = view('sample-0.76.0.json');
  const [first] = whole.packages;
  if (first === undefined) throw new Error('no package');

  it.each(['sample-0.76.0.json', 'sample-2023.json'])('has nothing against the SBOM of %s', (fixture) => {
    expect(explainUncovered(view(fixture), sbomOf(view(fixture)))).toBeUndefined();
  });

  it('names a package that the report lists and the SBOM lacks', () => {
    const less = sbomOf({ ...whole, packages: whole.packages.slice(1) });
    expect(explainUncovered(whole, less)).toBe(`its SBOM lacks ${first.name}@${first.version}`);
    expect(explainUncovered({ ...whole, items: [] }, less)).toBeDefined();
  });

  it('names a package that the report has a vulnerability in, though it does not list it', () => {
    const less = { ...whole, packages: [] };
    const names = whole.items.flatMap(({ packageName = [] }) => packageName);
    expect(explainUncovered(less, sbomOf(less))).toContain(names[0]);
  });

  it('tells packages of one name apart by their package URL', () => {
    const other = { ...first, purl: `pkg:pypi/${first.name}@${first.version}` };
    const sbom = sbomOf({ ...whole, packages: [other, ...whole.packages.slice(1)] });
    expect(explainUncovered(whole, sbom)).toBeDefined();
    const unnamed = { ...first, purl: undefined };
    expect(explainUncovered({ ...whole, items: [], packages: [unnamed] }, sbom)).toBeUndefined();
  });

  it.each([undefined, '{}', [], { components: [{}] }])('misses everything in %j', (sbom) => {
    expect(explainUncovered(whole, sbom)).toContain('more');
  });
});

describe('buildSarif', () => {
  const { items } = view('sample-0.76.0.json');
  const lines = new Map(items.flatMap(({ diffId }) => (diffId === undefined ? [] : [[diffId, 7] as const])));
  const platform = { platform: 'linux/amd64', image: `app@${digest}`, items, lines, isComplete: true };
  const log = buildSarif([platform], {
    ...{ scannerVersion: '0.76.0', dockerfile: 'app/Dockerfile', finishedAt: '2026-11-02T00:00:00Z' },
  });

  it('is read back with the same findings', () => {
    const report = parseReport(JSON.stringify(log));
    expect(report.problems).toEqual([]);
    expect(report.findings.map(({ id, severity }) => `${id} ${severity}`).sort()).toEqual(
      items.map(({ id, severity }) => `${id} ${severity}`).sort(),
    );
  });

  it('points at the line of the Dockerfile', () => {
    expect(JSON.stringify(log)).toContain('"uri":"app/Dockerfile"},"region":{"startLine":7');
  });

  it('keeps hostile names inside their place', () => {
    const [first] = items;
    if (first === undefined) throw new Error('no item');
    const hostile = {
      ...first,
      path: '../../etc/\u0000pass wd\ud800',
      title: 'a\n::error::b',
      diffId: undefined,
    };
    const text = JSON.stringify(
      buildSarif([{ ...platform, items: [hostile] }], {
        ...{ scannerVersion: '', dockerfile: undefined, finishedAt: '2026-11-02T00:00:00Z' },
      }),
    );
    expect(text).toContain('"uri":"etc/%00pass%20wd%EF%BF%BD"');
    expect(text).not.toMatch(/"message":\{"text":"[^"]*\\n/);
  });
});

describe('findLayerLines', () => {
  const steps = [
    { line: 1, keyword: 'FROM' },
    { line: 2, keyword: 'RUN' },
    { line: 4, keyword: 'FROM' },
    { line: 5, keyword: 'ARG' },
    { line: 6, keyword: 'COPY' },
    { line: 8, keyword: 'RUN' },
    { line: 9, keyword: 'USER' },
  ];
  const config = (history: readonly [text: string, isEmpty: boolean][]): string =>
    JSON.stringify({
      rootfs: { diff_ids: history.filter(([, isEmpty]) => !isEmpty).map((_, index) => `layer ${index}`) },
      history: history.map(([created_by, empty_layer]) => ({ created_by, empty_layer })),
    });

  it.each([
    ['BuildKit', ['COPY src /app # buildkit', '/bin/sh -c npm ci', 'USER 1']],
    [
      'the classic builder',
      ['/bin/sh -c #(nop) COPY dir:1 in /app ', '|1 A=1 /bin/sh -c npm ci', '/bin/sh -c #(nop)  USER 1'],
    ],
  ])('tells the lines of an image of %s', (_, [copy = '', run = '', user = '']) => {
    const lines = findLayerLines(
      config([
        ['# debian.sh', false],
        [copy, false],
        [run, false],
        [user, true],
      ]),
      steps,
    );
    expect([...lines]).toEqual([
      ['layer 0', 4],
      ['layer 1', 6],
      ['layer 2', 8],
    ]);
  });

  it.each([
    ['other instructions', config([['WORKDIR /', false]])],
    ['no history', JSON.stringify({ rootfs: { diff_ids: ['a'] } })],
    ['no JSON', '{'],
  ])('tells none with %s', (_, text) => {
    expect(findLayerLines(text, steps).size).toBe(0);
  });
});

describe('parseScanReport', () => {
  const report = {
    ...{ kind: 'lazaret-scan', version: 1, image: `app@${digest}`, digest, scanners: ['vuln'] },
    scanner: { name: 'trivy', version: '0.76.0', sha256: 'a' },
    database: { image: 'db', digest, updatedAt: '2026-11-02T00:00:00Z' },
    ...{ selfTest: 'passed', startedAt: '2026-11-02T00:00:00Z', finishedAt: '2026-11-02T00:00:01Z' },
    ...{ result: 'complete', reasons: [], notScanned: [] },
    platforms: [
      { manifest: digest, config: digest, platform: 'linux/amd64', result: 'complete', reasons: [] },
    ],
  };
  const parse = (change: object): boolean => parseScanReport(JSON.stringify({ ...report, ...change })).ok;

  it('takes a whole report', () => expect(parse({})).toBe(true));

  it.each([
    ['no platform', { platforms: [] }],
    ['a reason', { reasons: [{ code: 'SCAN_DATABASE_STALE', subject: 'db', reason: 'old' }] }],
    ['a failed self-test', { selfTest: 'failed' }],
    ['an indeterminate platform', { platforms: [{ ...report.platforms[0], result: 'indeterminate' }] }],
    ['an unknown member', { more: 1 }],
    ['another kind', { kind: 'other' }],
  ])('refuses a complete one with %s', (_, change) => {
    expect(parse(change)).toBe(false);
  });
});

function dropArchitecture(purl: string): string {
  return decodeURIComponent(purl).replace(/arch=amd64&?/, '');
}
