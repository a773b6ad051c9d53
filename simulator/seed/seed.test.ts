import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseConfig } from '../../lib/domain/config/index.ts';
import { repository } from '../estate/index.ts';
import { startSimulation } from '../simulation.ts';
import type { Simulation } from '../simulation.ts';
import { seedRepository } from './index.ts';

const suiteFolder = resolve(import.meta.dirname, '../..');
let folder: string;
let simulation: Simulation;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lazaret-seed-'));
  simulation = await startSimulation({ folder, now: Date.parse('2029-06-01T00:00:00Z') });
});
afterAll(async () => {
  await simulation.stop();
  await rm(folder, { recursive: true });
});

describe('seedRepository', () => {
  it('commits workflows, bundles and policy, and a lazaret.yaml with keys that are valid now', async () => {
    const startedAt = performance.now();
    const sha = await seedRepository(simulation, { suiteFolder, files: { CODEOWNERS: null, extra: 'x' } });
    const tookMs = performance.now() - startedAt;
    const { git, hub } = simulation.github;
    const read = async (path: string): Promise<string | undefined> => {
      const entry = await git.findEntry(repository.fullName, sha, path);
      if (entry === undefined) return undefined;
      return Buffer.from(await git.readBlob(repository.fullName, entry.sha)).toString();
    };
    const config = parseConfig((await read('lazaret.yaml')) ?? '', 'lazaret.yaml');
    const now = simulation.world.clock.now();
    expect([...config.keys.values()].map(({ purpose }) => purpose).sort()).toEqual([
      ...['decision', 'promotion', 'provenance'],
    ]);
    expect([...config.keys.values()].every((key) => key.validFrom < now && now < key.validUntil)).toBe(true);
    const paths = ['.github/workflows/main.yml', 'actions/gate-image/action.yml', 'dist/gate-image.js'];
    expect((await Promise.all([...paths, 'gate.yaml', 'extra'].map(read))).includes(undefined)).toBe(false);
    expect(await read('CODEOWNERS')).toBeUndefined();
    expect(hub.findRepository(repository.fullName)?.vars).toHaveProperty('DECISION_KEY');
    // Every `npm start` waits for this.
    expect(tookMs).toBeLessThan(5000);
  });
});
