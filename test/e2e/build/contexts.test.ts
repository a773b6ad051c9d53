import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { live, quarantine, repository } from '../../../simulator/estate/index.ts';
import { baseImage } from '../../../simulator/scenarios/images.ts';
import type { StepResult } from '../../../simulator/runner/index.ts';
import { useWorld } from '../../support/world.ts';
import type { PlayOrder } from '../../support/world.ts';
import { pushImage } from '../../support/world/images.ts';
import { baseRepository, renderDockerfile } from '../../support/world/prepare.ts';
import { expectRefusal } from '../../support/world/refusal.ts';

const world = useWorld();
let workspace: string;

beforeEach(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'lazaret-workspace-'));
});

afterEach(() => rm(workspace, { recursive: true }));

/** Builds a folder of these files. */
async function build(files: Readonly<Record<string, string>>, order: PlayOrder = {}): Promise<StepResult> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(workspace, 'service', name, '..'), { recursive: true });
    await writeFile(join(workspace, 'service', name), text);
  }
  const inputs = { context: 'service', ...order.with };
  return world().play('build-image', { ...order, with: inputs, job: { workspace } });
}

interface ImageConfig {
  readonly config: { readonly Labels?: Readonly<Record<string, string>>; readonly Cmd?: readonly string[] };
}

async function readConfig({ outputs }: StepResult): Promise<ImageConfig['config']> {
  const { simulation } = world();
  const manifest = await readJson(outputs['digest'] ?? '');
  const digest = Reflect.get(Object(Reflect.get(manifest, 'config')), 'digest') as string;
  expect(simulation.registries.find(quarantine.loginServer)?.hasBlob('workload/chain-api', digest)).toBe(
    true,
  );
  return ((await readJson(digest)) as ImageConfig).config;
}

async function readJson(digest: string): Promise<object> {
  const bytes = await world().simulation.world.blobs.read(digest);
  return JSON.parse(Buffer.from(bytes ?? []).toString()) as object;
}

const from = `FROM ${live.loginServer}/${baseRepository}@${baseImage.digest}`;

describe('target and build arguments', () => {
  const dockerfile = [
    `${from} AS one`,
    'LABEL stage=one',
    `${from} AS two`,
    'ARG VERSION=none',
    'LABEL stage=two version=$VERSION',
    '',
  ].join('\n');

  it('end with the stage that was asked for', async () => {
    const result = await build({ Dockerfile: dockerfile }, { with: { target: 'one' } });
    expect((await readConfig(result)).Labels).toEqual({ stage: 'one' });
  });

  it('reach the build, values with equals signs and spaces too', async () => {
    const result = await build({ Dockerfile: dockerfile }, { with: { 'build-args': 'VERSION=a=b c' } });
    expect((await readConfig(result)).Labels).toEqual({ stage: 'two', version: 'a=b c' });
  });

  it('make another run: another argument is another image', async () => {
    const inputs = [{ 'build-args': 'VERSION=1' }, { 'build-args': 'VERSION=2' }, { target: 'one' }];
    const results: StepResult[] = [];
    for (const given of inputs) results.push(await build({ Dockerfile: dockerfile }, { with: given }));
    expect(results.map(({ outputs }) => outputs['run-id'])).toEqual(['ca1', 'ca2', 'ca3']);
    expect(new Set(results.map(({ outputs }) => outputs['digest'])).size).toBe(3);
  });
});

describe('secret build arguments', () => {
  it('are nowhere in log, outputs, requests or the state of the world', async () => {
    const secret = 'hunter2-in-a-build-argument';
    const files = { Dockerfile: renderDockerfile(['ARG TOKEN', 'LABEL given=yes']), 'src/index.js': '' };
    const result = await build(files, { with: { 'secret-build-args': `TOKEN=${secret}` } });
    expect(result.conclusion).toBe('success');
    await world().simulation.world.flush();
    const folder = world().simulation.world.folder;
    const texts = {
      log: result.log.join('\n'),
      raw: result.rawOutput,
      summary: result.summary,
      outputs: JSON.stringify(result.outputs),
      requests: await readFile(join(folder, 'requests.jsonl'), 'utf8'),
      tasks: await readFile(join(folder, 'state/azure-tasks.json'), 'utf8'),
    };
    const leaks = Object.entries(texts).filter(([, text]) => text.includes(secret));
    expect(leaks.map(([name]) => name)).toEqual([]);
  });

  it('stay hidden when the build itself prints them', async () => {
    const secret = 'hunter2-in-a-label';
    const files = {
      Dockerfile: renderDockerfile(['ARG TOKEN', `LABEL token=${secret}`]),
      'src/index.js': '',
    };
    const inputs = { 'secret-build-args': `TOKEN=${secret}`, 'log-file': 'build.log' };
    const result = await build(files, { with: inputs });
    expect(result.log.filter((line) => line.includes('LABEL token='))).toHaveLength(1);
    expect(result.log.filter((line) => line.includes(secret))).toEqual([]);
    const log = await readFile(join(workspace, 'build.log'), 'utf8');
    expect([log.includes('LABEL token='), log.includes(secret)]).toEqual([true, false]);
  });
});

