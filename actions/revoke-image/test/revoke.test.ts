import { describe, expect, it } from '@jest/globals';
import { Secret } from '../../../lib/action/index.ts';
import { stringify } from 'yaml';
import { parseKeyId } from '../../../lib/clients/keyvault/index.ts';
import { digestHex, parseRegistryId } from '../../../lib/domain/image/index.ts';
import type { Digest } from '../../../lib/domain/image/index.ts';
import { findRecord, parseRequestedImage } from '../../../lib/domain/promotion/index.ts';
import type { TrustedShelf } from '../../../lib/domain/promotion/index.ts';
import { createTestKey, trust } from '../../../lib/domain/statement/testing/keys.ts';
import { accounts, createFakeGithub } from '../../../test/fakes/github.ts';
import { pushIndex } from '../../../test/fakes/image.ts';
import { createFakeManagement } from '../../../test/fakes/management.ts';
import { createFakeRegistry } from '../../../test/fakes/registry.ts';
import type { FakeRegistry } from '../../../test/fakes/registry.ts';
import { tapPort } from '../../../test/fakes/tap.ts';
import type { Tap } from '../../../test/fakes/tap.ts';
import { createRecordingLog } from '../../../test/support/recording-log.ts';
import type { Inputs, Outputs } from '../src/inputs.ts';
import { run } from '../src/main.ts';
import { renderSummary } from '../src/summary.ts';

const id =
  '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-lazaret/providers/Microsoft.ContainerRegistry/registries/lazaretlive';
const repository = 'workload/chain-api';

const start = Date.parse('2026-11-02T08:00:00Z');
const key = createTestKey('promotion');
const images = [{ name: 'chain-api', folder: 'workload/chain-api', repository }];

function openKey() {
  const { signer, publicKey } = key;
  const keyId = {
    vaultUri: 'https://lazaret-kv.vault.azure.net',
    name: 'promotion',
    version: '0'.repeat(32),
  };
  return { ...signer, key: { id: keyId, publicKey, isEnabled: true, operations: ['sign'] } };
}

function shelfOf({ live }: Estate): TrustedShelf {
  return { client: live, repository, keys: trust(key), now: () => start + 600_000 };
}

interface Estate {
  readonly live: FakeRegistry;
  readonly digest: Digest;
}

async function createEstate(): Promise<Estate> {
  const live = createFakeRegistry('lazaretlive.azurecr.io');
  const digest = await pushIndex(live, repository, 'one', '1.0');
  await live.setManifestAttributes(repository, digest, { writeEnabled: false, deleteEnabled: false });
  await live.setTagAttributes(repository, '1.0', { writeEnabled: false, deleteEnabled: false });
  return { live, digest };
}

function buildInputs({ digest }: Estate, change: Partial<Inputs> = {}): Inputs {
  return {
    tenantId: 'tenant',
    clientId: 'client',
    liveRegistry: parseRegistryId(id),
    image: parseRequestedImage(`${repository}@${digest}`),
    reason: 'A key was baked in',
    ticket: 'INC-1',
    signingKey: parseKeyId('https://lazaret-kv.vault.azure.net/keys/promotion'),
    githubToken: new Secret('token'),
    ...change,
  };
}

async function revoke(
  estate: Estate,
  change: Partial<Inputs> = {},
  tap: Tap = {},
  { attempt = 1, isProtected = true } = {},
): Promise<Outputs> {
  const log = createRecordingLog();
  const head = 'a'.repeat(40);
  const facts = { id: 9, attempt, headSha: head, headBranch: 'main', event: 'workflow_dispatch' };
  const started = { ...facts, actor: accounts.engineer, triggeringActor: accounts.second };
  const github = createFakeGithub({
    run: started,
    approvals: [],
    environment: undefined,
    commits: [],
    pullRequests: [],
    branch: { sha: head, isProtected },
    files: new Map([
      ['lazaret.yaml', new Map([[head, stringify({ version: 1, images, keys: [key.entry] })]])],
    ]),
  });
  const deps = {
    clock: { now: () => start + attempt * 60_000, sleep: () => Promise.resolve() },
    job: {
      repository: 'contoso/lazaret',
      sha: head,
      ref: 'refs/heads/main',
      runId: 9,
      runAttempt: attempt,
      eventName: 'workflow_dispatch',
      actor: 'claimed',
      triggeringActor: 'claimed',
      workflowRef: 'contoso/lazaret/.github/workflows/promote.yml@refs/heads/main',
      serverUrl: 'https://github.com',
      apiUrl: 'https://api.github.com',
    },
    github: tapPort(github, tap),
    keyVault: tapPort({ openSigner: () => Promise.resolve(openKey()) }, tap),
    management: () => tapPort(createFakeManagement(id, estate.live, { find: () => undefined }), tap),
    registry: () => tapPort(estate.live, tap, ['listTags']),
  };
  const outputs = await run(buildInputs(estate, change), deps, log);
  log.assertClosed();
  return outputs;
}

