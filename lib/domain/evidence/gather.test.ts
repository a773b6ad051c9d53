import { describe, expect, it } from '@jest/globals';
import { createFakeRegistry } from '../../../test/fakes/registry.ts';
import type { FakeRegistry } from '../../../test/fakes/registry.ts';
import { pushIndex } from '../../../test/fakes/image.ts';
import type { Json } from '../../base/canonical-json.ts';
import { UserError } from '../../base/errors/index.ts';
import { attachBundle } from '../attachment/index.ts';
import { mediaTypes } from '../artifact/index.ts';
import { parseConfig } from '../config/index.ts';
import { parsePolicy } from '../gate/index.ts';
import type { EnvironmentName } from '../gate/index.ts';
import { computeDigest } from '../image/index.ts';
import type { Digest } from '../image/index.ts';
import type { Rules } from '../rules/index.ts';
import { buildSnapshot, snapshotKinds } from '../snapshot/index.ts';
import { buildVulnerabilities, signStatement, statementKinds } from '../statement/index.ts';
import { createTestKey, trust } from '../statement/testing/keys.ts';
import type { TestKey } from '../statement/testing/keys.ts';
import { gatherEvidence, listPlatforms, readArtifact, readScanEvidence } from './index.ts';
import type { Evidence, EvidencePorts, ImagePlatform } from './index.ts';

const host = 'lazaretquarantine.azurecr.io';
const repository = 'workload/app';
const now = Date.parse('2026-11-21T10:00:00Z');
const decision = createTestKey('decision');
const forged = createTestKey('decision');

function readTestRules(requires: string): Rules {
  const text = `version: 1\nenvironments: { local: { requires: [] }, production: { requires: [${requires}] } }\n`;
  const config = parseConfig(
    `version: 1\nimages: [{ name: app, folder: app, repository: ${repository} }]\n`,
    'lazaret.yaml',
  );
  return {
    ...{ branch: 'main', commit: 'a'.repeat(40), config, vex: [], keys: trust(decision) },
    ...{ policy: parsePolicy(text, 'gate.yaml'), policyFile: { name: 'gate.yaml', text } },
  };
}

interface Asked {
  readonly quarantine: FakeRegistry;
  readonly digest: Digest;
  readonly requires?: string;
  readonly environment?: EnvironmentName;
  readonly rules?: Partial<Rules>;
}

async function gather(asked: Asked, ports: Partial<EvidencePorts> = {}): Promise<Evidence> {
  const { quarantine, digest, requires = '', environment = 'production' } = asked;
  const image = { registry: host, repository, digest };
  const artifact = await readArtifact(image, quarantine);
  const scan = { reports: [], database: undefined, scannedAt: undefined, selfTest: undefined };
  const rules = { ...readTestRules(requires), ...asked.rules };
  return gatherEvidence(
    { ...{ environment, image, artifact, rules, scan, now }, serverUrl: 'https://github.com' },
    { quarantine, history: undefined, live: undefined, note: () => undefined, ...ports },
  );
}

async function listImage(registry: FakeRegistry, digest: Digest): Promise<readonly ImagePlatform[]> {
  return listPlatforms(await readArtifact({ registry: registry.registry, repository, digest }, registry));
}

async function attach(
  client: FakeRegistry,
  platform: ImagePlatform | undefined,
  { kind, predicate, key = decision }: { kind: 'sbom' | 'vulnerabilities'; predicate: Json; key?: TestKey },
): Promise<void> {
  if (platform === undefined) throw new Error('no platform');
  const { predicateType } = statementKinds[kind];
  const subject = { name: `${client.registry}/${repository}`, digest: platform.manifest.digest };
  const bundle = await signStatement({ subject, predicateType, predicate }, key.signer);
  await attachBundle({ client, repository }, platform.manifest, bundle, predicateType);
}

