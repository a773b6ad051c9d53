import { verify } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CodedError } from '../../base/errors/index.ts';
import { computeDigest } from '../image/index.ts';
import { predicateTypes } from '../promotion/index.ts';
import { findDerSignature, findRawSignature } from './ecdsa.ts';
import { checkStatement, parseBundle, parseTrustedKeys, renderBundle, renderStatement } from './index.ts';
import { signPayload, signStatement, statementKinds, verifyStatement } from './index.ts';
import type { Expectation, Statement, StatementKind } from './index.ts';
import { encodePae, payloadType } from './pae.ts';
import { createTestKey, trust } from './testing/keys.ts';
import { buildSample, madeAt, promoted, quarantined, sampleDigest } from './testing/samples.ts';

const keys = {
  provenance: createTestKey('provenance'),
  decision: createTestKey('decision'),
  promotion: createTestKey('promotion'),
};
const trusted = trust(keys.provenance, keys.decision, keys.promotion);
const kinds = Object.keys(statementKinds) as StatementKind[];
const now = Date.parse(madeAt) + 60_000;

function expected<K extends StatementKind>(kind: K, change: Partial<Expectation<K>> = {}): Expectation<K> {
  const resourceUri = kind === 'promotion' ? promoted : quarantined;
  return { kinds: [kind], subject: sampleDigest, keys: trusted, now, resourceUri, ...change };
}

function sign(kind: StatementKind, statement: Statement = buildSample(kind)): Promise<Uint8Array> {
  return signStatement(statement, keys[statementKinds[kind].purpose].signer);
}

async function refusal(kind: StatementKind, bundle: Promise<Uint8Array> | Uint8Array, change = {}) {
  const outcome = checkStatement(await bundle, expected(kind, change));
  return outcome.ok ? 'accepted' : outcome.code;
}

