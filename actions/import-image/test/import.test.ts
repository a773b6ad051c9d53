import { describe, expect, it } from '@jest/globals';
import { Secret } from '../../../lib/action/index.ts';
import { splitResult } from '../../../lib/action/results.ts';
import { ExternalError } from '../../../lib/base/errors/index.ts';
import type { ErrorCode } from '../../../lib/base/errors/index.ts';
import type { ImportSource } from '../../../lib/clients/arm/index.ts';
import { parseRegistryId } from '../../../lib/domain/image/index.ts';
import type { Digest } from '../../../lib/domain/image/index.ts';
import { buildQuarantineRepository, parseQuarantineFolder } from '../../../lib/domain/image-lock/index.ts';
import { pushIndex } from '../../../test/fakes/image.ts';
import { createFakeManagement } from '../../../test/fakes/management.ts';
import { createFakeRegistry } from '../../../test/fakes/registry.ts';
import type { FakeRegistry } from '../../../test/fakes/registry.ts';
import { tapPort } from '../../../test/fakes/tap.ts';
import type { Tap } from '../../../test/fakes/tap.ts';
import { createFakeUpstream } from '../../../test/fakes/upstream.ts';
import { createRecordingLog } from '../../../test/support/recording-log.ts';
import { check } from '../src/inputs.ts';
import type { Inputs, Outputs, outputs as outputFields } from '../src/inputs.ts';
import { run } from '../src/main.ts';
import { renderSummary } from '../src/summary.ts';
import { parseUpstreamImage } from '../src/upstream.ts';

const id =
  '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-lazaret/providers/Microsoft.ContainerRegistry/registries/lazaretquarantine';
const target = 'upstream/docker.io/library/node';

interface Estate {
  readonly upstream: FakeRegistry;
  readonly quarantine: FakeRegistry;
  readonly digest: Digest;
  readonly sources: ImportSource[];
}

async function createEstate(): Promise<Estate> {
  const upstream = createFakeRegistry('docker.io');
  const digest = await pushIndex(upstream, 'library/node', 'node', '24');
  return { upstream, quarantine: createFakeRegistry('lazaretquarantine.azurecr.io'), digest, sources: [] };
}

function buildInputs(estate: Estate, change: Partial<Inputs> = {}): Inputs {
  return {
    tenantId: 'tenant',
    clientId: 'client',
    quarantineRegistry: parseRegistryId(id),
    image: parseUpstreamImage(`node:24@${estate.digest}`),
    lockFile: undefined,
    repository: undefined,
    updateTag: false,
    onMovedTag: 'warn',
    parallel: 8,
    upstreamHost: undefined,
    upstreamUsername: undefined,
    upstreamPassword: undefined,
    ...change,
  };
}

async function bring(estate: Estate, change: Partial<Inputs> = {}, tap: Tap = {}): Promise<Outputs> {
  const log = createRecordingLog();
  const imports = {
    find: (source: ImportSource) => {
      estate.sources.push(source);
      return source.kind === 'upstream' && source.host === 'docker.io' ? estate.upstream : undefined;
    },
  };
  const deps = {
    clock: { now: () => 0, sleep: () => Promise.resolve() },
    signal: new AbortController().signal,
    management: () => tapPort(createFakeManagement(id, estate.quarantine, imports), tap),
    registry: () => tapPort(estate.quarantine, tap, ['listTags']),
    upstream: () => createFakeUpstream([estate.upstream]),
    readLock: () => Promise.reject(new Error('there is no lock file')),
  };
  const { outputs } = splitResult<typeof outputFields>(await run(buildInputs(estate, change), deps, log));
  log.assertClosed();
  return outputs;
}

