import { describe, expect, it } from '@jest/globals';
import type { JobContext } from '../../../lib/action/index.ts';
import type { Run } from '../../../lib/clients/tasks/index.ts';
import { listAttachments, sortStatements } from '../../../lib/domain/attachment/index.ts';
import type { AttachmentShelf } from '../../../lib/domain/attachment/index.ts';
import { computeDigest, parseImageReference, parsePinnedImage } from '../../../lib/domain/image/index.ts';
import { parseRegistryId } from '../../../lib/domain/image/index.ts';
import type { Digest } from '../../../lib/domain/image/index.ts';
import { createTestKey, trust } from '../../../lib/domain/statement/testing/keys.ts';
import type { TestKey } from '../../../lib/domain/statement/testing/keys.ts';
import { parseKeyId } from '../../../lib/clients/keyvault/index.ts';
import { pushIndex } from '../../../test/fakes/image.ts';
import { createFakeRegistry } from '../../../test/fakes/registry.ts';
import type { FakeRegistry } from '../../../test/fakes/registry.ts';
import { mintJobToken } from '../../../test/support/job-token.ts';
import { createRecordingLog } from '../../../test/support/recording-log.ts';
import { check } from '../src/inputs.ts';
import type { Inputs, Outputs } from '../src/inputs.ts';
import { run } from '../src/main.ts';
import { renderSummary } from '../src/summary.ts';

const id =
  '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-lazaret/providers/Microsoft.ContainerRegistry/registries/lazaretquarantine';
const host = 'lazaretquarantine.azurecr.io';
const start = Date.parse('2026-11-02T08:00:00Z');
const sha = '0123456789abcdef0123456789abcdef01234567';

const job: JobContext = {
  ...{ repository: 'contoso/lazaret', sha, ref: 'refs/heads/main', runId: 7, runAttempt: 1 },
  ...{ eventName: 'push', actor: 'platform-engineer', triggeringActor: 'platform-engineer' },
  workflowRef: 'contoso/lazaret/.github/workflows/main.yml@refs/heads/main',
  ...{ serverUrl: 'https://github.com', apiUrl: 'https://api.github.com' },
};

interface Estate {
  readonly registry: FakeRegistry;
  readonly key: TestKey;
  readonly repository: string;
  readonly digest: Digest;
  readonly run: Run | undefined;
  now: number;
  signatures: number;
}

async function createEstate(repository = 'workload/chain-api', change: Partial<Run> = {}): Promise<Estate> {
  const registry = createFakeRegistry(host);
  const digest = await pushIndex(registry, repository, 'seed');
  const made: Run = {
    ...{ runId: 'ca1', status: 'Succeeded', startedAt: start, finishedAt: start + 60_000 },
    outputImages: [{ registry: host, repository, tag: 'x', digest }],
    ...change,
  };
  const key = createTestKey('provenance');
  return { registry, key, repository, digest, run: made, now: start + 120_000, signatures: 0 };
}

function buildInputs({ repository, digest }: Estate, change: Partial<Inputs> = {}): Inputs {
  return {
    ...{ tenantId: 'tenant', clientId: 'client', quarantineRegistry: parseRegistryId(id), kind: 'build' },
    image: parsePinnedImage(`${host}/${repository}@${digest}`),
    signingKey: parseKeyId('https://lazaret-kv.vault.azure.net/keys/provenance'),
    ...{ runId: 'ca1', contextHash: computeDigest('context'), commit: undefined, upstream: undefined },
    baseDigests: { images: [{ image: 'docker.io/library/node:24', digest: computeDigest('node') }] },
    ...{ startedAt: undefined, finishedAt: undefined },
    ...change,
  };
}

function importInputs(estate: Estate, change: Partial<Inputs> = {}): Inputs {
  const upstream = parsePinnedImage(`docker.io/library/node:24@${estate.digest}`);
  const none = { runId: undefined, contextHash: undefined };
  return buildInputs(estate, { ...none, kind: 'import', upstream, ...change });
}

