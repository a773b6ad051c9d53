import { beforeAll, describe, expect, it } from '@jest/globals';
import { quarantine, repository } from '../../../simulator/estate/index.ts';
import { runnerPools } from '../../../simulator/estate/runner-pools.ts';
import type { RunHandle, RunReport } from '../../../simulator/runner/index.ts';
import { placeBase } from '../../../simulator/scenarios/images.ts';
import { construct, takeIdentities } from '../../support/world/callers.ts';
import { holdRuns } from '../../support/world/hold.ts';
import { renderDockerfile } from '../../support/world/prepare.ts';
import { findJob, readCodes, useWorkflows } from '../../support/world/workflows.ts';

const service = {
  'workload/chain-api/Dockerfile': renderDockerfile(),
  'workload/chain-api/src/index.js': 'console.log("chain-api");\n',
};
const world = useWorkflows({ '.github/workflows/construct.yml': construct, ...service });
const { fullName } = repository;

beforeAll(() => placeBase(world().simulation), 240_000);

function listBuilds(): readonly string[] {
  const runs = world().simulation.tasks.listRuns(quarantine.name);
  return runs.map(({ runId, status }) => `${runId} ${status}`).toReversed();
}

async function end(handles: readonly RunHandle[]): Promise<readonly RunReport[]> {
  return Promise.all(handles.map(({ done }) => done));
}

describe('a run of build.yml that is cancelled', () => {
  let handle: RunHandle;

  it('tells the build, which cancels its run in ACR, and what is required is red', async () => {
    const held = holdRuns(world().simulation);
    handle = await world().start('construct.yml');
    await held.arrived();
    handle.cancel();
    const report = await handle.done;
    held.release();
    await world().simulation.tasks.settle();
    const build = findJob(report, 'build');
    // What GitHub calls a run of which a job was cancelled and another failed then is not documented.
    expect([build.conclusion, readCodes(build)]).toEqual(['cancelled', ['CANCELLED']]);
    expect(findJob(report, 'required').conclusion).toBe('failure');
    expect(listBuilds()).toEqual(['ca1 Canceled']);
  }, 240_000);

  it('is built by a re-run of its failed jobs, which leaves alone what had succeeded', async () => {
    const again = await world().simulation.runner.rerun(handle.id, {
      ...{ actor: 'platform-engineer', failedOnly: true },
    });
    const report = await again.done;
    expect([report.id, report.attempt, report.conclusion]).toEqual([handle.id, 2, 'success']);
    expect(report.jobs.map(({ jobId, attempt, conclusion }) => [jobId, attempt, conclusion])).toEqual([
      ['build', 2, 'success'],
      ['required', 2, 'success'],
    ]);
    expect(listBuilds()).toEqual(['ca1 Canceled', 'ca2 Succeeded']);
    const { digest } = findJob(report, 'build').outputs;
    const store = world().simulation.registries.find(quarantine.loginServer);
    expect(store?.resolve('workload/chain-api', digest ?? '')?.digest).toBe(digest);
  }, 240_000);
});

describe('a pull request', () => {
  it('that edits a workflow gets no other identity out of main’s build.yml, nor an environment', async () => {
    const { hub } = world().simulation.github;
    const before = world().simulation.requests.count;
    const handles = await world().happen(async () => {
      const files = { '.github/workflows/pull-request.yml': takeIdentities };
      const [branch, author, title] = ['take', 'workload-developer', 'Tidy up'] as const;
      await hub.commit(fullName, { branch, message: title, author, files });
      await hub.openPullRequest(fullName, { author, branch, title });
    });
    const [report] = await end(handles);
    const jobs = report?.jobs ?? [];
    const builds = jobs.filter(({ jobId }) => jobId === 'build');
    const promote = jobs.find(({ jobId }) => jobId === 'promote');
    expect([jobs.length, builds.length]).toEqual([6, 5]);
    expect(new Set(jobs.map(({ conclusion }) => conclusion))).toEqual(new Set(['failure']));
    expect(builds.map(readCodes)).toEqual(builds.map(() => ['ENTRA_FEDERATION_MISMATCH']));
    expect(
      builds.map(({ annotations }) => annotations.some(({ message }) => message.includes('AADSTS700213'))),
    ).toEqual(builds.map(() => true));
    // The environment's branches keep the job out before it has a runner.
    expect([promote?.steps, promote?.runner]).toEqual([[], undefined]);
    const azure = world()
      .simulation.requests.since(before)
      .filter(({ host }) => host === 'management.azure.com');
    expect([azure, listBuilds().length]).toEqual([[], 2]);
  }, 240_000);

  it('from a fork is planned alone, on no runner of ours, with no right to write', async () => {
    const { hub } = world().simulation.github;
    const { fullName: fork } = await hub.forkRepository(fullName, 'outside-contributor');
    const before = world().simulation.requests.count;
    const handles = await world().happen(async () => {
      const files = { 'workload/chain-api/src/index.js': 'console.log("mine");\n' };
      const [branch, author, title] = ['more', 'outside-contributor', 'Add more'] as const;
      await hub.commit(fork, { branch, message: title, author, files });
      await hub.openPullRequest(fullName, { author, branch, title, from: fork });
    });
    const [report] = await end(handles);
    const ends = report?.jobs.map(({ name, conclusion }) => [name, conclusion]);
    expect(ends).toEqual([
      ['Plan', 'success'],
      ['Images', 'skipped'],
      ['Comment', 'skipped'],
      ['Pull request required', 'success'],
    ]);
    // What is green here says by itself that nothing was judged.
    const said = report?.jobs.find(({ jobId }) => jobId === 'required')?.annotations;
    expect(said).toEqual([expect.objectContaining({ level: 'notice' })]);
    const own: readonly (string | undefined)[] = runnerPools.flatMap(({ group, environment }) =>
      environment === 'self-hosted' ? [group] : [],
    );
    expect(report?.jobs.filter(({ runner }) => own.includes(runner))).toEqual([]);
    const writes = report?.jobs
      .filter(({ conclusion }) => conclusion !== 'skipped')
      .flatMap(({ permissions }) => Object.values(permissions))
      .filter((level) => level === 'write');
    expect(writes).toEqual([]);
    const asked = world()
      .simulation.requests.since(before)
      .map(({ host }) => host);
    expect(asked.filter((host) => host.startsWith('login.') || host.endsWith('.azurecr.io'))).toEqual([]);
  }, 240_000);
});
