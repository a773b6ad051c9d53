import { createHash, createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { p256 } from '@noble/curves/nist.js';
import {
  checkStatement,
  computeKeyHint,
  encodePae,
  findDerSignature,
  parseBundle,
  parseTrustedKeys,
  payloadType,
  renderBundle,
  renderStatement,
  statementKinds,
} from '../../lib/domain/statement/index.ts';
import type { KeyPurpose, StatementKind } from '../../lib/domain/statement/index.ts';
import { buildSample, madeAt, promoted, quarantined } from '../../lib/domain/statement/testing/samples.ts';
import { sampleDigest } from '../../lib/domain/statement/testing/samples.ts';
import { mutateJson, mutateText } from '../../scripts/fuzz/mutate.ts';
import type { Random } from '../../scripts/fuzz/random.ts';
import type { FuzzTarget, MutantResult } from '../../scripts/fuzz/types.ts';

interface Key {
  readonly purpose: KeyPurpose;
  readonly hint: string;
  readonly scalar: Uint8Array;
  readonly entry: object;
}

interface Sample {
  readonly kind: StatementKind;
  readonly payload: Buffer;
  readonly bundle: string;
}

interface Mutant {
  readonly bytes: Uint8Array;
  /** The payload that a trusted key signed; another one must not be believed. */
  readonly signed: Uint8Array | undefined;
}

const keys = (['provenance', 'decision', 'promotion'] as const).map((purpose) => createKey(purpose));
const stranger = createKey('decision', 'stranger');
const trusted = parseTrustedKeys(
  keys.map(({ entry }) => entry),
  'lazaret.yaml',
);
const samples = (Object.keys(statementKinds) as StatementKind[]).map(createSample);
const now = Date.parse(madeAt) + 60_000;

/** Mutated bundles of every kind of statement: text, envelope, payload, signature, and payloads signed anew. */
export const target: FuzzTarget = {
  title: 'a mutated envelope verifies only if it decodes to the bytes that a key of its purpose signed',
  try: (random) => {
    const sample = random.pick(samples);
    return judge(random.pick(ways)(sample, random), sample);
  },
};

const ways: readonly ((sample: Sample, random: Random) => Mutant)[] = [
  ({ bundle, payload }, random) => ({ bytes: Buffer.from(mutateText(bundle, random)), signed: payload }),
  ({ bundle, payload }, random) => ({
    bytes: Buffer.from(JSON.stringify(mutateJson(JSON.parse(bundle), random))),
    signed: payload,
  }),
  ({ bundle, payload }, random) => {
    const other = mutatePayload(payload, random);
    return { bytes: changeEnvelope(bundle, { payload: other.toString('base64') }), signed: payload };
  },
  ({ bundle, payload }, random) => {
    const signature = Buffer.from(random.pick(samples).bundle.match(/"sig":"([^"]+)"/)?.[1] ?? '', 'base64');
    if (random.chance(0.8)) signature[random.below(signature.length)] = random.below(256);
    const signatures = [{ keyid: '', sig: signature.toString('base64') }];
    return { bytes: changeEnvelope(bundle, { signatures }), signed: payload };
  },
  ({ kind, payload }, random) => {
    const other = mutatePayload(payload, random);
    const key = random.chance(0.5) ? findKey(kind) : random.pick([...keys, stranger]);
    const hint = random.chance(0.5) ? key.hint : findKey(kind).hint;
    const isRight = key.purpose === statementKinds[kind].purpose && key !== stranger;
    return { bytes: sign(other, { ...key, hint }), signed: isRight ? other : undefined };
  },
];

function judge({ bytes, signed }: Mutant, { kind }: Sample): MutantResult {
  const hasParsed = parseBundle(bytes).ok;
  const resourceUri = kind === 'promotion' ? promoted : quarantined;
  const outcome = checkStatement(bytes, {
    ...{ kinds: [kind], subject: sampleDigest, keys: trusted, now, maxAgeMs: 3_600_000, resourceUri },
  });
  if (!outcome.ok) return { hasParsed, hasPassed: false };
  const { payload, key, madeAt: at } = outcome.value;
  const isSame = signed !== undefined && Buffer.compare(payload, signed) === 0;
  const isHeld = isSame && key.purpose === statementKinds[kind].purpose && namesSubject(payload);
  const isTimely = at <= now + 300_000 && at >= now - 3_600_000;
  const violation = isHeld && isTimely ? undefined : `${kind}: verified what nobody signed for it`;
  return { hasParsed, hasPassed: true, violation };
}

// Looked for in the text itself, not in what our reader made of it.
function namesSubject(payload: Uint8Array): boolean {
  return Buffer.from(payload).includes(sampleDigest.slice('sha256:'.length));
}

function mutatePayload(payload: Buffer, random: Random): Buffer {
  const text = payload.toString();
  return Buffer.from(
    random.chance(0.3) ? mutateText(text, random) : JSON.stringify(mutateJson(JSON.parse(text), random)),
  );
}

function changeEnvelope(bundle: string, part: object): Buffer {
  const parsed = JSON.parse(bundle) as { readonly dsseEnvelope: object };
  return Buffer.from(JSON.stringify({ ...parsed, dsseEnvelope: { ...parsed.dsseEnvelope, ...part } }));
}

function createSample(kind: StatementKind): Sample {
  const payload = Buffer.from(renderStatement(buildSample(kind)));
  return { kind, payload, bundle: Buffer.from(sign(payload, findKey(kind))).toString() };
}

function findKey(kind: StatementKind): Key {
  const key = keys.find(({ purpose }) => purpose === statementKinds[kind].purpose);
  if (key === undefined) throw new Error(`no key is for ${kind}`);
  return key;
}

// The same key and the same signature in each run (RFC 6979), or a seed would not repeat its mutants.
function createKey(purpose: KeyPurpose, name: string = purpose): Key {
  const scalar = createHash('sha256').update(`a key for fuzzing: ${name}`).digest();
  const point = p256.getPublicKey(scalar, false);
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) =>
    Buffer.from(half).toString('base64url'),
  );
  const publicKey: KeyObject = createPublicKey({
    key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' },
    format: 'jwk',
  });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const times = { 'valid-from': '2026-01-01T00:00:00Z', 'valid-until': '2027-01-01T00:00:00Z' };
  const entry = { name: `${name}-2026`, purpose, 'public-key': pem, ...times };
  return { purpose, scalar, hint: computeKeyHint(publicKey), entry };
}

function sign(payload: Uint8Array, { scalar, hint }: Key): Uint8Array {
  const digest = createHash('sha256').update(encodePae(payloadType, payload)).digest();
  const signature = findDerSignature(p256.sign(digest, scalar, { prehash: false, lowS: false }));
  if (signature === undefined) throw new Error('64 bytes are a signature');
  return renderBundle({ keyHint: hint, payloadType, payload, signature });
}