async function attest(
  estate: Estate,
  inputs: Inputs,
  changes: Partial<JobContext> = {},
  claims: object = {},
): Promise<Outputs> {
  const log = createRecordingLog();
  const { registry, key } = estate;
  const deps = {
    clock: { now: () => estate.now, sleep: () => Promise.resolve() },
    job: { ...job, ...changes },
    getIdToken: async () => mintJobToken({ ...job, ...changes }, 'provenance.yml', claims),
    management: {
      readAccount: () =>
        Promise.resolve({
          ...{ id, name: 'lazaretquarantine', loginServer: host },
          roleAssignmentMode: 'AbacRepositoryPermissions' as const,
        }),
      importImage: () => Promise.reject(new Error('nothing is imported here')),
    },
    tasks: { findRun: (runId: string) => Promise.resolve(runId === 'ca1' ? estate.run : undefined) },
    keyVault: {
      openSigner: () =>
        Promise.resolve({
          keyHint: key.signer.keyHint,
          sign: (digest: Uint8Array) => {
            estate.signatures += 1;
            return key.signer.sign(digest);
          },
          key: {
            id: { ...inputs.signingKey, version: '0'.repeat(32) },
            ...{ publicKey: key.publicKey, isEnabled: true, operations: ['sign'] },
          },
        }),
    },
    registry: () => registry,
  };
  const outputs = await run(inputs, deps, log);
  log.assertClosed();
  return outputs;
}

function shelfOf({ registry, repository }: Estate): AttachmentShelf {
  return { client: registry, repository };
}

async function readAll(estate: Estate, now = estate.now) {
  const attachments = await listAttachments(shelfOf(estate), estate.digest);
  const kinds = ['provenance', 'import'] as const;
  return sortStatements(attachments, { kinds, subject: estate.digest, keys: trust(estate.key), now });
}

