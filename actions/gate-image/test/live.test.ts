import { afterEach, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { attachBundle } from '../../../lib/domain/attachment/index.ts';
import { describeManifest, listPlatforms, readArtifact } from '../../../lib/domain/evidence/index.ts';
import { computeDigest } from '../../../lib/domain/image/index.ts';
import type { Digest } from '../../../lib/domain/image/index.ts';
import { ensureRecord } from '../../../lib/domain/promotion/index.ts';
import type { Completion, Revocation, SigningShelf } from '../../../lib/domain/promotion/index.ts';
import { signStatement, statementKinds } from '../../../lib/domain/statement/index.ts';
import { trust } from '../../../lib/domain/statement/testing/keys.ts';
import type { TestKey } from '../../../lib/domain/statement/testing/keys.ts';
import { pushIndex } from '../../../test/fakes/image.ts';
import { gate, host, now, openEstate, repository } from './estate.ts';
import type { Estate, Gated } from './estate.ts';

let estate: Estate | undefined;
afterEach(async () => estate?.close());

const planted = [{ id: 'CVE-2026-1111', severity: 'LOW' }];
const time = '2026-11-20T12:00:00.000Z';
const run = {
  ...{ repository: 'contoso/lazaret', id: 6, attempt: 1, workflow: 'promote.yml' },
  ...{ actor: 'platform-engineer', triggeringActor: 'platform-engineer' },
};

async function open(): Promise<Estate> {
  estate = await openEstate({ planted });
  return estate;
}

/** Puts an image into live, with the SBOM of each platform and a signed completion. */
async function promote(opened: Estate, purl: string, key: TestKey): Promise<Digest> {
  const { live, keys } = opened;
  const digest = await pushIndex(live, repository, 'running');
  const target = { registry: live.registry, repository, digest };
  const artifact = await readArtifact(target, live);
  for (const { manifest } of listPlatforms(artifact)) {
    const { predicateType } = statementKinds.sbom;
    const predicate = {
      ...{ bomFormat: 'CycloneDX', specVersion: '1.5', metadata: { timestamp: time } },
      components: [{ type: 'library', name: 'libssl3', version: '3.0.11-1', purl }],
    };
    const subject = { name: `${live.registry}/${repository}`, digest: manifest.digest };
    const bundle = await signStatement({ subject, predicateType, predicate }, keys.decision.signer);
    await attachBundle({ client: live, repository }, manifest, bundle, predicateType);
  }
  const other = computeDigest('other');
  const completion: Completion = {
    ...{ kind: 'promotion', source: { registry: host, repository, digest }, target, tags: [], run },
    ...{ commit: 'a'.repeat(40), environment: 'promote', approvers: [], rulesCommit: 'a'.repeat(40) },
    verdict: { policyDigest: other, statementDigest: other, issuedAt: time },
    ...{
      intent: other,
      approval: other,
      inputs: [{ name: 'verdict', digest: other }],
      manifests: [digest],
      completedAt: time,
    },
  };
  await ensureRecord(openShelf(opened, key), 'promotion', completion, describeManifest(artifact.root));
  return digest;
}

// Whoever writes a record verifies it at once, so a forger has to trust his own key.
function openShelf({ live }: Estate, key: TestKey): SigningShelf {
  const keys = trust(key);
  return { client: live, repository, keys, now: () => now, openSigner: () => Promise.resolve(key.signer) };
}

async function listNew({ outputs }: Gated): Promise<readonly string[] | undefined> {
  const text = await readFile(outputs.decisionFile, 'utf8');
  const { newFindings } = JSON.parse(text) as { newFindings?: readonly { readonly id: string }[] };
  return newFindings?.map(({ id }) => id);
}

describe('gate-image compares with what runs', () => {
  it.each([
    ['pkg:deb/debian/libssl3@3.0.11-1', []],
    ['pkg:deb/debian/libssl3@3.0.10-1', ['CVE-2026-1111']],
  ])('of which %s is known', async (purl, expected) => {
    const opened = await open();
    await promote(opened, purl, opened.keys.promotion);
    const gated = await gate(opened);
    expect([gated.outputs.decision, await listNew(gated)]).toEqual(['pass', expected]);
  });

  it('counts nothing that was revoked', async () => {
    const opened = await open();
    const digest = await promote(opened, 'pkg:deb/debian/libssl3@3.0.11-1', opened.keys.promotion);
    const target = { registry: opened.live.registry, repository, digest };
    const record: Revocation = { kind: 'revocation', target, reason: 'r', ticket: 'T', run, revokedAt: time };
    const { root } = await readArtifact(target, opened.live);
    await ensureRecord(
      openShelf(opened, opened.keys.promotion),
      'revocation',
      record,
      describeManifest(root),
    );
    const gated = await gate(opened);
    expect([gated.outputs.decision, await listNew(gated)]).toEqual(['pass', ['CVE-2026-1111']]);
  });

  it('does not know what runs when another key recorded the promotion', async () => {
    const opened = await open();
    const forger = {
      ...opened.keys.decision,
      entry: { ...opened.keys.decision.entry, purpose: 'promotion' },
    };
    await promote(opened, 'pkg:deb/debian/libssl3@3.0.11-1', forger);
    const gated = await gate(opened);
    expect([gated.outputs.decision, await listNew(gated)]).toEqual(['indeterminate', undefined]);
    expect(gated.file.reasons.map(({ subject, detail }) => `${subject} ${detail.split(':')[0]}`)).toContain(
      'live STATEMENT_KEY_NOT_ALLOWED',
    );
  });
});