function describeSbom(...purls: readonly string[]): Json {
  const components = purls.map((purl) => ({ type: 'library', name: purl, version: '1', purl }));
  const metadata = { timestamp: '2026-11-20T00:00:00Z' };
  return { bomFormat: 'CycloneDX', specVersion: '1.5', version: 1, metadata, components };
}

function describeScan(id: string, finishedAt: string): Json {
  return buildVulnerabilities({
    scanner: { uri: 'https://trivy.dev', version: '0.76.0' },
    database: { uri: 'db', version: '1', lastUpdate: finishedAt },
    result: [{ id, severity: [{ method: 'nvd', score: 'high' }] }],
    ...{ startedAt: finishedAt, finishedAt },
  });
}

describe('first-seen', () => {
  it('tells when a signed scan of any image of the repository first listed a finding', async () => {
    const quarantine = createFakeRegistry(host);
    const old = await pushIndex(quarantine, repository, 'old', '1');
    const digest = await pushIndex(quarantine, repository, 'new', '2');
    const add = async (image: Digest, id: string, at: string, key = decision) => {
      const [platform] = await listImage(quarantine, image);
      await attach(quarantine, platform, { kind: 'vulnerabilities', predicate: describeScan(id, at), key });
    };
    await add(digest, 'CVE-2026-1', '2026-11-20T00:00:00.000Z');
    await add(old, 'cve-2026-1', '2026-10-01T00:00:00.000Z');
    await add(old, 'CVE-2026-2', '2026-10-02T00:00:00.000Z');
    await add(old, 'CVE-2026-3', '2026-02-01T00:00:00.000Z', forged);
    const { facts } = await gather({ quarantine, digest });
    expect([...(facts.firstSeen?.value ?? [])].sort()).toEqual([
      ['CVE-2026-1', Date.parse('2026-10-01T00:00:00Z')],
      ['CVE-2026-2', Date.parse('2026-10-02T00:00:00Z')],
    ]);
  });

  it('knows a repository without earlier scans', async () => {
    const quarantine = createFakeRegistry(host);
    const digest = await pushIndex(quarantine, repository, 'new', '1');
    expect((await gather({ quarantine, digest })).facts.firstSeen?.value.size).toBe(0);
  });
});

