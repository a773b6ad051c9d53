import { describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { playScenario } from '../../simulator/commands/play.ts';
import { silentTimeline } from '../../simulator/face/index.ts';
import type { SimulationResult, Timeline } from '../../simulator/face/index.ts';
import { scenarios } from '../../simulator/scenarios/index.ts';
import { itWhen } from '../support/optional.ts';
import { listTrivys } from '../support/trivy.ts';

const itScans = itWhen(listTrivys().length > 0, 'Trivy: node scripts/setup/trivy.mjs');

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

const judged = ['fetch-image success', 'scan-image success', 'gate-image success'] as const;
const built = ['build-image success', 'attest-image success', ...judged] as const;

/** How the steps of a story end; the base image is in live before. */
const endings: Readonly<Record<string, readonly string[]>> = {
  'tag-moved': [
    ...[...built, 'write-page success', 'build-image success'],
    ...['promote-image failure', 'promote-image success'],
  ],
  'self-approval': [...built, 'promote-image failure', 'write-page success', 'promote-image success'],
  'new-cve': [...built, 'write-page success', 'promote-image failure'],
  'expired-waiver': [
    ...built,
    ...['fetch-image success', 'scan-image success', 'gate-image failure'],
    ...judged,
  ],
  'pool-empty': ['build-image failure', 'build-image failure', 'build-image success'],
  'cancelled-build': ['build-image cancelled', 'build-image success'],
};

const codes: Readonly<Record<string, readonly string[]>> = {
  'tag-moved': ['PROMOTION_TAG_MOVED'],
  'self-approval': ['APPROVAL_NOT_INDEPENDENT'],
  'new-cve': ['PROMOTION_DECISION_FAILED'],
  'expired-waiver': [],
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

  for (const [name, ending] of Object.entries(endings)) {
    const itPlays = ending.includes('scan-image success') ? itScans : it;
    itPlays(`${name} ends as it says`, () => expectEnding(name, ending), 900_000);
  }

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
    240_000,
  );

  itScans(
    'a story ends where the reviewer says no, and nothing is promoted',
    async () => {
      const { result } = await play('tag-moved', false);
      expect([result.conclusion, result.promotions]).toEqual(['success', []]);
      expect(result.runs.at(-1)?.action).toBe('write-page');
    },
    900_000,
  );

  itScans(
    'first-image shows all three answers of the gate, and promotes what passed',
    async () => {
      const { result, page } = await play('first-image');
      expect([result.error, result.conclusion]).toEqual([undefined, 'success']);
      const decided = result.decisions.map(({ image, outcome, waived }) => [
        ...[image.replace(/^.*\/|@.*$/g, ''), outcome, waived.map(({ days }) => days)],
      ]);
      // Jobs of one run go on side by side; the pull request asks the rules of a developer's machine.
      expect(decided.sort()).toEqual([
        ['chain-api', 'pass', []],
        ['chain-api', 'pass', [12]],
        ['kured', 'fail', []],
        ['node', 'pass', []],
      ]);
      const blocked = result.decisions.find(({ outcome }) => outcome === 'fail');
      expect(blocked?.reasons.map(({ rule }) => rule)).toContain('severity');
      expect(page).toContain('CVE-2025-9230');
      expect(result.promotions.map(({ live }) => live.replace(/^.*\/|@.*$/g, ''))).toEqual([
        ...['node', 'chain-api'],
      ]);
    },
    900_000,
  );
});

async function expectEnding(name: string, ending: readonly string[]): Promise<void> {
  const { result, told, page } = await play(name);
  expect([result.error, result.conclusion]).toEqual([undefined, 'success']);
  expect(result.runs.map(({ action, conclusion }) => `${action} ${conclusion}`)).toEqual(ending);
  expect(told.flatMap((text) => /^refused, as it must be: (\w+)$/.exec(text)?.[1] ?? [])).toEqual(
    codes[name],
  );
  expect(codes[name]?.filter((code) => !page.includes(code))).toEqual([]);
  expect(told.filter((text) => text.startsWith('runs in Azure'))).toEqual(runs[name] ?? []);
  for (const { quarantine, live } of result.promotions) {
    expect([pinned.test(quarantine), pinned.test(live)]).toEqual([true, true]);
  }
}
