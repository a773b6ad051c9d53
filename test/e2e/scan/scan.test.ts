import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseScanReport } from '../../../lib/domain/report/index.ts';
import { describeJob, identities, quarantine, tenantId } from '../../../simulator/estate/index.ts';
import type { StepResult } from '../../../simulator/runner/index.ts';
import { startSimulation } from '../../../simulator/simulation.ts';
import type { Simulation } from '../../../simulator/simulation.ts';
import { catalogue, seedImage } from '../../../simulator/upstream/index.ts';
import { addNews, refreshTools } from '../../../simulator/upstream/scanner-db/index.ts';
import { itWhen } from '../../support/optional.ts';
import { root } from '../../support/repository.ts';
import { listTrivys } from '../../support/trivy.ts';
import type { RealTrivy } from '../../support/trivy.ts';

const repository = 'upstream/docker.io/library/node';
const trivys = listTrivys();
const [first] = trivys;

let folder: string;
let simulation: Simulation;
let digest: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lazaret-scan-world-'));
  simulation = await startSimulation({
    folder: join(folder, 'state'),
    now: Date.parse('2026-11-02T08:00:00Z'),
  });
  const { world, registries } = simulation;
  const [node] = catalogue;
  const store = registries.find(quarantine.loginServer);
  if (node === undefined || store === undefined) throw new Error('nothing to scan');
  digest = await seedImage(world, store, { ...node, repository });
  await refreshTools(world, registries);
}, 480_000);

afterAll(async () => {
  await simulation.stop();
  await rm(folder, { recursive: true, force: true });
});

async function play(trivy: RealTrivy, more: Readonly<Record<string, string>> = {}): Promise<StepResult> {
  await writeFile(join(folder, 'trivy.yaml'), 'severity: [CRITICAL]\n');
  await writeFile(join(folder, '.trivyignore'), 'CVE-2023-45853\n');
  const job = describeJob({ workflow: 'main.yml', jobWorkflow: 'gate.yml', workspace: folder });
  const inputs = {
    ...{ 'tenant-id': tenantId, 'client-id': identities.gate.clientId, 'quarantine-registry': quarantine.id },
    ...{ image: `${repository}@${digest}`, 'trivy-path': trivy.file, 'trivy-allowed': trivy.allowed },
  };
  return simulation.host.runStep(
    { action: join(root, 'actions/scan-image'), with: { ...inputs, ...more } },
    job,
  );
}

async function countIds(result: StepResult, id: string): Promise<number> {
  const checked = parseScanReport(await readFile(result.outputs['report'] ?? '', 'utf8'));
  if (!checked.ok) throw new Error(checked.problems.join('; '));
  return checked.value.platforms.filter(({ report }) => JSON.stringify(report).includes(`"${id}"`)).length;
}

describe('scan-image in the simulated world', () => {
  const itScans = itWhen(first !== undefined, 'Trivy: node scripts/setup/trivy.mjs');

  for (const trivy of first === undefined ? [undefined] : trivys) {
    itScans(
      `scans both platforms of the base image with Trivy ${trivy?.version ?? ''}`,
      async () => {
        if (trivy === undefined) throw new Error('no Trivy');
        const result = await play(trivy);
        expect(result.annotations.filter(({ level }) => level === 'error')).toEqual([]);
        expect([result.exitCode, result.outputs['result']]).toEqual([0, 'complete']);
        // Ignored by a file of the workspace, which Trivy must not see.
        expect(await countIds(result, 'CVE-2023-45853')).toBe(2);
        expect(JSON.parse(result.outputs['counts'] ?? '')).toMatchObject({ critical: 2 });
      },
      480_000,
    );
  }

  itScans(
    'scans what another job fetched, without permission, identity or a request',
    async () => {
      if (first === undefined) throw new Error('no Trivy');
      const job = { workflow: 'main.yml', jobWorkflow: 'gate.yml', workspace: folder };
      const fetched = await simulation.host.runStep(
        {
          action: join(root, 'actions/fetch-image'),
          with: {
            ...{ 'tenant-id': tenantId, 'client-id': identities.gate.clientId },
            ...{ 'quarantine-registry': quarantine.id, image: `${repository}@${digest}` },
          },
        },
        describeJob(job),
      );
      expect([fetched.exitCode, fetched.annotations]).toEqual([0, []]);
      await cp(join(folder, 'lazaret-fetch'), join(folder, 'handed-over'), { recursive: true });
      const near = await simulation.host.runStep(
        {
          action: join(root, 'actions/scan-image'),
          with: {
            ...{ layout: 'handed-over', image: fetched.outputs['image'] ?? '' },
            ...{ database: fetched.outputs['database'] ?? '' },
            ...{ 'trivy-path': first.file, 'trivy-allowed': first.allowed },
          },
        },
        describeJob({ ...job, permissions: {} }),
      );
      expect([near.exitCode, near.outputs['result']]).toEqual([0, 'complete']);
      const far = await play(first);
      expect(near.outputs['counts']).toBe(far.outputs['counts']);
      expect(near.outputs['database-digest']).toBe(far.outputs['database-digest']);
    },
    480_000,
  );

  itScans(
    'finds a CVE once the daily run has brought the database that knows it',
    async () => {
      if (first === undefined) throw new Error('no Trivy');
      const { world, registries } = simulation;
      const id = 'CVE-2026-90001';
      const severity = 'CRITICAL' as const;
      const fix = { fixedVersion: '5.2.15-9' };
      const text = { title: 'bash: invented for this world', published: '2026-11-02T00:00:00Z' };
      addNews(world, { advisory: { id, system: 'debian 12', package: 'bash', severity, fix, ...text } });
      const before = await play(first);
      const unknown = await countIds(before, id);
      await refreshTools(world, registries);
      const after = await play(first);
      expect([unknown, await countIds(after, id)]).toEqual([0, 2]);
      expect(after.outputs['database-digest']).not.toBe(before.outputs['database-digest']);
    },
    480_000,
  );

  itScans(
    'is indeterminate with the database of last week',
    async () => {
      if (first === undefined) throw new Error('no Trivy');
      simulation.world.clock.advance(7 * 24 * 60 * 60 * 1000);
      const result = await play(first);
      expect([result.exitCode, result.outputs['result']]).toEqual([1, 'indeterminate']);
      expect(result.annotations.map(({ message }) => message).join('\n')).toContain('SCAN_DATABASE_STALE');
    },
    480_000,
  );
});