describe('verifyStatement', () => {
  it.each(kinds)('accepts %s by its key and answers what it says', async (kind) => {
    const statement = buildSample(kind);
    const verified = verifyStatement(await sign(kind), expected(kind));
    expect(verified.kind).toBe(kind);
    expect(verified.madeAt).toBe(Date.parse(madeAt));
    expect(verified.payloadDigest).toBe(computeDigest(renderStatement(statement)));
    expect(verified.key.purpose).toBe(statementKinds[kind].purpose);
    expect(verified.subject).toEqual(statement.subject);
  });

  it('reads provenance back as it was written', async () => {
    const { predicate } = verifyStatement(await sign('provenance'), expected('provenance'));
    expect(predicate).toMatchObject({
      repository: 'https://github.com/contoso/lazaret',
      ref: 'refs/heads/main',
      commit: '1'.repeat(40),
      contextHash: computeDigest('context'),
      bases: [
        { image: 'docker.io/library/node:24', digest: computeDigest('node') },
        { image: 'scratchy:5000/base', digest: 'unknown' },
      ],
    });
  });

  it('answers the whole SBOM', async () => {
    const { predicate } = verifyStatement(await sign('sbom'), expected('sbom'));
    expect(predicate.document).toEqual(buildSample('sbom').predicate);
  });

  it.each(
    kinds.flatMap((kind) =>
      Object.values(keys).map((key) => [kind, key.entry['purpose'] ?? '', key] as const),
    ),
  )('lets %s be signed by the key of its purpose alone: %s', async (kind, purpose, key) => {
    const code = await refusal(kind, signStatement(buildSample(kind), key.signer));
    const isAllowed = statementKinds[kind].purpose === purpose;
    expect(code).toBe(isAllowed ? 'accepted' : 'STATEMENT_KEY_NOT_ALLOWED');
  });

  it('tells a verdict from a promotion by the key, where both may come', async () => {
    const both = { kinds: ['verdict', 'promotion'] as const };
    const verdict = verifyStatement(await sign('verdict'), { ...expected('verdict'), ...both });
    expect(verdict.kind).toBe('verdict');
    const promotion = verifyStatement(await sign('promotion'), { ...expected('promotion'), ...both });
    expect(promotion.kind).toBe('promotion');
  });

  it.each([
    ['another digest is asked for', { subject: computeDigest('other') }, 'STATEMENT_SUBJECT_MISMATCH'],
    ['it was decided for another place', { resourceUri: promoted }, 'STATEMENT_SUBJECT_MISMATCH'],
    ['no place is asked for', { resourceUri: undefined }, 'STATEMENT_SUBJECT_MISMATCH'],
    ['it is too old', { maxAgeMs: 59_999 }, 'STATEMENT_EXPIRED'],
    ['it is just young enough', { maxAgeMs: 60_000 }, 'accepted'],
    ['the clock here is late', { now: Date.parse(madeAt) - 300_001 }, 'STATEMENT_FROM_FUTURE'],
    ['the clock here is a little late', { now: Date.parse(madeAt) - 300_000 }, 'accepted'],
    ['another kind is asked for', { kinds: ['approval'] }, 'STATEMENT_KIND_UNEXPECTED'],
    ['the key is not trusted', { keys: trust(keys.provenance) }, 'STATEMENT_KEY_UNKNOWN'],
    [
      'the key was not valid then',
      { keys: parseTrustedKeys([{ ...keys.decision.entry, 'valid-until': '2026-11-02T08:09:59Z' }], 'f') },
      'STATEMENT_KEY_EXPIRED',
    ],
    [
      'the key was not valid yet',
      { keys: parseTrustedKeys([{ ...keys.decision.entry, 'valid-from': '2026-11-02T08:10:01Z' }], 'f') },
      'STATEMENT_KEY_EXPIRED',
    ],
  ])('holds a verdict against what is expected when %s', async (_title, change, code) => {
    expect(await refusal('verdict', sign('verdict'), change)).toBe(code);
  });

  it('refuses a signature by a stranger under a trusted hint', async () => {
    const stranger = createTestKey('decision').signer;
    const forged = signStatement(buildSample('verdict'), {
      ...stranger,
      keyHint: keys.decision.signer.keyHint,
    });
    expect(await refusal('verdict', forged)).toBe('STATEMENT_SIGNATURE_INVALID');
  });

  it('refuses the signature of another statement', async () => {
    const [verdict, sbom] = [parseBundle(await sign('verdict')), parseBundle(await sign('sbom'))];
    if (!verdict.ok || !sbom.ok) throw new Error('samples are readable');
    const mixed = renderBundle({ ...verdict.value, signature: sbom.value.signature });
    expect(await refusal('verdict', mixed)).toBe('STATEMENT_SIGNATURE_INVALID');
  });

  it.each([
    ['a second subject', (s: Json) => ({ ...s, subject: [...s.subject, ...s.subject] })],
    ['no subject', (s: Json) => ({ ...s, subject: [] })],
    ['another statement type', (s: Json) => ({ ...s, _type: 'https://in-toto.io/Statement/v0.1' })],
    [
      'a verdict that is neither',
      (s: Json) => ({ ...s, predicate: { ...s.predicate, verificationResult: 'OK' } }),
    ],
    ['no time', (s: Json) => ({ ...s, predicate: { ...s.predicate, timeVerified: 'today' } })],
    [
      'a subject in capitals',
      (s: Json) => ({ ...s, subject: [subjectOf(sampleDigest.slice(7).toUpperCase())] }),
    ],
    ['a subject that is cut short', (s: Json) => ({ ...s, subject: [subjectOf(sampleDigest.slice(7, 70))] })],
    [
      'a subject by another digest alone',
      (s: Json) => ({ ...s, subject: [{ name: 'x', digest: { sha512: 'a'.repeat(128) } }] }),
    ],
    ['a subject that is no list', (s: Json) => ({ ...s, subject: subjectOf(sampleDigest.slice(7)) })],
    ['no predicate', (s: Json) => ({ ...s, predicate: undefined })],
    [
      'a predicate under __proto__',
      (s: Json) => JSON.parse(JSON.stringify(s).replace('"predicate":', '"__proto__":')) as object,
    ],
  ])('refuses a well signed statement with %s', async (_title, change) => {
    const statement = JSON.parse(Buffer.from(renderStatement(buildSample('verdict'))).toString()) as Json;
    const payload = Buffer.from(JSON.stringify(change(statement)));
    expect(await refusal('verdict', signPayload(payload, keys.decision.signer))).toBe('STATEMENT_MALFORMED');
  });

  it.each([
    ['the subject twice', '"subject":', '"subject":[],"subject":'],
    ['the subject twice in two spellings', '"subject":', '"sub\\u006aect":[],"subject":'],
    ['the verdict twice', '"verificationResult":', '"verificationResult":"FAILED","verificationResult":'],
    ['a byte order mark', '{"_type"', '\ufeff{"_type"'],
    ['something behind its end', '"_type"', '"a":1}{"_type"'],
  ])('refuses a well signed text with %s', async (_title, part, instead) => {
    const text = Buffer.from(renderStatement(buildSample('verdict'))).toString();
    const payload = Buffer.from(text.replace(part, instead));
    expect(payload.toString()).not.toBe(text);
    expect(await refusal('verdict', signPayload(payload, keys.decision.signer))).toBe('STATEMENT_MALFORMED');
  });

  it('reads the same in a statement with fields that it does not know', async () => {
    const text = Buffer.from(renderStatement(buildSample('verdict'))).toString();
    const payload = Buffer.from(text.replace('"_type"', '"a":1,"_type"'));
    expect(await refusal('verdict', signPayload(payload, keys.decision.signer))).toBe('accepted');
  });

  it('refuses a resource of another digest, though it is the one that was asked for', async () => {
    const sample = buildSample('verdict');
    const resourceUri = quarantined.replace(sampleDigest, computeDigest('other'));
    const predicate = { ...(sample.predicate as object), resourceUri };
    const bundle = sign('verdict', { ...sample, predicate });
    expect(await refusal('verdict', bundle, { resourceUri })).toBe('STATEMENT_SUBJECT_MISMATCH');
  });

  it('accepts a bundle that was changed only if its payload is still the same bytes', async () => {
    const bundle = Buffer.from(await sign('verdict'));
    const payload = Buffer.from(renderStatement(buildSample('verdict')));
    const position = fc.integer({ min: 0, max: bundle.length - 1 });
    fc.assert(
      fc.property(position, fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const mutant = Buffer.from(bundle);
        mutant[at] = (mutant[at] ?? 0) ^ mask;
        const outcome = checkStatement(mutant, expected('verdict'));
        return !outcome.ok || Buffer.compare(outcome.value.payload, payload) === 0;
      }),
      { numRuns: 2000 },
    );
  });
});

