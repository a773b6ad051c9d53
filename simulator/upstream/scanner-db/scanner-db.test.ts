import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openBench } from '../../azure/registry/testing/bench.ts';
import type { Bench } from '../../azure/registry/testing/bench.ts';
import { quarantine } from '../../estate/index.ts';
import { seedUpstream } from '../index.ts';
import { writeBolt } from './bolt.ts';
import { addNews, advisories, buildDatabase, publishAdvisory, refreshTools } from './index.ts';
import type { Advisory } from './index.ts';

const news: Advisory = {
  ...{ id: 'CVE-2026-90001', system: 'debian 12', package: 'bash', fix: { fixedVersion: '5.2.15-3' } },
  ...{ severity: 'CRITICAL', title: 'bash: invented for this world', published: '2026-11-02T00:00:00Z' },
};

describe('writeBolt', () => {
  it('writes two metas, a freelist and one leaf a bucket with its keys in order', () => {
    const file = writeBolt(
      new Map<string, Map<string, Uint8Array>>([
        ['b', new Map([['z', Buffer.from('1')]])],
        ['a', new Map([['y', Buffer.alloc(5000)]])],
      ]),
    );
    expect([0, 4096].map((at) => file.readUInt32LE(at + 16).toString(16))).toEqual(['ed0cdaed', 'ed0cdaed']);
    const root = Number(file.readBigUInt64LE(32));
    const page = file.subarray(root * 4096);
    expect([page.readUInt16LE(8), page.readUInt16LE(10)]).toEqual([2, 2]);
    const first = 16 + page.readUInt32LE(16 + 4);
    expect(page.toString('utf8', first, first + 1)).toBe('a');
    expect(Number(file.readBigUInt64LE(16 + 40)) * 4096).toBe(file.length);
  });
});

describe('buildDatabase', () => {
  it('gives the same bytes for the same input, and says when it was made', () => {
    const [one, two] = [0, 0].map((time) => buildDatabase(advisories, time));
    expect(one?.['trivy.db'].equals(two?.['trivy.db'] ?? Buffer.alloc(0))).toBe(true);
    expect(JSON.parse(String(one?.['metadata.json']))).toMatchObject({
      ...{ Version: 2, UpdatedAt: '1970-01-01T00:00:00.000Z', NextUpdate: '1970-01-02T00:00:00.000Z' },
    });
  });

  it('knows no advisory twice and refuses a system without a source', () => {
    const keys = advisories.map(({ id, system, package: name }) => `${id} ${system} ${name}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(() => buildDatabase([{ ...news, system: 'plan 9' }], 0)).toThrow('plan 9');
  });
});

describe('the registries', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await openBench();
    await seedUpstream(bench.world, bench.registries);
  });
  afterEach(() => bench.close());

  const digestOf = (host: string, repository: string, tag: string): string | undefined =>
    bench.registries.find(host)?.resolve(repository, tag)?.digest;

  it('hold the database upstream, and in quarantine once the daily run has been', async () => {
    const upstream = digestOf('ghcr.io', 'aquasecurity/trivy-db', '2');
    expect(upstream).toMatch(/^sha256:/);
    expect(digestOf(quarantine.loginServer, 'tools/trivy-db', '2')).toBeUndefined();
    const tools = await refreshTools(bench.world, bench.registries);
    expect(tools['trivy-db']).toBe(upstream);
    expect(digestOf(quarantine.loginServer, 'tools/kev', 'latest')).toBe(tools.kev);
    expect(digestOf(quarantine.loginServer, 'tools/epss', 'latest')).toBe(tools.epss);
  });

  it('have another database after a CVE is published and after a day', async () => {
    const before = await refreshTools(bench.world, bench.registries);
    const published = await publishAdvisory(bench.world, bench.registries, news);
    expect(published).not.toBe(before['trivy-db']);
    expect(digestOf(quarantine.loginServer, 'tools/trivy-db', '2')).toBe(before['trivy-db']);
    expect((await refreshTools(bench.world, bench.registries))['trivy-db']).toBe(published);
    bench.world.clock.advance(24 * 60 * 60 * 1000);
    expect((await refreshTools(bench.world, bench.registries))['trivy-db']).not.toBe(published);
  });

  it('list what was exploited, and score every known CVE', async () => {
    const before = await refreshTools(bench.world, bench.registries);
    addNews(bench.world, {
      exploit: {
        ...{ id: news.id, vendor: 'GNU', product: 'bash', name: 'invented' },
        ...{ added: '2026-11-02', due: '2026-11-23' },
      },
      score: { id: news.id, epss: 0.97 },
    });
    const after = await refreshTools(bench.world, bench.registries);
    expect([after.kev === before.kev, after.epss === before.epss]).toEqual([false, false]);
    expect(after['trivy-db']).toBe(before['trivy-db']);
  });
});
