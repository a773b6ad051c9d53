import { afterEach, describe, expect, it } from '@jest/globals';
import { quarantine } from '../../estate/index.ts';
import type { Builder } from '../builder/index.ts';
import type { RunRecord, TaskRunPut } from './types.ts';
import { makeTar, openTestBed } from './testing/setup.ts';
import type { TestBed } from './testing/setup.ts';

const beds: TestBed[] = [];

afterEach(async () => {
  await Promise.all(beds.splice(0).map(({ tasks, world }) => tasks.close().then(() => world.close())));
});

describe('a live run', () => {
  it('is cancelled while it builds', async () => {
    const { bed, run } = await startHeld();
    bed.tasks.cancel(run);
    await bed.tasks.settle();
    expect(find(bed, run)).toMatchObject({ status: 'Canceled' });
    expect(complete(bed, run)).toBe('canceled');
  });

  it('times out by the simulated clock', async () => {
    const { bed, run } = await startHeld();
    bed.world.clock.advance(299_000);
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(find(bed, run)?.status).toBe('Running');
    bed.world.clock.advance(2_000);
    await bed.tasks.settle();
    expect(find(bed, run)).toMatchObject({ status: 'Timeout', errorMessage: 'run timed out' });
    expect(complete(bed, run)).toBe('timedout');
  });

  it('ends as an error when the agents are closed', async () => {
    const { bed, run } = await startHeld();
    await bed.tasks.close();
    expect(find(bed, run)).toMatchObject({ status: 'Error', errorMessage: 'agent was lost' });
    expect(complete(bed, run)).toBe('internalerror');
  });

  it('keeps the next one of a pool with one instance waiting', async () => {
    const { bed, run, request } = await startHeld();
    const second = bed.tasks.schedule(quarantine, bed.principal, request);
    expect(find(bed, second)?.status).toBe('Queued');
    bed.tasks.cancel(run);
    await until(() => find(bed, second)?.status === 'Running');
    bed.tasks.cancel(second);
  });

  it('is an error, not a failure, when the simulator itself breaks', async () => {
    const bed = await open({ build: () => Promise.reject(new Error('a bug')) });
    const run = bed.tasks.schedule(quarantine, bed.principal, {
      ...held,
      sourceLocation: await bed.upload(quarantine.id, { Dockerfile: '' }),
    });
    await bed.tasks.settle();
    expect(find(bed, run)).toMatchObject({ status: 'Error', errorMessage: 'internal error: a bug' });
  });
});

describe('a Git context', () => {
  const url = 'https://github.com/contoso/lazaret.git';

  it('is built from the folder of its commit', async () => {
    const tar = await makeTar([
      [{ name: 'app/Dockerfile' }, 'FROM scratch\nCOPY a /\n'],
      [{ name: 'app/a' }, 'x'],
    ]);
    const asked: string[] = [];
    const bed = await openTestBed({
      gitSource: {
        archive(repository, commit) {
          asked.push(`${repository} ${commit}`);
          return Promise.resolve(new Blob([new Uint8Array(tar)]).stream());
        },
      },
    });
    beds.push(bed);
    const run = bed.tasks.schedule(quarantine, bed.principal, {
      ...held,
      sourceLocation: `${url}#abc123:app`,
    });
    await bed.tasks.settle();
    expect(find(bed, run)?.status).toBe('Succeeded');
    expect(new Set(asked)).toEqual(new Set([`${url} abc123`]));
  });

  it('fails to download what is not there', async () => {
    const bed = await openTestBed();
    beds.push(bed);
    const run = bed.tasks.schedule(quarantine, bed.principal, { ...held, sourceLocation: `${url}#none` });
    await bed.tasks.settle();
    expect(find(bed, run)).toMatchObject({
      status: 'Failed',
      errorMessage: 'failed during run, err: exit status 1',
    });
  });
});

const held: TaskRunPut['request'] = {
  ...{ type: 'DockerBuildRequest', dockerFilePath: 'Dockerfile', timeout: 300, isPushEnabled: false },
  platform: { os: 'Linux', architecture: 'amd64' },
};

/** A run whose build lasts until it is aborted. */
async function startHeld() {
  const started = Promise.withResolvers<undefined>();
  const bed = await open({
    build(job) {
      started.resolve(undefined);
      return new Promise((_, reject) => {
        job.signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
      });
    },
  });
  const sourceLocation = await bed.upload(quarantine.id, { Dockerfile: 'FROM scratch\n' });
  const request = { ...held, sourceLocation, agentPoolName: 'quarantine-pool' };
  const run = bed.tasks.schedule(quarantine, bed.principal, request);
  await started.promise;
  return { bed, run, request };
}

async function open(builder: Builder): Promise<TestBed> {
  const bed = await openTestBed({ builder });
  beds.push(bed);
  return bed;
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 10));
}

function find(bed: TestBed, run: RunRecord): RunRecord | undefined {
  return bed.tasks.findRun(quarantine.name, run.runId);
}

function complete(bed: TestBed, run: RunRecord): string | undefined {
  const { pathname } = new URL(bed.tasks.logUrl(quarantine, run));
  const [, container = '', ...name] = pathname.split('/');
  return bed.blobs.files.find({ container, name: name.join('/') })?.metadata['Complete'];
}
