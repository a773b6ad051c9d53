import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { createGzip } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { pack } from 'tar-stream';
import type { ActionContext } from '../../lib/action/types.ts';
import { CodedError } from '../../lib/base/errors/index.ts';
import { isFinished } from '../../lib/clients/tasks/index.ts';
import type { Run, TasksClient } from '../../lib/clients/tasks/index.ts';
import { computeDigest, parseDigest } from '../../lib/domain/image/index.ts';
import { openAzure, openGithub } from '../../lib/session/index.ts';
import type { AzureSession } from '../../lib/session/index.ts';
import {
  describeJob,
  identities,
  live,
  quarantine,
  repository,
  tenantId,
} from '../../simulator/estate/index.ts';
import type { EstateIdentity } from '../../simulator/estate/index.ts';
import { startSimulation } from '../../simulator/simulation.ts';
import type { Simulation } from '../../simulator/simulation.ts';
import { catalogue, seedImage } from '../../simulator/upstream/index.ts';
import { createRecordingLog } from '../support/recording-log.ts';
import type { RecordingLog } from '../support/recording-log.ts';

let folder: string;
let simulation: Simulation;
const trusted = getCACertificates('default');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clients-'));
  simulation = await startSimulation({ folder });
  setDefaultCACertificates([...trusted, await readFile(simulation.gateway.caFile, 'utf8')]);
});

afterEach(() => simulation.faults.clear());

afterAll(async () => {
  setDefaultCACertificates(trusted);
  await simulation.stop();
  await rm(folder, { recursive: true });
});

interface Rig {
  readonly context: ActionContext;
  readonly azure: AzureSession;
  readonly log: RecordingLog;
}

/** What an action of this workflow file would be given. */
function openRig(workflow: string, identity: EstateIdentity, environment?: string): Rig {
  const job = describeJob({
    workflow,
    workspace: folder,
    ...(environment === undefined ? {} : { environment }),
  });
  const log = createRecordingLog();
  const context: ActionContext = {
    log,
    random: () => 0.5,
    clock: {
      now: () => Date.now(),
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 20))),
    },
    exec: () => Promise.reject(new Error('no program is started here')),
    job: {
      ...job,
      runAttempt: 1,
      eventName: job.event,
      workflowRef: '',
      serverUrl: 'https://github.com',
      apiUrl: 'https://api.github.com',
    },
    workspace: folder,
    tempFolder: folder,
    signal: new AbortController().signal,
    proxyEnv: { HTTPS_PROXY: simulation.gateway.url },
    toolEnv: {},
    readEvent: () => Promise.resolve(undefined),
    getIdToken: (audience) => simulation.oidc.mint(job, audience),
  };
  return { context, log, azure: openAzure(context, { tenantId, clientId: identity.clientId }) };
}

async function coded(work: Promise<unknown>): Promise<CodedError> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (error instanceof CodedError) return error;
  throw new Error(`no coded error: ${String(error)}`, { cause: error });
}

function since(n: number, host: string) {
  return simulation.requests.since(n).filter((entry) => entry.host === host);
}

const emptyConfig = Buffer.from('{}');
const mediaType = 'application/vnd.oci.image.manifest.v1+json';

function buildManifest(note: string, subject?: { readonly digest: string; readonly size: number }): Buffer {
  const config = {
    mediaType: 'application/vnd.oci.empty.v1+json',
    digest: computeDigest(emptyConfig),
    size: 2,
  };
  const artifactType = 'application/vnd.lazaret.test';
  const rest = subject === undefined ? {} : { subject: { mediaType, ...subject } };
  return Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType,
      artifactType,
      config,
      layers: [config],
      annotations: { note },
      ...rest,
    }),
  );
}