describe('import-image', () => {
  it('refuses quarantine itself as the source', async () => {
    const estate = await createEstate();
    const built = await pushIndex(estate.quarantine, 'pr/chain-api', 'built', '1');
    const image = parseUpstreamImage(`lazaretquarantine.azurecr.io/pr/chain-api:1@${built}`);
    await expect(bring(estate, { image })).rejects.toMatchObject({ code: 'IMPORT_SOURCE_QUARANTINE' });
    expect(estate.sources).toEqual([]);
  });

  it('brings the image, its children and its tag to upstream/<host>/<repository>', async () => {
    const estate = await createEstate();
    expect(await bring(estate)).toMatchObject({
      image: `lazaretquarantine.azurecr.io/${target}@${estate.digest}`,
      digest: estate.digest,
      status: 'imported',
    });
    const held = estate.quarantine.open(target);
    expect(held.manifests.size).toBe(3);
    expect(held.tags.get('24')?.digest).toBe(estate.digest);
  });

  it('does nothing when it is run again', async () => {
    const estate = await createEstate();
    await bring(estate);
    expect((await bring(estate)).status).toBe('present');
    expect(estate.sources).toHaveLength(1);
  });

  it('imports again when a child is missing', async () => {
    const estate = await createEstate();
    await bring(estate);
    const { manifests } = estate.quarantine.open(target);
    const child = [...manifests.keys()].find((digest) => digest !== estate.digest);
    if (child !== undefined) manifests.delete(child);
    // The tag is there, so NoForce would refuse it: the content is imported without it.
    expect((await bring(estate)).status).toBe('imported');
    expect(manifests.size).toBe(3);
  });

  it('passes the credentials of the upstream on', async () => {
    const estate = await createEstate();
    await bring(estate, { upstreamUsername: 'user', upstreamPassword: new Secret('word') });
    expect(estate.sources[0]).toMatchObject({ credentials: { username: 'user', password: 'word' } });
  });

  it.each([
    ['another host', 'ghcr.io', undefined],
    ['the host of the image', 'docker.io', { username: 'user', password: 'word' }],
  ])('gives the credentials of %s to the import as they belong', async (_, upstreamHost, credentials) => {
    const estate = await createEstate();
    await bring(estate, { upstreamHost, upstreamUsername: 'user', upstreamPassword: new Secret('word') });
    const [source] = estate.sources;
    expect(source?.kind === 'upstream' ? source.credentials : 'none').toEqual(credentials);
  });

  it('moves a tag of `tools/` to what is published now, and keeps a tag for each digest', async () => {
    const estate = await createEstate();
    const tools = { repository: 'tools/trivy-db', updateTag: true };
    const first = await bring(estate, tools);
    const next = await pushIndex(estate.upstream, 'library/node', 'newer', '24');
    const image = parseUpstreamImage(`node:24@${next}`);
    const second = await bring(estate, { ...tools, image });
    const { tags } = estate.quarantine.open('tools/trivy-db');
    const short = (digest: string): string => `24-${digest.slice(7, 19)}`;
    expect([first.status, second.status, tags.get('24')?.digest]).toEqual(['imported', 'imported', next]);
    expect([...tags.keys()].sort()).toEqual(['24', short(estate.digest), short(next)].sort());
    expect((await bring(estate, { ...tools, image })).status).toBe('present');
    expect(estate.sources).toHaveLength(2);
  });

  it('moves no tag while anything of the image is missing', async () => {
    const estate = await createEstate();
    const tools = { repository: 'tools/trivy-db', updateTag: true };
    await bring(estate, tools);
    const next = await pushIndex(estate.upstream, 'library/node', 'newer', '24');
    const tap: Tap = {
      before: (call) => {
        if (call === 'importImage') throw failure('IMPORT_FAILED');
      },
    };
    const image = parseUpstreamImage(`node:24@${next}`);
    await expect(bring(estate, { ...tools, image }, tap)).rejects.toMatchObject({ code: 'IMPORT_FAILED' });
    expect(estate.quarantine.open('tools/trivy-db').tags.get('24')?.digest).toBe(estate.digest);
  });

  it.each([
    ['outside `tools/`', { updateTag: true, repository: 'upstream/docker.io/library/node' }, 1],
    ['without a repository', { updateTag: true }, 1],
    ['with a lock file', { updateTag: true, image: undefined, lockFile: 'images.lock.yaml' }, 1],
    [
      'without a tag',
      { updateTag: true, repository: 'tools/db', image: parseUpstreamImage(`node@sha256:${'a'.repeat(64)}`) },
      1,
    ],
    ['under `tools/`', { updateTag: true, repository: 'tools/db' }, 0],
  ])('lets a tag follow only in `tools/`: %s', async (_, change, count) => {
    expect(check(buildInputs(await createEstate(), change))).toHaveLength(count);
  });

  it('never moves a tag of quarantine', async () => {
    const estate = await createEstate();
    const before = await pushIndex(estate.quarantine, target, 'older', '24');
    await expect(bring(estate)).rejects.toMatchObject({ code: 'IMPORT_TAG_TAKEN' });
    expect(estate.quarantine.open(target).tags.get('24')?.digest).toBe(before);
    expect(estate.sources).toEqual([]);
  });

  it('reads the registry back after a lost reply instead of importing twice', async () => {
    const estate = await createEstate();
    const after = (call: string): void => {
      if (call === 'importImage') throw failure('IMPORT_OUTCOME_UNKNOWN');
    };
    expect((await bring(estate, {}, { after })).status).toBe('imported');
    expect(estate.sources).toHaveLength(1);
  });

  it('says so when a reported success left the image incomplete', async () => {
    const estate = await createEstate();
    const after = (call: string): void => {
      if (call === 'importImage') estate.quarantine.open(target).manifests.clear();
    };
    await expect(bring(estate, {}, { after })).rejects.toMatchObject({ code: 'IMPORT_INCOMPLETE' });
  });

  it.each(['IMPORT_FAILED', 'IMPORT_UPSTREAM_THROTTLED', 'IMPORT_SOURCE_DENIED'] as const)(
    'passes %s of the poll on',
    async (code) => {
      const estate = await createEstate();
      const before = (call: string): void => {
        if (call === 'importImage') throw failure(code);
      };
      await expect(bring(estate, {}, { before })).rejects.toMatchObject({ code });
    },
  );
});

