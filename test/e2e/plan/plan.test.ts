import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { repository } from '../../../simulator/estate/index.ts';
import type { HubEvent } from '../../../simulator/github/hub/index.ts';
import type { JsonObject, RunReport } from '../../../simulator/runner/index.ts';
import { seedRepository } from '../../../simulator/seed/index.ts';
import { startSimulation } from '../../../simulator/simulation.ts';
import type { Simulation } from '../../../simulator/simulation.ts';
import { pins } from '../../../workflows-src/pins.ts';
import { root } from '../../support/repository.ts';
import { startOfWorld } from '../../support/world.ts';

const { fullName } = repository;

/** A job that plans on a checkout of so much history. */
function job(depth: number) {
  return {
    'runs-on': 'ubuntu-latest',
    'timeout-minutes': 5,
    permissions: { contents: 'read' },
    outputs: {
      names: "${{ join(fromJSON(steps.plan.outputs.images).*.name, ' ') }}",
      everything: '${{ steps.plan.outputs.everything }}',
    },
    steps: [
      {
        uses: `actions/checkout@${pins['actions/checkout'].sha}`,
        with: { 'fetch-depth': depth, 'persist-credentials': false },
      },
      { id: 'plan', uses: '$/actions/plan-changes' },
    ],
  };
}

const workflow = {
  on: ['push', 'pull_request'],
  permissions: {},
  jobs: { whole: job(0), two: job(2), one: job(1) },
};

const config = `version: 1
images:
  - { name: api, folder: app/api, repository: app/api }
  - { name: web, folder: app/web, repository: app/web }
`;

let folder = '';
let simulation: Simulation;
const events: HubEvent[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lazaret-world-'));
  simulation = await startSimulation({ folder, now: startOfWorld });
  const files = {
    '.github/workflows/plan-only.yml': JSON.stringify(workflow),
    'app/api/Dockerfile': 'FROM scratch\n',
    'app/web/Dockerfile': 'FROM scratch\n',
  };
  await seedRepository(simulation, { suiteFolder: root, files });
  await commit('main', { 'lazaret.yaml': config });
  simulation.github.hub.on((event) => void events.push(event));
}, 480_000);

afterAll(async () => {
  await simulation.stop();
  await rm(folder, { recursive: true, force: true });
});

function commit(branch: string, files: Readonly<Record<string, string>>): Promise<string> {
  return simulation.github.hub.commit(fullName, {
    branch,
    message: 'Change',
    author: 'workload-developer',
    files,
  });
}

/** Runs the workflow on the newest event of a kind; what each job planned. */
async function play(name: string): Promise<Readonly<Record<string, string>>> {
  const event = events.findLast((each) => each.name === name);
  if (event === undefined) throw new Error(`there was no ${name}`);
  const handle = await simulation.runner.start('plan-only.yml', {
    ...event,
    payload: JSON.parse(JSON.stringify(event.payload)) as JsonObject,
  });
  const report: RunReport = await handle.done;
  expect(report.conclusion).toBe('success');
  return Object.fromEntries(
    report.jobs.map(({ jobId, outputs }) => [
      jobId,
      outputs['everything'] === 'true' ? 'everything' : (outputs['names'] ?? ''),
    ]),
  );
}

describe('plan-changes in a workflow', () => {
  it('plans a pull request by its merge commit, whatever main has become', async () => {
    await commit('topic', { 'app/api/x': 'x' });
    await commit('main', { 'app/web/x': 'x' });
    await simulation.github.hub.openPullRequest(fullName, {
      author: 'workload-developer',
      branch: 'topic',
      title: 'x',
    });
    expect(await play('pull_request')).toEqual({ whole: 'api', two: 'api', one: 'everything' });
  }, 240_000);

  it('plans a push by what the branch was at before', async () => {
    await commit('main', { 'app/web/y': 'y' });
    expect(await play('push')).toEqual({ whole: 'web', two: 'web', one: 'everything' });
  }, 240_000);
});