describe('registry client', () => {
  const { registry, repository: app } = { registry: quarantine.loginServer, repository: 'workload/clients' };

  it('writes, reads, lists and locks, with one sign-in and one exchange', async () => {
    const start = simulation.requests.count;
    const { azure, log } = openRig('build.yml', identities.build);
    const client = azure.registry(registry);
    await client.writeBlob(app, emptyConfig);
    const bytes = buildManifest('one');
    const digest = await client.writeManifest(app, { mediaType, bytes, tag: 'v1' });
    expect(await client.findDigest(app, 'v1')).toBe(digest);
    expect(Buffer.from((await client.findManifest(app, digest))?.bytes ?? [])).toEqual(bytes);
    expect(Buffer.from((await client.findBlob(app, computeDigest(emptyConfig), 10)) ?? [])).toEqual(
      emptyConfig,
    );
    const referrer = await client.writeManifest(app, {
      mediaType,
      bytes: buildManifest('r', { digest, size: bytes.length }),
    });
    expect(
      (await client.listReferrers(app, digest, 'application/vnd.lazaret.test')).map((entry) => entry.digest),
    ).toEqual([referrer]);
    await client.setTagAttributes(app, 'v1', { writeEnabled: false, deleteEnabled: false });
    await client.setManifestAttributes(app, digest, { deleteEnabled: false });
    expect((await client.findTag(app, 'v1'))?.attributes).toMatchObject({
      writeEnabled: false,
      deleteEnabled: false,
      readEnabled: true,
    });
    expect(await client.findManifestProperties(app, digest)).toMatchObject({
      tags: ['v1'],
      attributes: { deleteEnabled: false, writeEnabled: true },
    });
    const names = [];
    for await (const tag of client.listTags(app)) names.push(tag.name);
    expect(names).toEqual(['v1']);
    expect(
      (await coded(client.writeManifest(app, { mediaType, bytes: buildManifest('two'), tag: 'v1' }))).code,
    ).toBe('REGISTRY_LOCKED');
    const exchanges = since(start, registry).filter(({ path }) => path === '/oauth2/exchange');
    expect([exchanges.length, since(start, 'login.microsoftonline.com').length]).toEqual([1, 1]);
    expect(log.masks.length).toBeGreaterThan(3);
    const printed = log.entries.map(({ message }) => message).join('\n');
    expect(printed).not.toMatch(/eyJ|\?/);
  });

  it.each(['token-401', 'resource-401', 'resource-403'])(
    'names the missing right wherever it shows (%s)',
    async (value) => {
      simulation.world.setAssumption('registry-missing-right', value);
      const client = openRig('build.yml', identities.build).azure.registry(registry);
      const error = await coded(client.writeManifest('pr/clients', { mediaType, bytes: buildManifest('x') }));
      simulation.world.setAssumption('registry-missing-right', 'token-401');
      expect([error.code, error.reason.includes('"pr/clients"')]).toEqual(['REGISTRY_FORBIDDEN', true]);
    },
  );

  it('reads a tag back after a lost reply instead of writing it twice', async () => {
    const client = openRig('build.yml', identities.build).azure.registry(registry);
    await client.writeBlob(app, emptyConfig);
    const start = simulation.requests.count;
    const isPut = ({ method, path }: { readonly method: string; readonly path: string }): boolean =>
      method === 'PUT' && path.endsWith('/manifests/v2');
    simulation.faults.add({
      match: (info) => isPut(info) && info.headers.has('authorization'),
      do: { kind: 'commit-then-drop' },
    });
    const digest = await client.writeManifest(app, { mediaType, bytes: buildManifest('v2'), tag: 'v2' });
    expect(await client.findDigest(app, 'v2')).toBe(digest);
    expect(
      since(start, registry)
        .filter(isPut)
        .map(({ fault, status }) => fault ?? status),
    ).toEqual([401, 'commit-then-drop']);
  });

  it('waits when it is throttled', async () => {
    const client = openRig('build.yml', identities.build).azure.registry(registry);
    simulation.faults.add({
      match: ({ path }) => path.includes('/manifests/'),
      do: { kind: 'status', status: 429, retryAfterSeconds: 1 },
      times: 2,
    });
    expect(await client.findDigest(app, 'absent')).toBeUndefined();
  });
});