function subjectOf(sha256: string): object {
  return { name: 'x', digest: { sha256 } };
}

interface Json {
  readonly subject: readonly object[];
  readonly predicate: object;
}

describe('parseBundle', () => {
  it.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['a list', '[]'],
    ['bytes that are no UTF-8', Buffer.from([0xff, 0xfe])],
  ])('refuses %s', (_title, bytes) => {
    expect(parseBundle(Buffer.from(bytes as string))).toMatchObject({
      ok: false,
      code: 'STATEMENT_MALFORMED',
    });
  });

  it.each([
    [
      'a bundle of version 0.2',
      (b: Bundle) => ({ ...b, mediaType: 'application/vnd.dev.sigstore.bundle+json;version=0.2' }),
    ],
    ['a certificate', (b: Bundle) => ({ ...b, verificationMaterial: { certificate: { rawBytes: 'AA==' } } })],
    [
      'two signatures',
      (b: Bundle) => change(b, { signatures: [...b.dsseEnvelope.signatures, ...b.dsseEnvelope.signatures] }),
    ],
    ['no signature', (b: Bundle) => change(b, { signatures: [] })],
    [
      'base64 that has a second spelling',
      (b: Bundle) => change(b, { payload: `${b.dsseEnvelope.payload}\n` }),
    ],
    ['base64 with a blank', (b: Bundle) => change(b, { payload: ` ${b.dsseEnvelope.payload}` })],
    ['base64 without its padding', (b: Bundle) => change(b, { signatures: [{ sig: 'AQ' }] })],
    ['base64 with bits that nothing reads', (b: Bundle) => change(b, { signatures: [{ sig: 'AR==' }] })],
    ['base64 for file names', (b: Bundle) => change(b, { signatures: [{ sig: '-_-_' }] })],
    ['no payload', (b: Bundle) => change(b, { payload: '' })],
    ['a payload that is no text', (b: Bundle) => change(b, { payload: [b.dsseEnvelope.payload] })],
    [
      'two hints',
      (b: Bundle) => ({ ...b, verificationMaterial: { publicKey: [{ hint: 'a' }, { hint: 'b' }] } }),
    ],
    ['no hint', (b: Bundle) => ({ ...b, verificationMaterial: { publicKey: { hint: '' } } })],
    [
      'an envelope in capitals',
      (b: Bundle) => ({ ...b, dsseEnvelope: undefined, DSSEEnvelope: b.dsseEnvelope }),
    ],
  ])('refuses %s', async (_title, mutate) => {
    const bundle = JSON.parse(Buffer.from(await sign('verdict')).toString()) as Bundle;
    const bytes = Buffer.from(JSON.stringify(mutate(bundle)));
    expect(parseBundle(bytes)).toMatchObject({ ok: false, code: 'STATEMENT_MALFORMED' });
  });

  it.each([
    ['an envelope that stands twice', '"dsseEnvelope":', '"dsseEnvelope":{},"dsseEnvelope":'],
    ['a payload that stands twice', '"payload":', '"payload":"AA==","payload":'],
    ['a payload that stands twice in two spellings', '"payload":', '"p\\u0061yload":"AA==","payload":'],
    ['a byte order mark', '{', '\ufeff{'],
  ])('refuses %s', async (_title, part, instead) => {
    const text = Buffer.from(await sign('verdict')).toString();
    const bytes = Buffer.from(text.replace(part, instead));
    expect(parseBundle(bytes)).toMatchObject({ ok: false, code: 'STATEMENT_MALFORMED' });
  });

  it('takes a payload of another type for no statement', async () => {
    const parsed = parseBundle(await sign('verdict'));
    if (!parsed.ok) throw new Error('the sample is readable');
    for (const payloadType of [
      'text/plain',
      '',
      'application/vnd.in-toto+JSON',
      ' application/vnd.in-toto+json',
    ]) {
      const other = renderBundle({ ...parsed.value, payloadType });
      expect(await refusal('verdict', other)).toBe('STATEMENT_MALFORMED');
    }
  });
});

