import { afterEach, describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { identities, legacy, live, quarantine } from '../../estate/index.ts';
import type { TestBed } from './testing/setup.ts';
import { LogLink, openTestBed, Run, TaskRun, toPrincipal } from './testing/setup.ts';

const files = {
  Dockerfile: 'FROM scratch\nARG VERSION=1\nWORKDIR /app\nCOPY . .\nENV VERSION=$VERSION\nCMD ["/app/run"]\n',
  '.dockerignore': 'secret*\nDockerfile\n',
  'run.txt': 'hello\n',
  'secret.txt': 'no\n',
};

const beds: TestBed[] = [];

afterEach(async () => {
  await Promise.all(beds.splice(0).map(({ tasks, world }) => tasks.close().then(() => world.close())));
});

describe('a task run', () => {
  it('builds an uploaded context into the registry and tells it in run, log and store', async () => {
    const bed = await open();
    const run = await build(bed, {});
    expect(run).toMatchObject({ status: 'Succeeded', runType: 'QuickRun', provisioningState: 'Succeeded' });
    const [image] = run.outputImages ?? [];
    const digest = digestOf(run);
    expect(image).toMatchObject({ registry: quarantine.loginServer, repository: 'workload/app', tag: '1' });
    const stored = bed.registries.find(quarantine.loginServer)?.resolve('workload/app', '1');
    expect(stored?.digest).toBe(digest);
    const log = await readLog(bed, run.runId);
    expect(log.complete).toBe('succeeded');
    expect(log.text).toContain('Step 4/6 : COPY . .\r\n');
    expect(log.text).toContain(`1: digest: ${digest} size: `);
    expect(log.text).toMatch(/\r\nRun ID: ca1 was successful after \d+s\r\n$/);
  });

  it('makes the same digest in another world at another time', async () => {
    const first = await build(await open(), {});
    const other = await open();
    other.world.clock.advance(400 * 24 * 3600_000);
    const second = await build(other, {});
    expect(digestOf(second)).toBe(digestOf(first));
  });

  it('is answered with what is there when the PUT repeats its tag, and runs again with another', async () => {
    const bed = await open();
    const body = await makePut(bed, {});
    const ids = [];
    for (const forceUpdateTag of ['a', 'a', 'b']) {
      const reply = await bed.arm('PUT', `${quarantine.id}/taskRuns/probe-1`, {
        properties: { ...body.properties, forceUpdateTag },
      });
      ids.push([reply.status, v.parse(TaskRun, await reply.json()).properties.runResult.name]);
    }
    expect(ids).toEqual([
      [201, 'ca1'],
      [200, 'ca1'],
      [200, 'ca2'],
    ]);
  });

  it('never answers the value of a secret', async () => {
    const bed = await open({ logins: new Map([['token-1', toPrincipal('lazaret-build')]]) });
    await build(bed, {
      arguments: [{ name: 'KEY', value: 'hush-hush', isSecret: true }],
      credentials: { ...asCaller, ...loginTo(live.loginServer, 'token-1') },
    });
    const texts = [
      await (await bed.arm('GET', `${quarantine.id}/taskRuns/probe-1`)).text(),
      await (await bed.arm('POST', `${quarantine.id}/taskRuns/probe-1/listDetails`)).text(),
      await (await bed.arm('GET', `${quarantine.id}/runs`)).text(),
    ];
    for (const text of texts) expect(text).not.toMatch(/hush-hush|token-1/);
  });

  it.each([
    ['without the caller’s identity on a registry in ABAC mode', { credentials: {} }, 'unauthorized'],
    [
      'when an instruction needs a program and buildah is not wanted',
      { dockerfile: 'FROM scratch\nADD https://x.example/a /\n' },
      'ADD failed',
    ],
    ['when the Dockerfile is not there', { dockerFilePath: 'nowhere' }, 'no such file or directory'],
    [
      'when a copied file is ignored',
      { dockerfile: 'FROM scratch\nCOPY secret.txt /\n' },
      'excluded by .dockerignore',
    ],
    [
      'when the base image is not there',
      { dockerfile: 'FROM docker.io/library/none:1\n' },
      'manifest unknown',
    ],
    [
      'without a login to the base’s registry',
      { dockerfile: `FROM ${live.loginServer}/base:1\n` },
      'unauthorized: authentication required',
    ],
  ])('fails %s', async (_, change, words) => {
    const bed = await open();
    const { dockerfile, ...request } = { dockerfile: undefined, ...change };
    const run = await build(bed, request, dockerfile);
    expect(run).toMatchObject({ status: 'Failed', runErrorMessage: 'failed during run, err: exit status 1' });
    expect(run.outputImages).toBeUndefined();
    const log = await readLog(bed, run.runId);
    expect(log.complete).toBe('failed');
    expect(log.text).toContain(words);
    expect(log.text).toMatch(
      /Run ID: ca1 failed after \d+s\. Error: failed during run, err: exit status 1\r\n$/,
    );
  });

  it('fails to log in with a refresh token that the registry did not issue', async () => {
    const bed = await open();
    const run = await build(bed, { credentials: { ...asCaller, ...loginTo(live.loginServer, 'made-up') } });
    expect(run.status).toBe('Failed');
    expect(run.runErrorMessage).toContain('failed to login, ran out of retries');
  });

  it('builds on a base image of another registry that it is logged in to', async () => {
    const bed = await open({ logins: new Map([['token-1', toPrincipal('lazaret-build')]]) });
    const base = await build(bed, { credentials: asCaller });
    const store = bed.registries.find(live.loginServer);
    const bytes = await bed.world.blobs.read(digestOf(base));
    await store?.putManifest('base', {
      bytes: bytes ?? new Uint8Array(),
      mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
      tag: '1',
    });
    const dockerfile = `FROM ${live.loginServer}/base@${digestOf(base)}\nLABEL a=b\n`;
    const credentials = { ...asCaller, ...loginTo(live.loginServer, 'token-1') };
    const run = await build(bed, { credentials }, dockerfile, 'probe-2');
    expect(run.status).toBe('Succeeded');
    const log = await readLog(bed, run.runId);
    expect(log.text).toContain(`Digest: ${digestOf(base)}`);
    expect(log.text).toContain(
      '  runtime-dependency:\r\n    registry: lazaretlive.azurecr.io\r\n    repository: base\r\n',
    );
  });
});

describe('the queue', () => {
  it('keeps a run of an empty pool queued until an instance is there', async () => {
    const bed = await open();
    const { runId } = await start(bed, { agentPoolName: 'empty-pool' });
    await bed.tasks.settle();
    expect((await readRun(bed, runId)).status).toBe('Queued');
    const pool = `${quarantine.id}/agentPools/empty-pool`;
    expect(await (await bed.arm('POST', `${pool}/listQueueStatus`)).json()).toEqual({ count: 1 });
    await bed.arm('PATCH', pool, { properties: { count: 1 } });
    await bed.tasks.settle();
    expect((await readRun(bed, runId)).status).toBe('Succeeded');
  });

  it('keeps a run of a missing pool queued, or rejects it by the named assumption', async () => {
    const bed = await open();
    const { runId } = await start(bed, { agentPoolName: 'no-such-pool' });
    await bed.tasks.settle();
    expect((await readRun(bed, runId)).status).toBe('Queued');
    bed.world.setAssumption('tasks-missing-pool', 'rejected');
    const body = await makePut(bed, { agentPoolName: 'no-such-pool' });
    expect((await bed.arm('PUT', `${quarantine.id}/taskRuns/probe-9`, body)).status).toBe(404);
  });

  it('cancels a queued run', async () => {
    const bed = await open();
    const { runId } = await start(bed, { agentPoolName: 'empty-pool' });
    expect((await bed.arm('POST', `${quarantine.id}/runs/${runId}/cancel`)).status).toBe(200);
    expect((await readRun(bed, runId)).status).toBe('Canceled');
    expect((await readLog(bed, runId)).complete).toBe('canceled');
  });

  it('ends a live run as an error when the simulator starts again, and keeps what waits', async () => {
    const bed = await open();
    const waiting = await start(bed, { agentPoolName: 'empty-pool' });
    const run = bed.tasks.findRun(quarantine.name, waiting.runId);
    const lost = await start(bed, { agentPoolName: 'empty-pool' }, 'probe-3');
    const lostRun = bed.tasks.findRun(quarantine.name, lost.runId);
    if (lostRun === undefined || run === undefined) throw new Error('no run');
    lostRun.status = 'Running';
    await bed.world.flush();
    const again = await open({ folder: bed.world.folder });
    expect((await readRun(again, waiting.runId)).status).toBe('Queued');
    expect(await readRun(again, lost.runId)).toMatchObject({
      status: 'Error',
      runErrorMessage: 'agent was lost',
    });
  });
});

describe('scheduleRun', () => {
  it('builds on a registry in legacy mode without credentials, as az 2.45 asks', async () => {
    const bed = await open();
    const sourceLocation = await bed.upload(legacy.id, files);
    const reply = await bed.arm('POST', `${legacy.id}/scheduleRun`, {
      ...{ type: 'DockerBuildRequest', imageNames: ['app:1'], isPushEnabled: true, noCache: false },
      ...{ dockerFilePath: 'Dockerfile', arguments: [], timeout: 3600, sourceLocation, credentials: {} },
      ...{
        agentPoolName: 'legacy-pool',
        isArchiveEnabled: false,
        platform: { os: 'linux', architecture: 'amd64' },
      },
    });
    expect(reply.status).toBe(200);
    const run = v.parse(Run, await reply.json());
    expect(run.properties).toEqual({
      runId: run.name,
      status: 'Queued',
      lastUpdatedTime: expect.any(String),
      provisioningState: 'Succeeded',
      isArchiveEnabled: false,
    });
    await bed.tasks.settle();
    expect(await (await bed.arm('GET', `${legacy.id}/runs/${run.name}`)).json()).toMatchObject({
      properties: { status: 'Succeeded' },
    });
  });
});

const asCaller = { sourceRegistry: { identity: '[caller]' } };

function loginTo(host: string, password: string) {
  const userName = { value: '00000000-0000-0000-0000-000000000000', type: 'Opaque' };
  return { customRegistries: { [host]: { userName, password: { value: password, type: 'Opaque' } } } };
}

async function open(options: Parameters<typeof openTestBed>[0] = {}): Promise<TestBed> {
  const bed = await openTestBed(options);
  beds.push(bed);
  return bed;
}

async function makePut(bed: TestBed, change: object, dockerfile?: string) {
  const content = dockerfile === undefined ? files : { ...files, Dockerfile: dockerfile };
  const runRequest = {
    ...{ type: 'DockerBuildRequest', imageNames: ['workload/app:1'], dockerFilePath: 'Dockerfile' },
    ...{
      platform: { os: 'Linux', architecture: 'amd64' },
      agentPoolName: 'quarantine-pool',
      credentials: asCaller,
    },
    sourceLocation: await bed.upload(quarantine.id, content),
    ...change,
  };
  return { properties: { runRequest, forceUpdateTag: '1' } };
}

async function start(bed: TestBed, change: object, name = 'probe-1', dockerfile?: string) {
  const put = await bed.arm(
    'PUT',
    `${quarantine.id}/taskRuns/${name}`,
    await makePut(bed, change, dockerfile),
  );
  expect(put.status).toBe(201);
  return v.parse(TaskRun, await put.json()).properties.runResult.properties;
}

async function build(bed: TestBed, change: object, dockerfile?: string, name = 'probe-1') {
  const { runId } = await start(bed, change, name, dockerfile);
  await bed.tasks.settle();
  return readRun(bed, runId);
}

async function readRun(bed: TestBed, runId: string) {
  const reply = await bed.arm('GET', `${quarantine.id}/runs/${runId}`, undefined, identities.build.name);
  return v.parse(Run, await reply.json()).properties;
}

function digestOf(run: {
  readonly outputImages?: readonly { readonly digest: string }[] | undefined;
}): string {
  const [image] = run.outputImages ?? [];
  if (image === undefined) throw new Error('the run has no output image');
  return image.digest;
}

async function readLog(bed: TestBed, runId: string) {
  const link = await bed.arm('POST', `${quarantine.id}/runs/${runId}/listLogSasUrl`);
  const { logLink } = v.parse(LogLink, await link.json());
  const reply = await bed.blobs.service.handle(new Request(logLink));
  return { text: await reply.text(), complete: reply.headers.get('x-ms-meta-complete') };
}