describe('attest-image', () => {
  it('signs provenance with what ACR says of the run', async () => {
    const estate = await createEstate();
    const outputs = await attest(estate, buildInputs(estate));
    const { verified, refused } = await readAll(estate);
    expect(refused).toEqual([]);
    expect(verified).toHaveLength(1);
    expect(verified[0]?.predicate).toEqual({
      builder: 'https://github.com/contoso/lazaret/.github/workflows/main.yml@refs/heads/main',
      repository: 'https://github.com/contoso/lazaret',
      ...{ ref: 'refs/heads/main', commit: sha, contextHash: computeDigest('context') },
      bases: [{ image: 'docker.io/library/node:24', digest: computeDigest('node') }],
      run: 'https://github.com/contoso/lazaret/actions/runs/7',
      registryRun: `${id}/runs/ca1`,
      ...{ startedAt: '2026-11-02T08:00:00.000Z', finishedAt: '2026-11-02T08:01:00.000Z' },
    });
    expect(outputs).toEqual({
      statementDigest: verified[0]?.payloadDigest,
      bundleDigest: verified[0]?.manifestDigest,
      predicateType: 'https://slsa.dev/provenance/v1',
      status: 'attached',
    });
  });

  it('signs an import record with who asked', async () => {
    const estate = await createEstate('upstream/docker.io/library/node');
    await attest(estate, importInputs(estate));
    const { verified } = await readAll(estate);
    expect(verified[0]?.kind).toBe('import');
    expect(verified[0]?.predicate).toMatchObject({
      upstream: `docker.io/library/node@${estate.digest}`,
      run: { repository: 'contoso/lazaret', id: 7, actor: 'platform-engineer' },
      recordedAt: '2026-11-02T08:02:00.000Z',
    });
  });

  it.each([
    ['provenance', 'workload/chain-api', buildInputs],
    ['an import record', 'upstream/docker.io/library/node', importInputs],
  ] as const)('adopts %s that a first attempt attached', async (_title, repository, inputs) => {
    const estate = await createEstate(repository);
    const first = await attest(estate, inputs(estate));
    estate.now += 3_600_000;
    const second = await attest(estate, inputs(estate), { runAttempt: 2 });
    expect(second).toEqual({ ...first, status: 'present' });
    expect(estate.signatures).toBe(1);
  });

  it('attaches its own beside a forged one and one that cannot be read', async () => {
    const estate = await createEstate();
    const forger = { ...estate, key: createTestKey('provenance') };
    await attest(forger, buildInputs(forger));
    expect((await attest(estate, buildInputs(estate))).status).toBe('attached');
    const { verified, refused } = await readAll(estate);
    expect(verified).toHaveLength(1);
    expect(refused.map(({ code }) => code)).toEqual(['STATEMENT_KEY_UNKNOWN']);
  });

  it('attaches another statement for another run', async () => {
    const estate = await createEstate();
    await attest(estate, buildInputs(estate));
    expect((await attest(estate, buildInputs(estate), { runId: 8 })).status).toBe('attached');
    expect((await readAll(estate)).verified).toHaveLength(2);
  });

  it.each([
    ['failed', { status: 'Failed' }],
    ['pushed another digest', { outputImages: [] }],
    ['tells no end', { finishedAt: undefined }],
  ] as const)('refuses a run that %s', async (_title, change) => {
    const estate = await createEstate('workload/chain-api', change as Partial<Run>);
    await expect(attest(estate, buildInputs(estate))).rejects.toMatchObject({
      code: 'STATEMENT_FACTS_UNTRUE',
    });
    expect(estate.signatures).toBe(0);
  });

  it.each([
    ['a run that ACR does not know', { runId: 'ca2' }],
    ['another end than ACR tells', { finishedAt: '2026-11-02T08:01:01.000Z' }],
    ['a context of another commit', { commit: '1'.repeat(40) }],
  ])('refuses %s', async (_title, change) => {
    const estate = await createEstate();
    await expect(attest(estate, buildInputs(estate, change))).rejects.toMatchObject({
      code: 'STATEMENT_FACTS_UNTRUE',
    });
  });

  it('refuses an import of another digest', async () => {
    const estate = await createEstate('upstream/docker.io/library/node');
    const upstream = parsePinnedImage(`docker.io/library/node@${computeDigest('other')}`);
    await expect(attest(estate, importInputs(estate, { upstream }))).rejects.toMatchObject({
      code: 'STATEMENT_FACTS_UNTRUE',
    });
  });

  it('lets neither a build pass for an import nor an import for a build', async () => {
    const [built, imported] = [await createEstate(), await createEstate('tools/trivy-db')];
    const code = 'STATEMENT_FACTS_UNTRUE';
    await expect(attest(built, importInputs(built))).rejects.toMatchObject({ code });
    await expect(attest(imported, buildInputs(imported))).rejects.toMatchObject({ code });
  });

  it('signs nothing of a pull request', async () => {
    const [ofFolder, ofEvent] = [await createEstate('pr/chain-api'), await createEstate()];
    const code = 'STATEMENT_NOT_FOR_PULL_REQUEST';
    await expect(attest(ofFolder, buildInputs(ofFolder))).rejects.toMatchObject({ code });
    const eventName = 'pull_request_target';
    await expect(attest(ofEvent, buildInputs(ofEvent), { eventName })).rejects.toMatchObject({ code });
  });

  it.each([
    'merge_group',
    'workflow_run',
    'issue_comment',
    'repository_dispatch',
    'release',
    'push ',
    'dynamic',
    '',
  ])('signs nothing when the event is "%s"', async (eventName) => {
    const estate = await createEstate();
    const code = 'STATEMENT_JOB_UNTRUSTED';
    await expect(attest(estate, buildInputs(estate), { eventName })).rejects.toMatchObject({ code });
    expect(estate.signatures).toBe(0);
  });

  it.each(['push', 'schedule', 'workflow_dispatch'])('signs on %s', async (eventName) => {
    const estate = await createEstate();
    expect((await attest(estate, buildInputs(estate), { eventName })).status).toBe('attached');
  });

  it.each<[string, object]>([
    ['names another commit', { sha: '1'.repeat(40) }],
    ['names another repository', { repository: 'contoso/fork' }],
    ['names another ref', { ref: 'refs/heads/topic' }],
    ['names another run', { run_id: '8' }],
    ['names another event', { event_name: 'pull_request' }],
    ['names another workflow', { workflow_ref: 'contoso/lazaret/.github/workflows/x.yml@refs/heads/main' }],
    ['names no workflow', { workflow_ref: undefined }],
    ['says that the ref is not protected', { ref_protected: 'false' }],
    ['does not say whether the ref is protected', { ref_protected: undefined }],
    ['is none', { sub: undefined }],
  ])('signs nothing when the token %s', async (_title, claims) => {
    const estate = await createEstate();
    const code = 'STATEMENT_JOB_UNTRUSTED';
    await expect(attest(estate, buildInputs(estate), {}, claims)).rejects.toMatchObject({ code });
    expect(estate.signatures).toBe(0);
  });

  it.each(['lazaretquarantine.azurecr.io', 'LazaretQuarantine.azurecr.io'])(
    'vouches for no import from %s itself',
    async (registry) => {
      const estate = await createEstate('upstream/docker.io/library/node');
      const upstream = { registry, repository: 'pr/chain-api', digest: estate.digest };
      await expect(attest(estate, importInputs(estate, { upstream }))).rejects.toMatchObject({
        code: 'STATEMENT_FACTS_UNTRUE',
      });
    },
  );

  it('refuses an image that is not in quarantine', async () => {
    const estate = await createEstate();
    const code = 'STATEMENT_IMAGE_MISSING';
    const gone = buildInputs(estate, {
      image: parsePinnedImage(`${host}/workload/other@${estate.digest}`),
    });
    await expect(attest(estate, gone)).rejects.toMatchObject({ code });
    const live = buildInputs(estate, {
      image: parsePinnedImage(`lazaretlive.azurecr.io/workload/chain-api@${estate.digest}`),
    });
    await expect(attest(estate, live)).rejects.toMatchObject({ code });
  });

  it('says so when the registry does not list what was attached', async () => {
    const estate = await createEstate();
    const registry = { ...estate.registry, listReferrers: () => Promise.resolve([]) };
    await expect(attest({ ...estate, registry }, buildInputs(estate))).rejects.toMatchObject({
      code: 'STATEMENT_NOT_LISTED',
    });
  });

  it('attaches nothing when the vault answers a signature of another key', async () => {
    const estate = await createEstate();
    const wrong = {
      ...estate.key,
      signer: { ...createTestKey('provenance').signer, keyHint: estate.key.signer.keyHint },
    };
    await expect(attest({ ...estate, key: wrong }, buildInputs(estate))).rejects.toMatchObject({
      code: 'STATEMENT_SIGNATURE_INVALID',
    });
    expect(await listAttachments(shelfOf(estate), estate.digest)).toEqual([]);
  });
});

describe('check', () => {
  it('wants the inputs of the kind', async () => {
    const estate = await createEstate();
    expect(check(buildInputs(estate))).toEqual([]);
    expect(check(importInputs(estate))).toEqual([]);
    expect(check(importInputs(estate, { upstream: undefined }))).toHaveLength(1);
    expect(check(buildInputs(estate, { runId: undefined, contextHash: undefined }))).toHaveLength(2);
  });
});

describe('renderSummary', () => {
  it('names image, statement and status', async () => {
    const estate = await createEstate();
    const inputs = buildInputs(estate);
    const outputs = await attest(estate, inputs);
    const summary = renderSummary(outputs, inputs);
    expect(summary).toContain(outputs.statementDigest);
    expect(summary).toContain(parseImageReference(`${host}/workload/chain-api@${estate.digest}`).repository);
    expect(renderSummary({ ...outputs, status: 'present' }, inputs)).not.toBe(summary);
  });
});
