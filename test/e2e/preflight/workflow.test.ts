import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { repository } from '../../../simulator/estate/index.ts';
import type { RunReport } from '../../../simulator/runner/index.ts';
import { seedRepository } from '../../../simulator/seed/index.ts';
import { startSimulation } from '../../../simulator/simulation.ts';
import type { Simulation } from '../../../simulator/simulation.ts';
import { root } from '../../support/repository.ts';
import { startOfWorld } from '../../support/world.ts';

const grants = { 'id-token': 'write', contents: 'read', actions: 'read' };

/** A job that does nothing but look at itself. */
function job(
  inputs: Readonly<Record<string, string>>,
  permissions: Readonly<Record<string, string>> = grants,
) {
  const given = { events: 'workflow_dispatch', workflow: 'check.yml', ...inputs };
  return {
    'runs-on': { group: 'quarantine-build' },
    'timeout-minutes': 5,
    permissions,
    steps: [{ uses: '$/actions/preflight', with: given }],
  };
}

const workflow = {
  on: 'workflow_dispatch',
  permissions: {},
  jobs: {
    right: job({ 'runner-group': 'quarantine-build' }),
    'again-beside-it': job({ 'runner-group': 'quarantine-build' }),
    'other-group': job({ 'runner-group': 'management-agents' }),
    'other-event': job({ events: 'push' }),
    'other-file': job({ workflow: 'promote.yml' }),
    'no-actions': job({ 'runner-group': 'quarantine-build' }, { 'id-token': 'write', contents: 'read' }),
    'no-token': job({}, { contents: 'read', actions: 'read' }),
  },
};

let folder = '';
let simulation: Simulation;
let report: RunReport;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lazaret-world-'));
  simulation = await startSimulation({ folder, now: startOfWorld });
  const files = { '.github/workflows/check.yml': JSON.stringify(workflow) };
  const sha = await seedRepository(simulation, { suiteFolder: root, files });
  const event = { repository: repository.fullName, name: 'workflow_dispatch', ref: 'refs/heads/main' };
  const handle = await simulation.runner.start('check.yml', {
    ...{ ...event, sha, actor: 'platform-engineer', payload: {} },
  });
  report = await handle.done;
}, 480_000);

afterAll(async () => {
  await simulation.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('preflight in a workflow', () => {
  it.each([
    ['right', []],
    ['again-beside-it', []],
    ['other-group', ['PREFLIGHT_RUNNER_MISMATCH']],
    ['other-event', ['PREFLIGHT_EVENT_FORBIDDEN']],
    ['other-file', ['PREFLIGHT_WORKFLOW_MISMATCH']],
    ['no-actions', ['GITHUB_FORBIDDEN']],
    ['no-token', ['ID_TOKEN_NOT_PERMITTED']],
  ])('knows the job "%s"', (name, codes) => {
    const found = report.jobs.find(({ jobId }) => jobId === name);
    const messages =
      found?.steps.flatMap(({ annotations }) => annotations.map(({ message }) => message)) ?? [];
    const named = messages.map((message) => /^[A-Z_]+/.exec(message)?.[0] ?? message);
    expect(named.filter((code) => code !== 'PREFLIGHT_FAILED')).toEqual(codes);
    expect(found?.conclusion).toBe(codes.length === 0 ? 'success' : 'failure');
  });
});