interface Bundle {
  readonly dsseEnvelope: { readonly payload: string; readonly signatures: readonly unknown[] };
}

function change(bundle: Bundle, part: object): object {
  return { ...bundle, dsseEnvelope: { ...bundle.dsseEnvelope, ...part } };
}

describe('findDerSignature', () => {
  it('makes the DER that OpenSSL accepts, and findRawSignature takes it back', async () => {
    for (let n = 0; n < 50; n += 1) {
      const message = Buffer.from(`message ${n}`);
      const raw = await keys.decision.signer.sign(Buffer.from(computeDigest(message).slice(7), 'hex'));
      const der = findDerSignature(raw);
      if (der === undefined) throw new Error('64 bytes are a signature');
      expect(verify('sha256', message, keys.decision.publicKey, der)).toBe(true);
      expect(findRawSignature(der)).toEqual(Buffer.from(raw));
    }
  });

  it('turns every pair of integers to DER and back', () => {
    const bytes = fc.uint8Array({ minLength: 64, maxLength: 64 });
    const short = fc
      .tuple(fc.integer({ min: 0, max: 31 }), bytes)
      .map(([zeros, raw]) => raw.fill(0, 0, zeros));
    fc.assert(
      fc.property(fc.oneof(bytes, short), (raw) => {
        const der = findDerSignature(raw);
        return der !== undefined && Buffer.compare(findRawSignature(der) ?? Buffer.alloc(0), raw) === 0;
      }),
    );
  });

  it('knows one DER spelling of a signature', () => {
    const der = Buffer.from(findDerSignature(new Uint8Array(64).fill(0x7f)) ?? []);
    const loose = Buffer.concat([Buffer.from([0x30, der.length - 1, 0x02, 33, 0]), der.subarray(4)]);
    expect(findRawSignature(der)).toHaveLength(64);
    expect(findRawSignature(loose)).toBeUndefined();
    expect(findRawSignature(Buffer.concat([der, Buffer.from([0])]))).toBeUndefined();
    expect(findRawSignature(der.subarray(0, -1))).toBeUndefined();
    expect(findRawSignature(Buffer.alloc(0))).toBeUndefined();
    expect(findDerSignature(new Uint8Array(63))).toBeUndefined();
  });
});