describe('management client', () => {
  const [image] = catalogue;
  const target = 'upstream/clients';

  async function openUpstream() {
    const store = image === undefined ? undefined : simulation.registries.find(image.registry);
    if (image === undefined || store === undefined) throw new Error('the catalogue is empty');
    const digest = parseDigest(await seedImage(simulation.world, store, image));
    return { kind: 'upstream', host: image.registry, repository: image.repository, digest } as const;
  }

  it('reads the account', async () => {
    const account = await openRig('import.yml', identities.import)
      .azure.management(quarantine.id)
      .readAccount();
    expect(account).toEqual({
      id: quarantine.id,
      name: quarantine.name,
      loginServer: quarantine.loginServer,
      roleAssignmentMode: 'AbacRepositoryPermissions',
    });
  });

  it('says which role is missing', async () => {
    const { azure } = openRig('import.yml', identities.import);
    const absent = azure.management(quarantine.id.replace(/[^/]+$/, 'lazaretabsent'));
    // Who has no right at the scope is not told whether anything is there.
    expect((await coded(absent.readAccount())).code).toBe('ARM_FORBIDDEN');
    const digest = parseDigest(`sha256:${'0'.repeat(64)}`);
    const source = { kind: 'registry', resourceId: quarantine.id, repository: 'x', digest } as const;
    const error = await coded(azure.management(live.id).importImage({ source, repository: 'x', tags: [] }));
    expect(error.code).toBe('ARM_FORBIDDEN');
    expect(error.reason).toContain('Container Registry Data Importer and Data Reader');
  });

  it('imports once, and knows when it cannot know', async () => {
    const source = await openUpstream();
    const { azure } = openRig('import.yml', identities.import);
    const request = { source, repository: target, tags: ['one'] };
    const isPost = ({ path }: { readonly path: string }): boolean => path.endsWith('/importImage');
    const start = simulation.requests.count;
    simulation.faults.add({ match: isPost, do: { kind: 'commit-then-drop' } });
    expect((await coded(azure.management(quarantine.id).importImage(request))).code).toBe(
      'IMPORT_OUTCOME_UNKNOWN',
    );
    expect(since(start, 'management.azure.com').filter(isPost)).toHaveLength(1);
    await simulation.imports.settled();
    expect(await azure.registry(quarantine.loginServer).findDigest(target, 'one')).toBe(source.digest);
    expect((await coded(azure.management(quarantine.id).importImage(request))).code).toBe(
      'IMPORT_TAG_EXISTS',
    );
    await azure
      .management(quarantine.id)
      .importImage({ ...request, repository: `${target}-again`, tags: [] });
    const missing = { ...source, digest: parseDigest(`sha256:${'0'.repeat(64)}`) };
    const error = await coded(
      azure.management(quarantine.id).importImage({ ...request, source: missing, tags: [] }),
    );
    expect(error.code).toBe('IMPORT_SOURCE_NOT_FOUND');
  });
});

describe('tasks and blob clients', () => {
  async function* packContext(): AsyncGenerator<Uint8Array> {
    const tar = pack();
    tar.entry({ name: 'Dockerfile' }, 'FROM scratch\nCOPY hello.txt /\n');
    tar.entry({ name: 'hello.txt' }, 'hello');
    tar.finalize();
    yield* tar.pipe(createGzip());
  }

  async function follow(tasks: TasksClient, runId: string): Promise<Run> {
    for (let look = 0; look < 200; look += 1) {
      const run = await tasks.findRun(runId);
      if (run !== undefined && isFinished(run.status)) return run;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`run ${runId} does not end`);
  }

  it('builds from an uploaded context and reads the log to its end', async () => {
    const { azure } = openRig('build.yml', identities.build);
    const tasks = azure.tasks(quarantine.id);
    const { uploadUrl, relativePath } = await tasks.createUpload();
    await azure.blobs().upload(uploadUrl, packContext());
    const started = await tasks.startTaskRun(
      'clients-1',
      {
        sourceLocation: relativePath,
        imageNames: ['workload/built:1'],
        dockerfile: 'Dockerfile',
        arguments: [],
        platform: { os: 'linux', architecture: 'amd64' },
        agentPool: 'quarantine-pool',
        timeoutSeconds: 600,
        logins: new Map(),
      },
      'tag-1',
    );
    expect(started.name).toBe('clients-1');
    const runId = (await tasks.findTaskRun('clients-1'))?.run?.runId ?? '';
    const run = await follow(tasks, runId);
    expect([run.status, run.errorMessage]).toEqual(['Succeeded', undefined]);
    const [output] = run.outputImages;
    expect(output).toMatchObject({
      registry: quarantine.loginServer,
      repository: 'workload/built',
      tag: '1',
    });
    expect(await azure.registry(quarantine.loginServer).findDigest('workload/built', '1')).toBe(
      output?.digest,
    );
    const chunk = await azure.blobs().readLog(await tasks.readLogUrl(runId), 0, 1 << 20);
    expect([chunk.isStarted, chunk.completion === undefined, chunk.bytes.byteLength > 0]).toEqual([
      true,
      false,
      true,
    ]);
    const end = await azure.blobs().readLog(await tasks.readLogUrl(runId), chunk.bytes.byteLength, 100);
    expect([end.bytes.byteLength, end.completion]).toEqual([0, chunk.completion]);
    await tasks.cancelRun(runId);
  });

  it('reads pools and queues', async () => {
    const tasks = openRig('build.yml', identities.build).azure.tasks(quarantine.id);
    expect(await tasks.findAgentPool('quarantine-pool')).toMatchObject({ name: 'quarantine-pool', count: 1 });
    expect(await tasks.findAgentPool('empty-pool')).toMatchObject({ count: 0 });
    expect([
      await tasks.findAgentPool('no-such-pool'),
      await tasks.findRun('zz9'),
      await tasks.findTaskRun('none'),
    ]).toEqual([undefined, undefined, undefined]);
    expect(await tasks.readQueueLength('quarantine-pool')).toBe(0);
  });

  it('names the role for tasks', async () => {
    const error = await coded(
      openRig('import.yml', identities.import).azure.tasks(quarantine.id).createUpload(),
    );
    expect([error.code, error.reason.includes('"Container Registry Tasks Contributor"')]).toEqual([
      'ARM_FORBIDDEN',
      true,
    ]);
  });
});