describe('live', () => {
  async function openLive(add: (live: FakeRegistry, platforms: readonly ImagePlatform[]) => Promise<void>) {
    const [quarantine, live] = [createFakeRegistry(host), createFakeRegistry('lazaretlive.azurecr.io')];
    const digest = await pushIndex(quarantine, repository, 'new', '1');
    const running = await pushIndex(live, repository, 'running', '1');
    await add(live, await listImage(live, running));
    const shelf = { client: live, repository, findRunning: () => Promise.resolve(running) };
    return gather({ quarantine, digest, requires: 'live' }, { live: shelf });
  }

  it('is every package of every platform of what runs', async () => {
    const { facts } = await openLive(async (live, [first, second]) => {
      await attach(live, first, { kind: 'sbom', predicate: describeSbom('pkg:deb/debian/a@1') });
      await attach(live, second, { kind: 'sbom', predicate: describeSbom('pkg:deb/debian/b@1') });
    });
    expect(facts.live?.value).toEqual({
      runs: true,
      packages: new Set(['pkg:deb/debian/a@1', 'pkg:deb/debian/b@1']),
    });
    expect(facts.problems).toEqual([]);
  });

  it('is unknown when one platform has no SBOM', async () => {
    const { facts } = await openLive((live, [first]) =>
      attach(live, first, { kind: 'sbom', predicate: describeSbom('pkg:deb/debian/a@1') }),
    );
    expect(facts.live).toBeUndefined();
  });

  it('is unknown when an SBOM is forged, and says so', async () => {
    const { facts, refused } = await openLive(async (live, [first, second]) => {
      await attach(live, first, { kind: 'sbom', predicate: describeSbom() });
      await attach(live, second, { kind: 'sbom', predicate: describeSbom(), key: forged });
    });
    expect(facts.live).toBeUndefined();
    expect(facts.problems.map(({ name, code }) => [name, code])).toEqual([['live', 'STATEMENT_KEY_UNKNOWN']]);
    expect(refused.map(({ about, code }) => [about, code])).toEqual([['sbom', 'STATEMENT_KEY_UNKNOWN']]);
  });

  it('is known to be nothing when nothing was promoted', async () => {
    const quarantine = createFakeRegistry(host);
    const digest = await pushIndex(quarantine, repository, 'new', '1');
    const live = { client: quarantine, repository, findRunning: () => Promise.resolve(undefined) };
    expect((await gather({ quarantine, digest }, { live })).facts.live?.value).toEqual({ runs: false });
  });

  it.each([
    ['production', 'live', [['live', 'REGISTRY_FORBIDDEN']]],
    ['production', 'kev', [['kev', undefined]]],
    ['local', 'live', []],
  ] as const)(
    'is unknown in %s, which requires %s, when the registry refuses',
    async (environment, requires, expected) => {
      const quarantine = createFakeRegistry(host);
      const digest = await pushIndex(quarantine, repository, 'new', '1');
      const refuse = () =>
        Promise.reject(new UserError('REGISTRY_FORBIDDEN', { subject: 'live', reason: 'no' }));
      const live = { client: quarantine, repository, findRunning: refuse };
      const { facts } = await gather({ quarantine, digest, requires, environment }, { live });
      expect(facts.live).toBeUndefined();
      const known = expected.filter(([, code]) => code !== undefined);
      expect(facts.problems.map(({ name, code }) => [name, code])).toEqual(known);
    },
  );

  it('lets a bug through', async () => {
    const quarantine = createFakeRegistry(host);
    const digest = await pushIndex(quarantine, repository, 'new', '1');
    const live = { client: quarantine, repository, findRunning: () => Promise.reject(new TypeError('bug')) };
    await expect(gather({ quarantine, digest }, { live })).rejects.toThrow('bug');
  });
});

describe('snapshots', () => {
  const kev = JSON.stringify({
    ...{ dateReleased: '2026-11-21T00:00:00Z', count: 1, vulnerabilities: [{ cveID: 'CVE-2026-1111' }] },
  });

  async function findKev(content: string, date: string) {
    const quarantine = createFakeRegistry(host);
    const digest = await pushIndex(quarantine, repository, 'new', '1');
    const snapshot = buildSnapshot(snapshotKinds.kev, Buffer.from(content), Date.parse(date));
    for (const blob of [snapshot.config, snapshot.content]) await quarantine.writeBlob('tools/kev', blob);
    const { bytes } = snapshot.manifest;
    await quarantine.writeManifest('tools/kev', { mediaType: mediaTypes.ociManifest, bytes, tag: 'latest' });
    return (await gather({ quarantine, digest, requires: 'kev' })).facts;
  }

  it('are read from the tag that the configuration names', async () => {
    const facts = await findKev(kev, '2026-11-21T00:00:00Z');
    expect(facts.problems).toEqual([]);
    expect(facts.kev).toEqual({
      input: { kind: 'kev', name: 'kev', digest: computeDigest(kev) },
      value: { date: Date.parse('2026-11-21T00:00:00Z'), ids: new Set(['CVE-2026-1111']) },
    });
  });

  it.each([
    ['FACT_MALFORMED', 'tells another date than its annotation', kev, '2026-11-20T00:00:00Z'],
    ['FACT_MALFORMED', 'is no catalogue', '<html>', '2026-11-21T00:00:00Z'],
    ['FACT_EMPTY', 'is empty', ' ', '2026-11-21T00:00:00Z'],
  ])('are a problem (%s) when the file %s', async (code, _title, content, date) => {
    const facts = await findKev(content, date);
    expect(facts.kev).toBeUndefined();
    expect(facts.problems.map((problem) => [problem.name, problem.code])).toEqual([['kev', code]]);
  });
});

