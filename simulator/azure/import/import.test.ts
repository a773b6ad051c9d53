import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { identities, live, quarantine } from '../../estate/index.ts';
import type { EstateIdentity } from '../../estate/index.ts';
import { catalogue, seedImage, seedUpstream } from '../../upstream/index.ts';
import { openBench, principalOf } from '../registry/testing/bench.ts';
import type { Bench } from '../registry/testing/bench.ts';
import type { RegistryStore } from '../registry/index.ts';
import { createImports } from './index.ts';
import type { Imports, ImportState } from './index.ts';

const indexType = 'application/vnd.oci.image.index.v1+json';
const repository = 'workload/app';
let bench: Bench;
let imports: Imports;
let source: RegistryStore;
let target: RegistryStore;
let digest: string;

beforeEach(async () => {
  bench = await openBench();
  const { world, registries, authorizer } = bench;
  imports = createImports(world, { registries, authorizer });
  await seedUpstream(world, registries);
  source = findStore(quarantine.loginServer);
  target = findStore(live.loginServer);
  digest = await publish('v1');
});

afterEach(() => bench.close());

function findStore(host: string): RegistryStore {
  const store = bench.registries.find(host);
  if (store === undefined) throw new Error(host);
  return store;
}

/** Pushes a catalogue image to quarantine's workload under a tag; another `created` is another digest. */
async function publish(tag: string, created = '2029-01-01T00:00:00Z'): Promise<string> {
  const [spec] = catalogue;
  if (spec === undefined) throw new Error('empty catalogue');
  return seedImage(bench.world, source, { ...spec, repository, tags: [tag], created });
}

interface Asked {
  readonly sourceImage?: string;
  readonly targetTags?: readonly string[];
  readonly untaggedTargetRepositories?: readonly string[];
  readonly mode?: string;
  readonly source?: object;
}

function start(asked: Asked = {}, identity: EstateIdentity = identities.promote, into = live.id) {
  const { sourceImage = `${repository}@${digest}`, source: from, ...rest } = asked;
  const body = {
    source: { resourceId: quarantine.id, ...from, sourceImage },
    targetTags: [`${repository}:1`],
    ...rest,
  };
  return imports.start(principalOf(identity), into, body);
}

async function finish(started: Awaited<ReturnType<typeof start>>): Promise<ImportState | undefined> {
  if (!started.ok) throw new Error(`${started.code} ${started.message}`);
  await waitFor(() => imports.poll(started.operationId)?.state !== 'running');
  return imports.poll(started.operationId);
}

describe('start', () => {
  it.each([
    ['an unknown mode', { mode: 'Maybe' }],
    ['no target', { targetTags: [] }],
    ['two kinds of source', { source: { registryUri: 'mcr.microsoft.com' } }],
    ['no source', { source: { resourceId: undefined } }],
  ])('refuses %s at once', async (_, asked) => {
    expect(await start(asked)).toMatchObject({ ok: false, status: 400, code: 'InvalidParameter' });
  });

  it('needs the right on the target', async () => {
    expect(await start({}, identities.build)).toMatchObject({
      ok: false,
      status: 403,
      code: 'AuthorizationFailed',
    });
  });

  it.each([
    ['at-once', { ok: false, status: 403, code: 'LinkedAuthorizationFailed' }],
    ['on-poll', { ok: true }],
  ])('needs the right on the source as well, refused %s', async (value, expected) => {
    bench.world.setAssumption('import-source-denied', value);
    bench.authorizer.removeAssignments({ principalName: identities.promote.name, scope: quarantine.id });
    const started = await start();
    expect(started).toMatchObject(expected);
    if (started.ok) expect(await finish(started)).toMatchObject({ state: 'failed', code: 'Forbidden' });
  });

  it('remembers the last two hundred operations that ended, and all that run', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 230; index += 1) {
      const started = await start({ targetTags: [`${repository}:${index}`] });
      if (started.ok) ids.push(started.operationId);
    }
    expect(new Set(ids).size).toBe(230);
    expect(ids.every((id) => imports.poll(id) !== undefined)).toBe(true);
    await imports.settled();
    const started = await start({ targetTags: [`${repository}:last`] });
    await finish(started);
    const known = ids.filter((id) => imports.poll(id) !== undefined);
    expect(known.length).toBeLessThanOrEqual(200);
    expect(imports.poll(ids.at(-1) ?? '')).toEqual({ state: 'succeeded' });
  });

  it('knows no operation that never was', () => {
    expect(imports.poll('none')).toBeUndefined();
  });
});

describe('copy', () => {
  it('takes the index and all its children and blobs, byte for byte', async () => {
    const started = await start();
    if (started.ok) expect(imports.poll(started.operationId)).toEqual({ state: 'running' });
    expect(await finish(started)).toEqual({ state: 'succeeded' });
    expect(target.resolve(repository, '1')?.digest).toBe(digest);
    expect(target.manifests(repository)).toEqual(source.manifests(repository));
  });

  it('copies no referrers', async () => {
    const subject = { mediaType: indexType, digest, size: 1 };
    const bytes = Buffer.from(
      JSON.stringify({ schemaVersion: 2, mediaType: indexType, manifests: [], subject }),
    );
    const pushed = await source.putManifest(repository, { bytes, mediaType: indexType });
    await finish(await start());
    expect(pushed.ok && target.resolve(repository, pushed.digest)).toBeUndefined();
    expect(pushed.ok && source.resolve(repository, pushed.digest)).toBeDefined();
  });

  it('leaves an untagged target untagged', async () => {
    await finish(await start({ targetTags: [], untaggedTargetRepositories: ['upstream/x'] }));
    expect([target.tags('upstream/x'), target.resolve('upstream/x', digest)?.digest]).toEqual([[], digest]);
  });

  it('takes an upstream image without credentials', async () => {
    const from = { resourceId: undefined, registryUri: 'mcr.microsoft.com' };
    const asked = {
      source: from,
      sourceImage: 'hello-world',
      targetTags: ['upstream/mcr.microsoft.com/hello-world:latest'],
    };
    expect(await finish(await start(asked, identities.import, quarantine.id))).toEqual({
      state: 'succeeded',
    });
    expect(source.tags('upstream/mcr.microsoft.com/hello-world')).toEqual(['latest']);
  });
});