describe('sign-in', () => {
  it('says which subject to register', async () => {
    const { azure } = openRig('build.yml', identities.promote);
    const error = await coded(azure.management(live.id).readAccount());
    expect(error.code).toBe('ENTRA_FEDERATION_MISMATCH');
    expect(error.reason).toContain('build.yml@refs/heads/main');
  });

  it('tells a refusing proxy from a refusing service', async () => {
    const error = await coded(
      openRig('build.yml', identities.build).azure.registry('unknown.example').findDigest('a', 'b'),
    );
    expect([error.code, error.subject]).toEqual(['NETWORK_PROXY_REFUSED', 'unknown.example']);
  });
});

describe('GitHub client', () => {
  it('reads branch, history, comparison and protection', async () => {
    const { hub, tokenFor } = simulation.github;
    const commit = (message: string): Promise<string> =>
      hub.commit(repository.fullName, {
        branch: 'main',
        message,
        author: 'platform-engineer',
        files: { [`${message}.txt`]: message },
      });
    const [first, second] = [await commit('one'), await commit('two')];
    const job = describeJob({
      workflow: 'promote.yml',
      workspace: folder,
      permissions: { contents: 'read', actions: 'read', 'pull-requests': 'read' },
    });
    const github = openGithub(openRig('promote.yml', identities.promote, 'promote').context, tokenFor(job));
    expect(await github.readDefaultBranch()).toBe('main');
    const { status, commits } = await github.compare(first, second);
    expect([status, commits.map(({ sha, author }) => [sha, author?.login])]).toEqual([
      'ahead',
      [[second, 'platform-engineer']],
    ]);
    expect((await github.listCommits(second, 1)).isComplete).toBe(false);
    expect(await github.findEnvironment('promote')).toMatchObject({
      canAdminsBypass: false,
      preventSelfReview: true,
      branchPolicy: 'custom',
      branchPatterns: ['main'],
    });
    expect(await github.findEnvironment('nowhere')).toBeUndefined();
    expect(await github.listPullRequests(second)).toEqual([]);
  });

  it('names the permission that a token lacks', async () => {
    const job = describeJob({
      workflow: 'promote.yml',
      workspace: folder,
      permissions: { contents: 'read' },
    });
    const github = openGithub(
      openRig('promote.yml', identities.promote).context,
      simulation.github.tokenFor(job),
    );
    const error = await coded(github.listApprovals(1));
    expect(error.code).toMatch(/^GITHUB_(FORBIDDEN|NOT_FOUND)$/);
    expect(error.reason).toContain('actions: read');
  });
});