describe('check', () => {
  it('wants user and password together', async () => {
    const estate = await createEstate();
    expect(check(buildInputs(estate, { upstreamUsername: 'user' }))).toHaveLength(1);
    expect(check(buildInputs(estate, { upstreamPassword: new Secret('word') }))).toHaveLength(1);
    expect(check(buildInputs(estate))).toEqual([]);
  });
});

describe('check of the source', () => {
  const lockFile = '/workspace/images.lock.yaml';

  it.each([
    ['neither image nor lock file', { image: undefined }, 1],
    ['both', { lockFile }, 1],
    ['a lock file', { image: undefined, lockFile }, 0],
    ['a lock file with a repository', { image: undefined, lockFile, repository: 'upstream/x' }, 1],
    ['a host without a user', { upstreamHost: 'ghcr.io' }, 1],
  ])('counts the problems of %s', async (_, change, count) => {
    expect(check(buildInputs(await createEstate(), change))).toHaveLength(count);
  });
});

const digest = `sha256:${'a'.repeat(64)}`;

describe('buildQuarantineRepository', () => {
  it.each([
    { name: 'Docker Hub short', text: `node@${digest}`, expected: 'upstream/docker.io/library/node' },
    {
      name: 'Docker Hub index',
      text: `index.docker.io/library/node@${digest}`,
      expected: 'upstream/docker.io/library/node',
    },
    {
      name: 'a user of Docker Hub',
      text: `fluxcd/flux@${digest}`,
      expected: 'upstream/docker.io/fluxcd/flux',
    },
    {
      name: 'another host',
      text: `ghcr.io/fluxcd/flux:v2@${digest}`,
      expected: 'upstream/ghcr.io/fluxcd/flux',
    },
    { name: 'a host with port', text: `localhost:5000/x@${digest}`, expected: 'upstream/localhost_5000/x' },
  ])('names $name', ({ text, expected }) => {
    expect(buildQuarantineRepository(parseUpstreamImage(text))).toBe(expected);
  });
});

describe('parseQuarantineFolder', () => {
  it.each(['workload/chain-api', 'pr/chain-api', 'upstream', 'upstreams/x'])('refuses %s', (text) => {
    expect(() => parseQuarantineFolder(text)).toThrow(
      expect.objectContaining({ code: 'IMPORT_REPOSITORY_FORBIDDEN' }),
    );
  });

  it.each(['upstream/x', 'tools/trivy-db'])('takes %s', (text) => {
    expect(parseQuarantineFolder(text)).toBe(text);
  });
});

describe('renderSummary', () => {
  it('shows both references', async () => {
    const estate = await createEstate();
    const outputs = await bring(estate);
    const page = renderSummary(outputs, buildInputs(estate));
    expect(page).toContain(outputs.image);
    expect(page).toContain('| `docker.io/library/node:24` |');
  });
});

function failure(code: ErrorCode): ExternalError {
  return new ExternalError(code, { subject: 'x', reason: 'y', system: 'ARM', operation: 'importImage' });
}
