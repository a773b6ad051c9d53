import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseDigest } from '../image/index.ts';
import { renderCanonicalJson } from '../../base/canonical-json.ts';
import { buildRecordTag, isRecordTag } from './manifest.ts';
import { parseRecord } from './parse.ts';
import { parseRequestedImage, pinRequested } from './requested-image.ts';
import { predicateTypes, renderRecord } from './statement.ts';
import type { Completion, Intent, PromotionRecord, Revocation } from './types.ts';

const digest = parseDigest(`sha256:${'a'.repeat(64)}`);
const other = parseDigest(`sha256:${'b'.repeat(64)}`);
const place = { registry: 'live.azurecr.io', repository: 'workload/x', tag: 'intent-sha256-a' };
const run = {
  repository: 'contoso/lazaret',
  id: 1,
  attempt: 2,
  workflow: 'w',
  actor: 'a',
  triggeringActor: 'b',
};
const time = '2026-11-21T09:30:00.000Z';

const intent: Intent = {
  kind: 'intent',
  source: { registry: 'quarantine.azurecr.io', repository: 'workload/x', digest },
  target: { registry: 'live.azurecr.io', repository: 'workload/x', digest },
  tags: ['1.0'],
  commit: 'c'.repeat(40),
  run,
  environment: 'promote',
  approvers: [{ id: 3, login: 'release-approver' }],
  verdict: { policyDigest: other, statementDigest: other, issuedAt: time },
  rulesCommit: 'd'.repeat(40),
  observedAt: time,
};
const { observedAt: _observedAt, ...facts } = intent;
const completion: Completion = {
  ...facts,
  kind: 'promotion',
  intent: other,
  approval: other,
  inputs: [
    { name: 'verdict', digest: other },
    { name: 'database', digest },
  ],
  manifests: [digest],
  completedAt: time,
};
const revocation: Revocation = {
  kind: 'revocation',
  target: intent.target,
  reason: 'A key',
  ticket: 'INC-1',
  run,
  revokedAt: time,
};

const rows: readonly { readonly name: string; readonly record: PromotionRecord; readonly type: string }[] = [
  { name: 'an intent', record: intent, type: predicateTypes.intent },
  { name: 'a completion', record: completion, type: predicateTypes.promotion },
  { name: 'a revocation', record: revocation, type: predicateTypes.revocation },
];

describe('renderRecord', () => {
  it.each(rows)('writes $name as an in-toto statement that parseRecord reads back', ({ record, type }) => {
    const payload = renderRecord(record);
    expect(JSON.parse(decode(payload))).toMatchObject({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: 'live.azurecr.io/workload/x', digest: { sha256: 'a'.repeat(64) } }],
      predicateType: type,
    });
    expect(parseRecord(record.kind, payload, place)).toEqual(record);
  });

  it('makes a promotion a passed verification summary about the image in live', () => {
    expect(JSON.parse(decode(renderRecord(completion))).predicate).toMatchObject({
      verificationResult: 'PASSED',
      resourceUri: `live.azurecr.io/workload/x@${digest}`,
      policy: { digest: { sha256: 'b'.repeat(64) } },
      inputAttestations: [
        { name: 'verdict', digest: { sha256: 'b'.repeat(64) } },
        { name: 'database', digest: { sha256: 'a'.repeat(64) } },
      ],
    });
  });
});

const text = decode(renderRecord(intent));

const tampered: readonly { readonly name: string; readonly payload: string }[] = [
  { name: 'no JSON', payload: 'x' },
  { name: 'another version', payload: text.replace('"version":1', '"version":2') },
  { name: 'another type', payload: text.replace(predicateTypes.intent, predicateTypes.revocation) },
  {
    name: 'another subject',
    payload: text.replace(`"sha256":"${'a'.repeat(64)}"`, `"sha256":"${'b'.repeat(64)}"`),
  },
  { name: 'white space', payload: `${text} ` },
  { name: 'a field more', payload: text.replace('"version":1', '"version":1,"waived":true') },
  {
    name: 'a source without digest',
    payload: text.replace(`quarantine.azurecr.io/workload/x@${digest}`, 'quarantine.azurecr.io/workload/x:1'),
  },
  { name: 'a commit that is none', payload: text.replace('c'.repeat(40), 'main') },
  { name: 'a time that is none', payload: text.replaceAll(time, 'yesterday') },
  { name: 'no verdict', payload: text.replace(/"verdict":\{[^}]*\}/, '"verdict":"none"') },
];

