import { describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { playScenario } from '../../simulator/commands/play.ts';
import { silentTimeline } from '../../simulator/face/index.ts';
import type { SimulationResult } from '../../simulator/face/index.ts';
import { scenarios } from '../../simulator/scenarios/index.ts';
import { itWhen } from '../support/optional.ts';
import { listTrivys } from '../support/trivy.ts';

const itScans = itWhen(listTrivys().length > 0, 'Trivy: node scripts/setup/trivy.mjs');

/** Plays a story that goes through workflow files; it checks itself and throws where something ends otherwise. */
async function play(name: string): Promise<{ readonly result: SimulationResult; readonly told: string[] }> {
  const scenario = scenarios.find((each) => each.name === name);
  if (scenario === undefined) throw new Error(`there is no scenario "${name}"`);
  const folder = await mkdtemp(join(tmpdir(), 'lazaret-story-'));
  const told: string[] = [];
  try {
    const result = await playScenario({
      ...{ scenario, folder, signal: new AbortController().signal },
      timeline: { ...silentTimeline, tell: (text) => void told.push(text) },
      answer: () => Promise.resolve({ login: 'release-approver', isApproved: true }),
      report: () => undefined,
    });
    return { result, told };
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('stories that go through workflow files', () => {
  it('fork-pull-request: a fork gets no runner of ours and no identity', async () => {
    const { result } = await play('fork-pull-request');
    expect([result.error, result.conclusion, result.promotions]).toEqual([undefined, 'success', []]);
    expect(result.runs.map(({ action }) => action)).toEqual(['plan-changes']);
  }, 480_000);

  it('edited-workflow: no identity is had by the workflow of a pull request', async () => {
    const { result, told } = await play('edited-workflow');
    expect([result.error, result.conclusion]).toEqual([undefined, 'success']);
    expect(new Set(result.runs.map(({ action, conclusion }) => `${action} ${conclusion}`))).toEqual(
      new Set(['fetch-image failure']),
    );
    expect(told.at(-1)).toBe('refused, as it must be: ENTRA_FEDERATION_MISMATCH');
  }, 480_000);

  for (const [name, code] of [
    ['weakened-environment', 'PREFLIGHT_ENVIRONMENT_BYPASS'],
    ['late-approval', 'STATEMENT_EXPIRED'],
  ] as const) {
    itScans(
      `${name}: what changed while the promotion waited stops it`,
      async () => {
        const { result, told } = await play(name);
        expect([result.error, result.conclusion, result.promotions]).toEqual([undefined, 'success', []]);
        expect(told.at(-1)).toBe(`refused, as it must be: ${code}`);
        expect(result.runs.at(-1)?.conclusion).toBe('failure');
      },
      900_000,
    );
  }

  itScans(
    'break-glass: a blocked image goes live on a waiver of a day by two people, and not by one',
    async () => {
      const { result, told } = await play('break-glass');
      expect([result.error, result.conclusion]).toEqual([undefined, 'success']);
      expect(result.decisions.map(({ outcome }) => outcome)).toEqual(['fail', 'pass', 'pass']);
      expect(told).toContain('refused, as it must be: APPROVAL_NOT_INDEPENDENT');
      expect(told.filter((text) => text.includes('break-glass'))).toEqual([
        'release-approver approved the deployment to "break-glass-first"',
        'release-approver approved the deployment to "break-glass"',
        'release-approver approved the deployment to "break-glass-first"',
        'second-approver approved the deployment to "break-glass"',
      ]);
      const promoted = result.runs.filter(({ action }) => action === 'promote-image');
      expect(promoted.map(({ conclusion }) => conclusion)).toEqual(['failure', 'success']);
      expect(promoted[1]?.outputs).toMatchObject({ approvers: 'release-approver, second-approver' });
      expect(result.promotions.map(({ live }) => live.replace(/@.*/, ''))).toEqual([
        'lazaretlive.azurecr.io/workload/chain-api',
      ]);
    },
    900_000,
  );

  itScans(
    'adopter: another repository takes its image from a pull request to live',
    async () => {
      const { result } = await play('adopter');
      expect([result.error, result.conclusion]).toEqual([undefined, 'success']);
      expect(result.promotions.map(({ live }) => live.replace(/@.*/, ''))).toEqual([
        'lazaretlive.azurecr.io/workload/webshop',
      ]);
      const actions = result.runs.map(({ action, conclusion }) => `${action} ${conclusion}`);
      expect(actions).toEqual(expect.arrayContaining(['comment-verdict success', 'promote-image success']));
      expect(actions.filter((action) => action.endsWith('failure'))).toEqual([]);
    },
    900_000,
  );
});
