import { describe, expect, it } from '@jest/globals';
import { mediaTypes } from '../../../lib/domain/artifact/index.ts';
import type { GateChange } from '../../../lib/domain/evidence/testing/play-gate.ts';
import { computeDigest } from '../../../lib/domain/image/index.ts';
import { buildRecordTag } from '../../../lib/domain/promotion/index.ts';
import { byPolicy, changePolicy, claimPass, critical, excused, touch, waived } from './cases.ts';
import { createEstate, describeLive, gateImage, promote, repository } from './estate.ts';
import type { Attempt, Estate } from './estate.ts';
import { head, keys, ruleFiles, start } from './repository.ts';
import { childOf, removeStatement, replayVerdict, swapChild } from './tamper.ts';

interface Refusal {
  readonly name: string;
  readonly code: string;
  readonly gate?: GateChange | 'none';
  readonly facts?: Partial<Estate['facts']>;
  /** What the repository has become since the gate decided. */
  readonly since?: Partial<Estate['facts']>;
  readonly prepare?: (estate: Estate) => Promise<void> | void;
  readonly attempt?: Attempt;
}

const refusals: readonly Refusal[] = [
  { name: 'an image without verdict', code: 'PROMOTION_VERDICT_MISSING', gate: 'none' },
  { name: 'a tampered verdict', code: 'STATEMENT_SIGNATURE_INVALID', gate: { touch } },
  {
    name: 'a verdict replayed from another digest',
    code: 'STATEMENT_SUBJECT_MISMATCH',
    gate: 'none',
    prepare: replayVerdict,
  },
  {
    name: 'a verdict that was made for another place',
    code: 'STATEMENT_SUBJECT_MISMATCH',
    gate: {
      summary: (summary) => ({ ...summary, resourceUri: summary.resourceUri.replace('chain', 'other') }),
    },
  },
  {
    name: 'the right predicate by the wrong key',
    code: 'STATEMENT_KEY_NOT_ALLOWED',
    gate: { signer: keys.promotion.signer },
  },
  {
    name: 'the right predicate by a key that nobody trusts',
    code: 'STATEMENT_KEY_UNKNOWN',
    gate: { signer: keys.stranger.signer },
  },
  {
    name: 'an expired verdict',
    code: 'STATEMENT_EXPIRED',
    attempt: { deps: { clock: { now: () => start + 24 * 3_600_000, sleep: async () => undefined } } },
  },
  {
    name: 'a failed verdict',
    code: 'PROMOTION_VERDICT_FAILED',
    gate: { vulnerabilities: [critical] },
  },
  {
    name: 'a pass that a newer verdict took back',
    code: 'PROMOTION_VERDICT_FAILED',
    prepare: (estate) => gateImage(estate, { vulnerabilities: [critical] }),
  },
  {
    name: 'a verdict that was not decided',
    code: 'PROMOTION_VERDICT_INDETERMINATE',
    gate: { isUnattested: true },
  },
  {
    name: 'a verdict by the rules for developers’ machines',
    code: 'PROMOTION_VERDICT_INCOMPLETE',
    gate: { summary: (summary) => ({ ...summary, environment: 'local' }) },
  },
  {
    name: 'a policy that was edited on a branch',
    code: 'PROMOTION_VERDICT_POLICY_DIFFERS',
    gate: { summary: byPolicy(changePolicy({ licences: { deny: [] } })) },
  },
  {
    name: 'a policy that changed on the protected branch since',
    code: 'PROMOTION_VERDICT_POLICY_DIFFERS',
    since: { files: ruleFiles({ policy: changePolicy({ licences: { deny: [] } }) }) },
  },
  {
    name: 'a protected branch that is none',
    code: 'RULES_BRANCH_UNPROTECTED',
    since: { branch: { sha: head, isProtected: false } },
  },
  {
    name: 'a digest without provenance',
    code: 'PROMOTION_PROVENANCE_MISSING',
    // The gate saw some, and somebody took it away since.
    prepare: (estate) => removeStatement(estate, estate.digest, 'https://slsa.dev/provenance/v1'),
  },
  {
    name: 'a swapped child manifest',
    code: 'IMAGE_CHILD_MISMATCH',
    prepare: swapChild,
  },
  {
    name: 'a platform whose SBOM is gone',
    code: 'PROMOTION_SBOM_MISSING',
    prepare: (estate) => removeStatement(estate, childOf(estate), 'https://cyclonedx.org/bom'),
  },
  {
    name: 'a platform whose findings are gone',
    code: 'PROMOTION_SCAN_MISSING',
    prepare: (estate) =>
      removeStatement(estate, childOf(estate), 'https://in-toto.io/attestation/vulns/v0.2'),
  },
  {
    name: 'a CVE that was published after the verdict',
    code: 'PROMOTION_DECISION_FAILED',
    prepare: (estate) => void (estate.published = [critical]),
  },
  {
    name: 'a vulnerability that nobody has judged yet',
    code: 'PROMOTION_DECISION_INDETERMINATE',
    prepare: (estate) => void (estate.published = [{ ...critical, severity: 'UNKNOWN' }]),
  },
  {
    name: 'a CVE that is known to be exploited since',
    code: 'PROMOTION_DECISION_FAILED',
    prepare: (estate) => void (estate.published = [{ id: 'CVE-2026-0002', severity: 'LOW' }]),
  },
  {
    name: 'a waiver whose approver never reviewed it',
    code: 'PROMOTION_WAIVER_UNAPPROVED',
    facts: { ...waived, reviews: new Map() },
    gate: { vulnerabilities: [critical], summary: claimPass },
    prepare: (estate) => void (estate.published = [critical]),
  },
  {
    name: 'a scanner that is not on the list',
    code: 'SCAN_SCANNER_NOT_ALLOWED',
    attempt: { change: { trivyAllowed: [{ version: '0.76.0', sha256: '0'.repeat(64) }] } },
  },
  {
    name: 'a database that is not there',
    code: 'SCAN_DATABASE_NOT_FOUND',
    attempt: { change: { database: { repository: 'tools/none', tag: '2', digest: undefined } } },
  },
  {
    name: 'a signing key that nobody trusts',
    code: 'STATEMENT_KEY_UNKNOWN',
    attempt: {
      deps: { keyVault: { openSigner: async () => ({ ...untrusted(), ...keys.stranger.signer }) } },
    },
  },
];

