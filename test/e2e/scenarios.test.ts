import { describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { playScenario } from '../../simulator/commands/play.ts';
import { silentTimeline } from '../../simulator/face/index.ts';
import type { SimulationResult, Timeline } from '../../simulator/face/index.ts';
import { scenarios } from '../../simulator/scenarios/index.ts';

interface Played {
  readonly result: SimulationResult;
  readonly told: readonly string[];
  readonly page: string;
}

async function play(name: string, isApproved = true): Promise<Played> {
  const scenario = scenarios.find((each) => each.name === name);
  if (scenario === undefined) throw new Error(`there is no scenario "${name}"`);
  const folder = await mkdtemp(join(tmpdir(), 'lazaret-scenario-'));
  const told: string[] = [];
  const timeline: Timeline = { ...silentTimeline, tell: (text) => void told.push(text) };
  try {
    const result = await playScenario({
      ...{ scenario, folder, timeline, signal: new AbortController().signal },
      answer: () => Promise.resolve({ login: 'release-approver', isApproved }),
      report: () => undefined,
    });
    return { result, told, page: await readFile(join(folder, 'index.html'), 'utf8') };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** How the steps of a story end after the base image is in live. */
const endings: Readonly<Record<string, readonly string[]>> = {
  'tag-moved': [
    ...['build-image success', 'build-image success'],
    ...['promote-image failure', 'promote-image success', 'promote-image success'],
  ],
  'self-approval': ['build-image success', 'promote-image failure', 'promote-image success'],
  'pool-empty': ['build-image failure', 'build-image failure', 'build-image success'],
  'cancelled-build': ['build-image cancelled', 'build-image success'],
};

const codes: Readonly<Record<string, readonly string[]>> = {
  'tag-moved': ['PROMOTION_TAG_MOVED'],
  'self-approval': ['APPROVAL_NOT_INDEPENDENT'],
  'pool-empty': ['TASKS_POOL_NOT_FOUND', 'TASKS_POOL_EMPTY'],
  'cancelled-build': [],
  'registry-throttled': ['IMPORT_UPSTREAM_THROTTLED'],
  'wrong-federation': ['ENTRA_FEDERATION_MISMATCH', 'ENTRA_FEDERATION_MISMATCH'],
};

/** What a story says about the runs of ACR Tasks. */
const runs: Readonly<Record<string, readonly string[]>> = {
  'cancelled-build': ['runs in Azure: ca1 Canceled', 'runs in Azure: ca1 Canceled, ca2 Succeeded'],
};

const pinned = /^[a-z]+\.azurecr\.io\/[a-z0-9./-]+@sha256:[0-9a-f]{64}$/;

describe('scenarios', () => {
  it('are told apart by name and title', () => {
    expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
    expect(scenarios.filter(({ title }) => title.length < 20)).toEqual([]);
    expect(scenarios[0]?.name).toBe('first-image');
    expect(scenarios.map(({ name }) => name).filter((name) => name !== 'first-image')).toEqual(
      expect.arrayContaining(Object.keys(codes)),
    );
  });

  it.each(Object.keys(endings))(
    '%s ends as it says',
    async (name) => {
      const { result, told, page } = await play(name);
      expect([result.error, result.conclusion]).toEqual([undefined, 'success']);
      const ends = result.runs.map(({ action, conclusion }) => `${action} ${conclusion}`);
      expect(ends).toEqual(['import-image success', 'promote-image success', ...(endings[name] ?? [])]);
      expect(told.flatMap((text) => /^refused, as it must be: (\w+)$/.exec(text)?.[1] ?? [])).toEqual(
        codes[name],
      );
      expect(codes[name]?.filter((code) => !page.includes(code))).toEqual([]);
      expect(told.filter((text) => text.startsWith('runs in Azure'))).toEqual(runs[name] ?? []);
      for (const { quarantine, live } of result.promotions) {
        expect([pinned.test(quarantine), pinned.test(live)]).toEqual([true, true]);
      }
    },
    60_000,
  );

  it.each(['registry-throttled', 'wrong-federation'])(
    '%s ends as it says, without a promotion',
    async (name) => {
      const { result, told } = await play(name);
      expect([result.error, result.promotions]).toEqual([undefined, []]);
      expect(told.flatMap((text) => /^refused, as it must be: (\w+)$/.exec(text)?.[1] ?? [])).toEqual(
        codes[name],
      );
      expect(result.runs.some(({ outputs }) => outputs['status'] === 'imported')).toBe(true);
    },
    60_000,
  );

  it('a story ends where the reviewer says no, and nothing is promoted', async () => {
    const { result } = await play('tag-moved', false);
    expect([result.conclusion, result.promotions]).toEqual(['failure', []]);
    expect(result.runs.map(({ action }) => action)).toEqual(['import-image']);
  }, 60_000);
});
