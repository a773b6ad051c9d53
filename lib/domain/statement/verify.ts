import { verify } from 'node:crypto';
import { computeDigest } from '../image/index.ts';
import { parseBundle } from './bundle.ts';
import { findRawSignature } from './ecdsa.ts';
import { refuse, unwrap } from './failure.ts';
import type { Outcome } from './failure.ts';
import { statementKinds } from './kinds.ts';
import type { StatementKind } from './kinds.ts';
import { encodePae, payloadType } from './pae.ts';
import { readPredicate } from './predicates/index.ts';
import type { PredicateFacts } from './predicates/index.ts';
import { parseStatement } from './statement.ts';
import type { Expectation, SignedPayload, TrustedKey, TrustedKeys, VerifiedStatement } from './types.ts';

/** How far ahead the clock of a signer may be. */
const maxClockSkewMs = 5 * 60_000;

/** Verifies a bundle; each way to fail throws its own STATEMENT_* code about `subject`. */
export function verifyStatement<K extends StatementKind>(
  bundle: Uint8Array,
  expected: Expectation<K>,
): VerifiedStatement<K> {
  return unwrap(checkStatement(bundle, expected), expected.subject);
}

/**
 * Holds a bundle against what is expected of it: signature, then the signer's right to this kind of statement, then
 * subject, resource and time. Nothing in the payload is read before the signature held. Pure: it fetches no key.
 */
export function checkStatement<K extends StatementKind>(
  bundle: Uint8Array,
  expected: Expectation<K>,
): Outcome<VerifiedStatement<K>> {
  const signed = parseBundle(bundle);
  if (!signed.ok) return signed;
  const key = checkSignature(signed.value, expected.keys);
  if (!key.ok) return key;
  const statement = parseStatement(signed.value.payload);
  if (!statement.ok) return statement;
  const { subject, predicateType } = statement.value;
  const kind = chooseKind(predicateType, key.value, expected.kinds);
  if (!kind.ok) return kind;
  if (subject.digest !== expected.subject)
    return refuse('STATEMENT_SUBJECT_MISMATCH', `it is about ${subject.digest}`);
  const read = readPredicate(kind.value, statement.value.predicate, subject.digest);
  if (!read.ok) return read;
  const fault = findFault(read.value, key.value, expected);
  if (fault !== undefined) return fault;
  const { payload } = signed.value;
  const { predicate, madeAt } = read.value;
  const signer = { key: key.value, payload, payloadDigest: computeDigest(payload) };
  return { ok: true, value: { kind: kind.value, predicate, subject, madeAt, ...signer } };
}

function checkSignature(signed: SignedPayload, keys: TrustedKeys): Outcome<TrustedKey> {
  if (signed.payloadType !== payloadType)
    return refuse('STATEMENT_MALFORMED', `its payload type is not ${payloadType}`);
  const key = keys.get(signed.keyHint);
  if (key === undefined)
    return refuse('STATEMENT_KEY_UNKNOWN', `no trusted key has the hint ${quote(signed.keyHint)}`);
  const raw = findRawSignature(signed.signature);
  const isValid =
    raw !== undefined &&
    verify(
      'sha256',
      encodePae(payloadType, signed.payload),
      { key: key.publicKey, dsaEncoding: 'ieee-p1363' },
      raw,
    );
  return isValid
    ? { ok: true, value: key }
    : refuse('STATEMENT_SIGNATURE_INVALID', `it does not hold under the key "${key.name}"`);
}

function chooseKind<K extends StatementKind>(
  predicateType: string,
  key: TrustedKey,
  kinds: readonly K[],
): Outcome<K> {
  const candidates = kinds.filter((kind) => statementKinds[kind].predicateType === predicateType);
  if (candidates.length === 0)
    return refuse('STATEMENT_KIND_UNEXPECTED', `its predicate type is ${quote(predicateType)}`);
  const kind = candidates.find((candidate) => statementKinds[candidate].purpose === key.purpose);
  if (kind !== undefined) return { ok: true, value: kind };
  const reason = `the key "${key.name}" is for ${key.purpose}, not for ${predicateType} as ${candidates.join(' or ')}`;
  return refuse('STATEMENT_KEY_NOT_ALLOWED', reason);
}

function findFault(
  facts: Pick<PredicateFacts<unknown>, 'madeAt' | 'resourceUri'>,
  key: TrustedKey,
  expected: Omit<Expectation<StatementKind>, 'kinds'>,
): ReturnType<typeof refuse> | undefined {
  const { madeAt, resourceUri } = facts;
  if (resourceUri !== undefined && resourceUri !== expected.resourceUri)
    return refuse('STATEMENT_SUBJECT_MISMATCH', `it was made for ${quote(resourceUri)}`);
  const time = new Date(madeAt).toISOString();
  if (madeAt > expected.now + maxClockSkewMs)
    return refuse('STATEMENT_FROM_FUTURE', `it was made at ${time}`);
  if (madeAt < key.validFrom || madeAt > key.validUntil)
    return refuse('STATEMENT_KEY_EXPIRED', `it was made at ${time}, outside the days of "${key.name}"`);
  if (expected.maxAgeMs !== undefined && madeAt + expected.maxAgeMs < expected.now)
    return refuse('STATEMENT_EXPIRED', `it was made at ${time}`);
  return undefined;
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 200));
}