describe('promote-image refuses', () => {
  it.each(refusals)('$name, and leaves live as it was', async (refusal) => {
    const decided = await createEstate(refusal.facts, refusal.gate);
    const estate = { ...decided, facts: { ...decided.facts, ...refusal.since } };
    await refusal.prepare?.(estate);
    const before = describeLive(estate);
    await expect(promote(estate, refusal.attempt)).rejects.toMatchObject({ code: refusal.code });
    expect(describeLive(estate)).toEqual(before);
    expect(estate.live.open(repository).manifests.has(estate.digest)).toBe(false);
  });

  it('each of these for a reason of its own', () => {
    const causes = [
      ...[
        'a tampered verdict',
        'a verdict replayed from another digest',
        'the right predicate by the wrong key',
      ],
      ...['an expired verdict', 'a swapped child manifest', 'a policy that was edited on a branch'],
      ...['a waiver whose approver never reviewed it', 'a digest without provenance', 'a failed verdict'],
      ...[
        'a verdict that was not decided',
        'an image without verdict',
        'a CVE that was published after the verdict',
      ],
    ];
    const codes = causes.map((cause) => refusals.find(({ name }) => name === cause)?.code);
    expect(codes).not.toContain(undefined);
    expect(new Set(codes).size).toBe(causes.length);
  });

  it('an unsigned record of the first version', async () => {
    const estate = await createEstate();
    const { bytes } = estate.quarantine.open(repository).manifests.get(estate.digest) ?? fail();
    const payload = Buffer.from('{}');
    const layer = { mediaType: 'application/vnd.in-toto+json', digest: computeDigest(payload), size: 2 };
    const config = {
      mediaType: 'application/vnd.oci.empty.v1+json',
      digest: computeDigest(payload),
      size: 2,
    };
    await estate.live.writeBlob(repository, payload);
    const manifest = {
      ...{ schemaVersion: 2, mediaType: mediaTypes.ociManifest, config, layers: [layer] },
      subject: { mediaType: mediaTypes.ociIndex, digest: estate.digest, size: bytes.length },
    };
    await estate.live.writeManifest(repository, {
      ...{ mediaType: mediaTypes.ociManifest, bytes: Buffer.from(JSON.stringify(manifest)) },
      tag: buildRecordTag('promotion', estate.digest),
    });
    await expect(promote(estate)).rejects.toMatchObject({ code: 'PROMOTION_RECORD_UNSIGNED' });
  });

  it('to believe a record that another key signed', async () => {
    const estate = await createEstate();
    await promote(estate);
    // The promotion key was taken off the list: what it signed counts no more.
    const facts = { ...estate.facts, files: ruleFiles({ trusted: [keys.provenance, keys.decision] }) };
    await expect(promote({ ...estate, facts })).rejects.toMatchObject({ code: 'STATEMENT_KEY_UNKNOWN' });
  });
});

describe('promote-image lets pass', () => {
  it('what a waiver excepts whose approver reviewed it', async () => {
    const estate = await createEstate(waived, { vulnerabilities: [critical] });
    estate.published = [critical];
    expect(await promote(estate)).toMatchObject({ status: 'promoted' });
  });

  it('what a VEX document of the protected branch clears', async () => {
    const estate = await createEstate(excused, { vulnerabilities: [critical] });
    estate.published = [critical];
    expect(await promote(estate)).toMatchObject({ status: 'promoted' });
  });
});

function untrusted() {
  const id = { vaultUri: 'https://other.vault.azure.net', name: 'promotion', version: '0'.repeat(32) };
  const { publicKey } = keys.stranger;
  return { key: { id, publicKey, isEnabled: true, operations: ['sign'] } };
}

function fail(): never {
  throw new Error('the estate lacks what the test needs');
}
