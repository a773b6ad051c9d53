import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeJob, identities, quarantine, tenantId } from '../../../simulator/estate/index.ts';
import type { StepResult } from '../../../simulator/runner/index.ts';
import { startSimulation } from '../../../simulator/simulation.ts';
import type { Simulation } from '../../../simulator/simulation.ts';
import { publishDatabase } from '../../../simulator/upstream/scanner-db/index.ts';
import { root } from '../../support/repository.ts';

const upstream = 'ghcr.io/aquasecurity/trivy-db';
const day = 24 * 60 * 60 * 1000;

let folder: string;
let simulation: Simulation;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lazaret-tools-'));
  simulation = await startSimulation({
    folder: join(folder, 'state'),
    now: Date.parse('2026-11-02T08:00:00Z'),
  });
}, 480_000);

afterAll(async () => {
  await simulation.stop();
  await rm(folder, { recursive: true, force: true });
});

function play(action: string, more: Readonly<Record<string, string>> = {}): Promise<StepResult> {
  const job = describeJob({ workflow: 'main.yml', jobWorkflow: 'import.yml', workspace: folder });
  const identity = { 'tenant-id': tenantId, 'client-id': identities.import.clientId };
  const inputs = { ...identity, 'quarantine-registry': quarantine.id, ...more };
  return simulation.host.runStep({ action: join(root, 'actions', action), with: inputs }, job);
}

function importDatabase(digest: string, repository = 'tools/trivy-db'): Promise<StepResult> {
  return play('import-image', { image: `${upstream}:2@${digest}`, repository, 'update-tag': 'true' });
}

function resolve(repository: string, tag: string): string | undefined {
  return simulation.registries.find(quarantine.loginServer)?.resolve(repository, tag)?.digest;
}

describe('the daily refresh of tools/', () => {
  it('moves the tag of the database to what is published that day', async () => {
    const { registries, world } = simulation;
    const digests: string[] = [];
    for (let days = 0; days < 2; days += 1) {
      const digest = await publishDatabase(world, registries);
      digests.push(digest);
      const result = await importDatabase(digest);
      expect([result.annotations, result.outputs['status']]).toEqual([[], 'imported']);
      expect(resolve('tools/trivy-db', '2')).toBe(digest);
      world.clock.advance(day);
    }
    expect(new Set(digests).size).toBe(2);
    for (const digest of digests) expect(resolve('tools/trivy-db', `2-${digest.slice(7, 19)}`)).toBe(digest);
  });

  it('moves no tag under upstream/', async () => {
    const digest = await publishDatabase(simulation.world, simulation.registries);
    const result = await importDatabase(digest, 'upstream/ghcr.io/aquasecurity/trivy-db');
    expect(result.exitCode).toBe(1);
    expect(result.annotations.map(({ message }) => message).join()).toContain('under `tools/`');
  });

  it('brings the catalogue and the scores as they are published', async () => {
    const result = await play('refresh-snapshots');
    expect([result.exitCode, result.annotations]).toEqual([0, []]);
    for (const name of ['kev', 'epss']) {
      const digest = resolve(`tools/${name}`, 'latest');
      expect(result.outputs[name]).toBe(`${quarantine.loginServer}/tools/${name}@${digest}`);
      const date = (result.outputs[`${name}-date`] ?? '').slice(0, 10);
      expect(resolve(`tools/${name}`, date)).toBe(digest);
    }
    expect(await play('refresh-snapshots').then(({ outputs }) => outputs)).toEqual(result.outputs);
  });

  it('needs the right to write under tools/, and says so', async () => {
    const role = 'Container Registry Repository Writer';
    const taken = { principalName: identities.import.name, role, scope: quarantine.id } as const;
    expect(simulation.authorizer.removeAssignments(taken)).toBe(1);
    simulation.world.clock.advance(day);
    const { exitCode, annotations } = await play('refresh-snapshots');
    expect([exitCode, annotations[0]?.message.split(':', 1)]).toEqual([1, ['REGISTRY_FORBIDDEN']]);
    expect(annotations[0]?.message).toContain(role);
  });
});