describe('failure on the poll', () => {
  it.each([
    ['an unknown tag', { sourceImage: `${repository}:none` }, 400, 'BadRequest'],
    ['an unknown digest', { sourceImage: `${repository}@sha256:${'0'.repeat(64)}` }, 400, 'BadRequest'],
    [
      'another host',
      { source: { resourceId: undefined, registryUri: 'nowhere.example' } },
      400,
      'BadRequest',
    ],
    [
      'a private registry without credentials',
      { source: { resourceId: undefined, registryUri: quarantine.loginServer } },
      403,
      'Forbidden',
    ],
  ])('names %s', async (_, asked, status, code) => {
    expect(await finish(await start(asked))).toMatchObject({ state: 'failed', status, code });
    expect(target.repositories()).toEqual([]);
  });

  it('comes for a tag that exists, before anything is copied, whatever its digest', async () => {
    await finish(await start());
    const other = await publish('v2', '2029-01-02T00:00:00Z');
    expect(await finish(await start({ sourceImage: `${repository}@${other}` }))).toEqual({
      state: 'failed',
      status: 409,
      code: 'Conflict',
      message: `Tag ${repository}:1 already exists in target registry.`,
    });
    expect(target.resolve(repository, other)).toBeUndefined();
    expect(await finish(await start({ sourceImage: `${repository}@${other}`, mode: 'Force' }))).toEqual({
      state: 'succeeded',
    });
    expect(target.resolve(repository, '1')?.digest).toBe(other);
  });

  it('comes for a locked tag, also with Force', async () => {
    await finish(await start());
    lock('1');
    const other = await publish('v2', '2029-01-02T00:00:00Z');
    const state = await finish(await start({ sourceImage: `${repository}@${other}`, mode: 'Force' }));
    expect(state).toMatchObject({ state: 'failed', status: 405 });
    expect(target.resolve(repository, '1')?.digest).toBe(digest);
  });

  it('comes for more than 50 manifests', async () => {
    const children = await Promise.all(
      Array.from({ length: 50 }, (_, index) => pushIndex(source, `child ${index}`, [])),
    );
    const many = await pushIndex(source, 'many', children);
    expect(await finish(await start({ sourceImage: `${repository}@${many}` }))).toMatchObject({
      state: 'failed',
      code: 'BadRequest',
    });
    const fewer = await pushIndex(source, 'fewer', children.slice(1));
    expect(await finish(await start({ sourceImage: `${repository}@${fewer}` }))).toEqual({
      state: 'succeeded',
    });
  });

  it('comes for a registry whose export is disabled, and not within it', async () => {
    bench.registries.setPolicies(quarantine.loginServer, { isExportEnabled: false });
    expect(await finish(await start())).toMatchObject({ state: 'failed', status: 403 });
  });

  it('comes when Docker Hub has had enough', async () => {
    bench.registries.hub.setLimit(1);
    const from = { resourceId: undefined, registryUri: 'docker.io' };
    const ask = (tag: string) =>
      start(
        { source: from, sourceImage: 'library/busybox:1.37.0', targetTags: [`upstream/b:${tag}`] },
        identities.import,
        quarantine.id,
      );
    expect(await finish(await ask('1'))).toEqual({ state: 'succeeded' });
    const state = await finish(await ask('2'));
    expect(state).toMatchObject({ state: 'failed', status: 400, message: expect.stringContaining('HAP429') });
  });
});

describe('another client between check and copy', () => {
  it('gets its new tag written over, since the check was before', async () => {
    const other = await publish('v2', '2029-01-02T00:00:00Z');
    const unhook = bench.world.hooks.on('import:after-check', async () => {
      unhook();
      await finish(await start({ sourceImage: `${repository}@${other}` }));
    });
    expect(await finish(await start())).toEqual({ state: 'succeeded' });
    expect(target.resolve(repository, '1')?.digest).toBe(digest);
  });

  it('moves a source tag: the target tag names a manifest that is not there, with success reported', async () => {
    bench.world.hooks.on(
      'import:after-check',
      async () => void (await publish('v1', '2029-01-02T00:00:00Z')),
    );
    expect(await finish(await start({ sourceImage: `${repository}:v1` }))).toEqual({ state: 'succeeded' });
    expect(target.tags(repository)).toEqual(['1']);
    expect(target.resolve(repository, '1')).toBeUndefined();
  });
});

function lock(tag: string): void {
  const attributes = target.attributes(repository, tag);
  if (attributes !== undefined) attributes.writeEnabled = false;
}

async function pushIndex(store: RegistryStore, note: string, children: readonly string[]): Promise<string> {
  const manifests = children.map((child) => ({ mediaType: indexType, digest: child, size: 1 }));
  const bytes = Buffer.from(
    JSON.stringify({ schemaVersion: 2, mediaType: indexType, manifests, annotations: { note } }),
  );
  const pushed = await store.putManifest(repository, { bytes, mediaType: indexType });
  if (!pushed.ok) throw new Error(pushed.code);
  return pushed.digest;
}

async function waitFor(isDone: () => boolean): Promise<void> {
  while (!isDone()) await new Promise((resolve) => setTimeout(resolve, 5));
}
