import * as v from 'valibot';
import { renderCanonicalJson } from '../../base/canonical-json.ts';
import { checkStrictJson } from '../../base/schema.ts';
import { digestHex, parseDigest } from '../image/index.ts';
import { decodeUtf8 } from './bundle.ts';
import { refuse } from './failure.ts';
import type { Outcome } from './failure.ts';
import type { Statement, StatementSubject } from './types.ts';

// in-toto Attestation Framework, spec/v1/statement.md.
const statementType = 'https://in-toto.io/Statement/v1';

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'no SHA-256 in hex'));

// One subject: a statement about several would let a decision about one pass for a decision about another.
const statementSchema = v.object({
  _type: v.literal(statementType),
  subject: v.pipe(
    v.array(v.object({ name: v.pipe(v.string(), v.maxLength(1024)), digest: v.object({ sha256 }) })),
    v.length(1),
  ),
  predicateType: v.pipe(v.string(), v.maxLength(256)),
  predicate: v.unknown(),
});

/** A statement as read: its predicate has not met a schema yet. */
export interface ReadStatement {
  readonly subject: StatementSubject;
  readonly predicateType: string;
  readonly predicate: unknown;
}

/** The canonical bytes of a statement: what is signed, and what its identity is computed of. */
export function renderStatement({ subject, predicateType, predicate }: Statement): Uint8Array {
  const text = renderCanonicalJson({
    _type: statementType,
    subject: [{ name: subject.name, digest: { sha256: digestHex(subject.digest) } }],
    predicateType,
    predicate,
  });
  return new TextEncoder().encode(text);
}

/** Reads the payload of an envelope; further fields are tolerated, as in-toto demands of readers. */
export function parseStatement(payload: Uint8Array): Outcome<ReadStatement> {
  const text = decodeUtf8(payload);
  if (text === undefined) return refuse('STATEMENT_MALFORMED', 'its payload is no UTF-8 text');
  const checked = checkStrictJson(statementSchema, text);
  if (!checked.ok) return refuse('STATEMENT_MALFORMED', checked.problems.slice(0, 3).join('; '));
  const { subject, predicateType, predicate } = checked.value;
  const [first] = subject;
  if (first === undefined) return refuse('STATEMENT_MALFORMED', 'it has no subject');
  const digest = parseDigest(`sha256:${first.digest.sha256}`);
  return { ok: true, value: { subject: { name: first.name, digest }, predicateType, predicate } };
}