function describeLocks({ live, digest }: Estate): unknown {
  const held = live.open(repository);
  const record = held.tags.get(`revocation-sha256-${digestHex(digest)}`);
  return {
    canReadManifest: held.manifests.get(digest)?.attributes.readEnabled,
    canReadTag: held.tags.get('1.0')?.attributes.readEnabled,
    isRecordLocked: record?.attributes.writeEnabled === false && record.attributes.readEnabled,
  };
}

const revoked = { canReadManifest: false, canReadTag: false, isRecordLocked: true };

describe('revoke-image', () => {
  it('stops pulls and leaves a locked record', async () => {
    const estate = await createEstate();
    const outputs = await revoke(estate);
    expect(outputs).toMatchObject({
      status: 'revoked',
      image: `lazaretlive.azurecr.io/${repository}@${estate.digest}`,
    });
    expect(describeLocks(estate)).toEqual(revoked);
  });

  it('records reason, ticket and who started the run as GitHub knows it', async () => {
    const estate = await createEstate();
    const outputs = await revoke(estate);
    const stored = await findRecord(shelfOf(estate), 'revocation', estate.digest);
    expect(stored?.digest).toBe(outputs.revocationDigest);
    expect(stored?.record).toMatchObject({
      reason: 'A key was baked in',
      ticket: 'INC-1',
      run: { actor: 'platform-engineer', triggeringActor: 'second-approver' },
    });
  });

  it('keeps the first record when it is run again', async () => {
    const estate = await createEstate();
    const first = await revoke(estate);
    const second = await revoke(estate, { reason: 'Another reason' }, {}, { attempt: 2 });
    expect(second).toEqual({ ...first, status: 'present' });
    expect(describeLocks(estate)).toEqual(revoked);
  });

  it('can be run again with the tag that it took out of use', async () => {
    const estate = await createEstate();
    const image = parseRequestedImage(`${repository}:1.0@${estate.digest}`);
    await revoke(estate, { image });
    expect(await revoke(estate, { image })).toMatchObject({ status: 'present' });
  });

  it('stops pulls again after somebody enabled them', async () => {
    const estate = await createEstate();
    await revoke(estate);
    await estate.live.setManifestAttributes(repository, estate.digest, { readEnabled: true });
    await revoke(estate);
    expect(describeLocks(estate)).toEqual(revoked);
  });

  it('refuses a digest that was never in live', async () => {
    const estate = await createEstate();
    const image = parseRequestedImage(`${repository}@sha256:${'0'.repeat(64)}`);
    await expect(revoke(estate, { image })).rejects.toMatchObject({ code: 'REVOCATION_NOT_LIVE' });
  });

  it('refuses a tag that points elsewhere', async () => {
    const estate = await createEstate();
    await pushIndex(estate.live, repository, 'two', '2.0');
    const image = parseRequestedImage(`${repository}:2.0@${estate.digest}`);
    await expect(revoke(estate, { image })).rejects.toMatchObject({ code: 'PROMOTION_TAG_MOVED' });
    expect(describeLocks(estate)).toMatchObject({ canReadManifest: true, canReadTag: true });
  });

  it('signs nothing by keys of a branch that anybody may write to', async () => {
    const estate = await createEstate();
    const unprotected = revoke(estate, {}, {}, { isProtected: false });
    await expect(unprotected).rejects.toMatchObject({ code: 'RULES_BRANCH_UNPROTECTED' });
    expect(describeLocks(estate)).toMatchObject({ canReadManifest: true, canReadTag: true });
  });

  it('says so when a lock does not take', async () => {
    const estate = await createEstate();
    const after = async (call: string): Promise<void> => {
      if (call === 'setTagAttributes')
        await estate.live.setManifestAttributes(repository, estate.digest, { readEnabled: true });
    };
    await expect(revoke(estate, {}, { after })).rejects.toMatchObject({ code: 'REVOCATION_INCOMPLETE' });
  });

  it('is finished by the next run when it is killed at any call', async () => {
    let calls = 0;
    await revoke(await createEstate(), {}, { after: () => void (calls += 1) });
    expect(calls).toBeGreaterThan(15);
    for (let n = 1; n <= calls; n += 1) {
      const estate = await createEstate();
      let at = 0;
      const after = (): void => {
        at += 1;
        if (at === n) throw new Error('killed');
      };
      await expect(revoke(estate, {}, { after })).rejects.toThrow('killed');
      await revoke(estate, {}, {}, { attempt: 2 });
      expect({ n, locks: describeLocks(estate) }).toEqual({ n, locks: revoked });
    }
  });
});

describe('renderSummary', () => {
  it('shows image, reason and record, and nothing of them as markup', async () => {
    const estate = await createEstate();
    const outputs = await revoke(estate);
    const page = renderSummary(outputs, buildInputs(estate, { reason: 'a | b `c`' }));
    expect(page).toContain(outputs.image);
    expect(page).toContain(outputs.revocationDigest);
    expect(page).toContain('`a ¦ b ˋcˋ`');
  });
});