describe('vex', () => {
  it('is a problem when a document cannot be read', async () => {
    const quarantine = createFakeRegistry(host);
    const digest = await pushIndex(quarantine, repository, 'new', '1');
    const vex = [{ name: 'vex/app.json', text: '{}' }];
    const { facts } = await gather({ quarantine, digest, rules: { vex } });
    expect(facts.problems.map(({ name, code }) => [name, code])).toEqual([
      ['vex/app.json', 'FACT_MALFORMED'],
    ]);
  });
});

describe('reports', () => {
  const trivy = JSON.stringify({
    SchemaVersion: 2,
    Metadata: { ImageID: computeDigest('elsewhere') },
    Results: [],
  });

  it('belong to the platform that a verified statement binds them to, whatever they say themselves', async () => {
    const quarantine = createFakeRegistry(host);
    const digest = await pushIndex(quarantine, repository, 'new', '1');
    const image = { registry: host, repository, digest };
    const artifact = await readArtifact(image, quarantine);
    const [first] = listPlatforms(artifact);
    const none = { database: undefined, scannedAt: undefined, selfTest: undefined };
    const bind = async (manifest: Digest | undefined) => {
      const report = { name: 'a', text: trivy, ...(manifest === undefined ? {} : { manifest }) };
      const { facts } = await gatherEvidence(
        {
          ...{ environment: 'production', image, artifact, rules: readTestRules(''), now },
          ...{ scan: { reports: [report], ...none }, serverUrl: 'https://github.com' },
        },
        { quarantine, history: undefined, live: undefined, note: () => undefined },
      );
      return facts.reports[0];
    };
    expect((await bind(first?.manifest.digest))?.value.imageId).toBe(first?.config);
    expect((await bind(first?.manifest.digest))?.input.name).toBe('linux/amd64');
    expect((await bind(computeDigest('unknown')))?.value.imageId).toBeUndefined();
    expect((await bind(undefined))?.value.imageId).toBe(computeDigest('elsewhere'));
  });
});

describe('readScanEvidence', () => {
  const digest = computeDigest('image');

  it('takes the database’s date from the report that has it, else from the one who gives it', () => {
    const file = { name: 'r.json', text: '{"SchemaVersion":2,"Results":[]}' };
    expect(readScanEvidence(file, { digest }).database).toBeUndefined();
    const given = readScanEvidence(file, { digest, databaseDate: '2026-11-21T06:00:00Z' });
    expect(given.database?.value).toBe(Date.parse('2026-11-21T06:00:00Z'));
    expect([given.selfTest, given.scannedAt]).toEqual([undefined, undefined]);
  });

  it('reads a report that is nested beyond every stack as one that is empty', () => {
    const time = '2026-11-21T06:00:00Z';
    const frame = {
      ...{ kind: 'lazaret-scan', version: 1, image: 'r', digest, scanners: ['vuln'], selfTest: 'passed' },
      scanner: { name: 'trivy', version: '0.76.0', sha256: '' },
      database: { image: 'd', digest, updatedAt: time },
      ...{ startedAt: time, finishedAt: time, result: 'complete', reasons: [], notScanned: [] },
      platforms: [
        { manifest: digest, config: digest, platform: 'p', result: 'complete', reasons: [], report: 'deep' },
      ],
    };
    const text = JSON.stringify(frame).replace('"deep"', '['.repeat(100_000) + ']'.repeat(100_000));
    const { reports } = readScanEvidence({ name: 'r.json', text }, { digest });
    expect(reports.map((report) => report.text)).toEqual(['']);
  });

  it('carries on that our own report cannot be read', () => {
    const { reports } = readScanEvidence({ name: 'r.json', text: '{"kind":"lazaret-scan"}' }, { digest });
    expect(reports[0]?.doubts).toHaveLength(1);
  });
});