describe('parseRecord', () => {
  it.each(tampered)('refuses a payload with $name', ({ payload }) => {
    expect(payload).not.toBe(text);
    expect(() => parseRecord('intent', encode(payload), place)).toThrow(
      expect.objectContaining({ code: 'PROMOTION_RECORD_MALFORMED' }),
    );
  });

  it('refuses a record of another kind', () => {
    expect(() => parseRecord('promotion', renderRecord(intent), place)).toThrow(
      expect.objectContaining({ code: 'PROMOTION_RECORD_MALFORMED' }),
    );
  });

  it('answers or refuses, and never breaks, on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => parseRecord('intent', bytes, place)).toThrow(
          expect.objectContaining({ code: 'PROMOTION_RECORD_MALFORMED' }),
        );
      }),
    );
  });
});

describe('renderCanonicalJson', () => {
  it('does not depend on the order of keys, and JSON reads it back', () => {
    const json = fc
      .jsonValue({ maxDepth: 3 })
      .filter((value) => !JSON.stringify(value).match(/\d\.|e[+-]|-0|"__proto__"/));
    fc.assert(
      fc.property(json, (value) => {
        const plain = JSON.parse(JSON.stringify(value), (_key, each: unknown) =>
          typeof each === 'number' && !Number.isSafeInteger(each) ? 0 : each,
        );
        const canonical = renderCanonicalJson(plain);
        expect(JSON.parse(canonical)).toEqual(plain);
        expect(renderCanonicalJson(reverseKeys(plain))).toBe(canonical);
      }),
    );
  });

  it('refuses a number that readers round', () => {
    expect(() => renderCanonicalJson({ a: 2 ** 53 })).toThrow(RangeError);
  });
});

describe('buildRecordTag', () => {
  it.each(['intent', 'promotion', 'revocation'] as const)(
    'makes a tag of %s that isRecordTag knows',
    (kind) => {
      const tag = buildRecordTag(kind, digest);
      expect(tag).toBe(`${kind}-sha256-${'a'.repeat(64)}`);
      expect(isRecordTag(tag)).toBe(true);
      expect(isRecordTag(`x${tag}`)).toBe(false);
    },
  );
});

describe('parseRequestedImage', () => {
  it.each([
    {
      name: 'a repository',
      value: `workload/x@${digest}`,
      expected: { registry: undefined, repository: 'workload/x' },
    },
    {
      name: 'one component with tag',
      value: `x:1.0@${digest}`,
      expected: { registry: undefined, repository: 'x', tag: '1.0' },
    },
    {
      name: 'a host',
      value: `r.azurecr.io/x@${digest}`,
      expected: { registry: 'r.azurecr.io', repository: 'x' },
    },
    {
      name: 'a host with port',
      value: `r:5000/x:1@${digest}`,
      expected: { registry: 'r:5000', repository: 'x', tag: '1' },
    },
    {
      name: 'a folder named as a host',
      value: `upstream/docker.io/x@${digest}`,
      expected: { registry: undefined, repository: 'upstream/docker.io/x' },
    },
  ])('reads $name', ({ value, expected }) => {
    expect(parseRequestedImage(value)).toMatchObject({ ...expected, digest });
  });

  it.each([
    { name: 'without digest', value: 'workload/x:1.0', code: 'IMAGE_NOT_PINNED' },
    { name: 'with sha512', value: `workload/x@sha512:${'a'.repeat(128)}`, code: 'IMAGE_DIGEST_INVALID' },
    { name: 'in upper case', value: `Workload/x@${digest}`, code: 'IMAGE_REFERENCE_INVALID' },
    { name: 'that climbs', value: `../x@${digest}`, code: 'IMAGE_REFERENCE_INVALID' },
  ])('refuses one $name', ({ value, code }) => {
    expect(() => parseRequestedImage(value)).toThrow(expect.objectContaining({ code }));
  });
});

describe('pinRequested', () => {
  it('refuses another registry than that of the step', () => {
    const image = parseRequestedImage(`evil.azurecr.io/x@${digest}`);
    expect(() => pinRequested(image, 'live.azurecr.io')).toThrow(
      expect.objectContaining({ code: 'PROMOTION_WRONG_REGISTRY' }),
    );
  });
});

function reverseKeys(value: unknown): never {
  const turn = (each: unknown): unknown => {
    if (Array.isArray(each)) return each.map(turn);
    if (typeof each !== 'object' || each === null) return each;
    return Object.fromEntries(
      Object.entries(each)
        .reverse()
        .map(([key, member]) => [key, turn(member)]),
    );
  };
  return turn(value) as never;
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function encode(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}
