import { describe, expect, it } from '@jest/globals';
import { CodedError } from '../../base/errors/index.ts';
import type { Attachment } from '../attachment/index.ts';
import { computeDigest, parsePinnedImage } from '../image/index.ts';
import { buildSummary, signStatement, statementKinds } from '../statement/index.ts';
import type { StatementKind, Summary } from '../statement/index.ts';
import { createTestKey, trust } from '../statement/testing/keys.ts';
import type { TestKey } from '../statement/testing/keys.ts';
import { buildSample, quarantined, sampleDigest } from '../statement/testing/samples.ts';
import { requireVerdict } from './verdict.ts';

const now = Date.parse('2026-11-02T10:00:00Z');
const hour = 3_600_000;
const policyDigest = computeDigest('policy');
const keys = {
  decision: createTestKey('decision'),
  promotion: createTestKey('promotion'),
  stranger: createTestKey('decision', 'stranger'),
};
const expected = {
  ...{ image: parsePinnedImage(quarantined), policyDigest, maxAgeMs: 24 * hour, now },
  keys: trust(keys.decision, keys.promotion),
};

interface Draft {
  readonly ago?: number;
  readonly change?: Partial<Summary>;
  readonly key?: TestKey;
  readonly subject?: typeof sampleDigest;
  readonly touch?: (bundle: Uint8Array) => Uint8Array;
}

async function write(draft: Draft = {}): Promise<Attachment> {
  const { ago = hour, change = {}, key = keys.decision, subject = sampleDigest } = draft;
  const summary: Summary = {
    ...{ result: 'PASSED', resourceUri: quarantined, verifier: 'gate.yml', levels: [], reasons: [] },
    verifiedAt: new Date(now - ago).toISOString(),
    ...{ policy: { digest: policyDigest }, inputs: [] },
    ...change,
  };
  const statement = {
    subject: { name: 'lazaretquarantine.azurecr.io/workload/chain-api', digest: subject },
    ...{ predicateType: statementKinds.verdict.predicateType, predicate: buildSummary(summary) },
  };
  return wrap((draft.touch ?? ((bundle) => bundle))(await signStatement(statement, key.signer)));
}

async function writeOther(kind: StatementKind): Promise<Attachment> {
  return wrap(await signStatement(buildSample(kind), keys.decision.signer));
}

function wrap(bundle: Uint8Array): Attachment {
  return { manifestDigest: computeDigest(bundle), bundle: { ok: true, value: bundle } };
}

function judge(attachments: readonly Attachment[]): string {
  try {
    return requireVerdict(attachments, expected).predicate.verifiedAt;
  } catch (error) {
    if (error instanceof CodedError) return error.code;
    throw error;
  }
}

const failed = { result: 'FAILED', reasons: ['CVE-2026-1'] } as const;

/** Changes the payload and leaves the signature. */
function touchPayload(bundle: Uint8Array): Uint8Array {
  const document = JSON.parse(Buffer.from(bundle).toString());
  const { dsseEnvelope: envelope } = document;
  const payload = Buffer.from(envelope.payload, 'base64').toString().replace('gate.yml', 'gate.yaml');
  return Buffer.from(
    JSON.stringify({
      ...document,
      dsseEnvelope: { ...envelope, payload: Buffer.from(payload).toString('base64') },
    }),
  );
}

describe('requireVerdict', () => {
  it('takes the newest verdict, whatever else hangs on the image', async () => {
    const old = await write({ ago: 3 * hour, change: failed });
    const fresh = await write({ ago: hour });
    const others = [await writeOther('sbom'), await write({ key: keys.stranger })];
    expect(judge([fresh, ...others, old])).toBe('2026-11-02T09:00:00.000Z');
  });

  const rows: readonly { readonly name: string; readonly drafts: readonly Draft[]; readonly code: string }[] =
    [
      { name: 'nothing', drafts: [], code: 'PROMOTION_VERDICT_MISSING' },
      { name: 'a failed one', drafts: [{ change: failed }], code: 'PROMOTION_VERDICT_FAILED' },
      {
        name: 'a failed one that is newer than a pass',
        drafts: [{ ago: 2 * hour }, { change: failed }],
        code: 'PROMOTION_VERDICT_FAILED',
      },
      {
        name: 'a failed one of the moment of a pass',
        drafts: [{}, { change: failed }],
        code: 'PROMOTION_VERDICT_FAILED',
      },
      {
        name: 'one that was not decided',
        drafts: [{ change: { result: 'FAILED', outcome: 'indeterminate' } }],
        code: 'PROMOTION_VERDICT_INDETERMINATE',
      },
      {
        name: 'one that contradicts itself',
        drafts: [{ change: { outcome: 'fail' } }],
        code: 'PROMOTION_VERDICT_FAILED',
      },
      {
        name: 'one by another policy',
        drafts: [{ change: { policy: { digest: computeDigest('a branch') } } }],
        code: 'PROMOTION_VERDICT_POLICY_DIFFERS',
      },
      {
        name: 'one that was tampered with',
        drafts: [{ touch: touchPayload }],
        code: 'STATEMENT_SIGNATURE_INVALID',
      },
      {
        name: 'one by a key for promotions',
        drafts: [{ key: keys.promotion }],
        code: 'STATEMENT_KEY_NOT_ALLOWED',
      },
      {
        name: 'one by a key that nobody trusts',
        drafts: [{ key: keys.stranger }],
        code: 'STATEMENT_KEY_UNKNOWN',
      },
      { name: 'one that is too old', drafts: [{ ago: 25 * hour }], code: 'STATEMENT_EXPIRED' },
      { name: 'one from the future', drafts: [{ ago: -hour }], code: 'STATEMENT_FROM_FUTURE' },
      {
        name: 'one for another place',
        drafts: [{ change: { resourceUri: quarantined.replace('chain-api', 'other') } }],
        code: 'STATEMENT_SUBJECT_MISMATCH',
      },
      {
        name: 'one that is forged beside one that is too old',
        drafts: [{ ago: 25 * hour }, { touch: touchPayload }],
        code: 'STATEMENT_SIGNATURE_INVALID',
      },
    ];

  it.each(rows)('refuses $name', async ({ drafts, code }) => {
    expect(judge(await Promise.all(drafts.map(write)))).toBe(code);
  });
});