describe('the log', () => {
  it('keeps every character, also where a range of bytes ends within one', async () => {
    // Three bytes a character and ranges of 256 KiB, which is no multiple of three.
    const text = '語'.repeat(1000);
    const labels = Array.from({ length: 300 }, (_, at) => `LABEL l${at}=${text}`);
    const logFile = 'service/build.log';
    const files = {
      Dockerfile: renderDockerfile(labels),
      'src/index.js': '',
      '.dockerignore': 'build.log\n',
    };
    const result = await build(files, { with: { 'log-file': logFile } });
    expect(result.conclusion).toBe('success');
    const log = await readFile(join(workspace, logFile), 'utf8');
    expect(Buffer.byteLength(log)).toBeGreaterThan(3 * 256 * 1024);
    expect(log).not.toContain('\uFFFD');
    expect(labels.filter((label) => !log.includes(label))).toEqual([]);
  }, 120_000);
});

describe('a Git context', () => {
  const context = `https://github.com/${repository.fullName}.git#main:workload/chain-api`;

  it('is built at the commit that its branch names', async () => {
    const { hub } = world().simulation.github;
    Object.assign(hub.findRepository(repository.fullName) ?? {}, { visibility: 'public' });
    const result = await build({}, { with: { context } });
    expect(result.outputs).toMatchObject({ status: 'built', commit: world().sha });
    const files = { 'workload/chain-api/src/index.js': 'console.log("changed");\n' };
    const change = { branch: 'main', message: 'Change', author: 'workload-developer', files };
    const sha = await hub.commit(repository.fullName, change);
    const second = await build({}, { with: { context } });
    expect(second.outputs).toMatchObject({ status: 'built', commit: sha });
    expect(second.outputs['digest']).not.toBe(result.outputs['digest']);
    const old = await build({}, { with: { context: context.replace('main', world().sha) } });
    expect(old.outputs).toMatchObject({ digest: result.outputs['digest'], commit: world().sha });
  });

  it('must be public', async () => {
    const refusal = { action: 'build-image', with: { context }, code: 'GIT_FAILED' } as const;
    await expectRefusal(world(), refusal);
  });

  it('must have the branch', async () => {
    const { hub } = world().simulation.github;
    Object.assign(hub.findRepository(repository.fullName) ?? {}, { visibility: 'public' });
    const inputs = { context: context.replace('main', 'none') };
    await expectRefusal(world(), { action: 'build-image', with: inputs, code: 'GIT_REF_NOT_FOUND' });
  });
});

describe('base images', () => {
  it('that the identity may not pull fail the run, and the message names the role and the place', async () => {
    const order = { repository: 'workload/private', text: 'private', registry: 'live' } as const;
    const digest = await pushImage(world().simulation, order);
    await mkdir(join(workspace, 'service'));
    const image = `${live.loginServer}/workload/private@${digest}`;
    await writeFile(join(workspace, 'service/Dockerfile'), `FROM ${image}\n`);
    const step = { action: 'build-image', with: { context: 'service' }, job: { workspace } } as const;
    const message = await expectRefusal(world(), { ...step, code: 'TASKS_RUN_FAILED' });
    expect(message).toContain('"Container Registry Repository Reader"');
    expect(message).toContain(`"workload/private" on ${live.loginServer}`);
  });

  it('that a tag names are reported with the digest they had', async () => {
    const image = `${live.loginServer}/${baseRepository}:moving`;
    const { simulation } = world();
    const store = simulation.registries.find(live.loginServer);
    const bytes = await store?.manifestBytes(baseImage.digest);
    const mediaType = store?.resolve(baseRepository, baseImage.digest)?.mediaType ?? '';
    await store?.putManifest(baseRepository, { bytes: bytes ?? new Uint8Array(), mediaType, tag: 'moving' });
    const result = await build({ Dockerfile: `FROM ${image}\n` });
    expect(JSON.parse(result.outputs['base-digests'] ?? '')).toEqual([{ image, digest: baseImage.digest }]);
  });
});