describe('encodePae', () => {
  it('is the example of the DSSE protocol', () => {
    const pae = encodePae('http://example.com/HelloWorld', Buffer.from('hello world'));
    expect(Buffer.from(pae).toString()).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world');
  });

  it('counts bytes, not characters', () => {
    expect(Buffer.from(encodePae('ä', Buffer.from('ö'))).toString()).toBe('DSSEv1 2 ä 2 ö');
    expect(payloadType).toBe('application/vnd.in-toto+json');
  });
});

describe('signPayload', () => {
  it('refuses a signer that answers something else than r and s', async () => {
    const signer = { keyHint: 'hint', sign: () => Promise.resolve(new Uint8Array(70)) };
    await expect(signStatement(buildSample('verdict'), signer)).rejects.toMatchObject({
      code: 'STATEMENT_SIGNATURE_INVALID',
    });
  });
});

function readCode(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof CodedError) return error.code;
    throw error;
  }
  return 'accepted';
}

describe('parseTrustedKeys', () => {
  const entry = keys.decision.entry;
  it.each([
    ['no list', {}],
    ['an empty list', []],
    ['an unknown field', [{ ...entry, 'valid-untill': '2027-01-01T00:00:00Z' }]],
    ['an unknown purpose', [{ ...entry, purpose: 'all' }]],
    ['no end', [{ ...entry, 'valid-until': undefined }]],
    ['an end before the beginning', [{ ...entry, 'valid-until': '2025-01-01T00:00:00Z' }]],
    ['a private key', [{ ...entry, 'public-key': '-----BEGIN PRIVATE KEY-----' }]],
    [
      'no key in the PEM',
      [{ ...entry, 'public-key': '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----' }],
    ],
    ['one key for two purposes', [entry, { ...entry, name: 'other', purpose: 'promotion' }]],
    ['one name for two keys', [entry, { ...keys.promotion.entry, name: entry['name'] }]],
  ])('refuses %s', (_title, list) => {
    expect(readCode(() => parseTrustedKeys(list, 'lazaret.yaml'))).toBe('STATEMENT_KEYS_INVALID');
  });
});

describe('statementKinds', () => {
  it('has the names that promotion records are written under', () => {
    const { intent, promotion, revocation } = statementKinds;
    expect([intent, promotion, revocation].map(({ predicateType }) => predicateType)).toEqual([
      predicateTypes.intent,
      predicateTypes.promotion,
      predicateTypes.revocation,
    ]);
  });
});
