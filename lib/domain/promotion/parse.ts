import type * as v from 'valibot';
import { ExternalError } from '../../base/errors/index.ts';
import { checkJson, checkShape } from '../../base/schema.ts';
import type { Checked } from '../../base/schema.ts';
import { digestHex } from '../image/index.ts';
import { completionSchema, intentSchema, revocationSchema, statementSchema } from './schema.ts';
import { predicateTypes, renderRecord } from './statement.ts';
import type { RecordKind, RecordOf } from './types.ts';

/** Where a record was read, for the message of an error. */
export interface RecordPlace {
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
}

/**
 * Reads the payload of a record of the given kind. Throws PROMOTION_RECORD_MALFORMED for anything that this version
 * would not have written itself: a record decides what goes live, so nothing about it is tolerated.
 */
export function parseRecord<K extends RecordKind>(
  kind: K,
  payload: Uint8Array,
  place: RecordPlace,
): RecordOf<K> {
  const statement = unwrap(checkJson(statementSchema, decode(payload, place)), place);
  const record = readers[kind](statement.predicate, place);
  const isAboutTarget =
    statement.subject[0].name === `${record.target.registry}/${record.target.repository}` &&
    statement.subject[0].digest.sha256 === digestHex(record.target.digest);
  if (!isAboutTarget) throw malformedRecord(place, 'its subject is not its target');
  if (statement.predicateType !== predicateTypes[record.kind])
    throw malformedRecord(place, 'its predicate type is another');
  if (Buffer.compare(renderRecord(record), payload) !== 0)
    throw malformedRecord(place, 'its bytes are not canonical');
  return record;
}

/** The error for something under a record tag that is no record. */
export function malformedRecord(place: RecordPlace, reason: string, cause?: unknown): ExternalError {
  return new ExternalError('PROMOTION_RECORD_MALFORMED', {
    subject: `${place.registry}/${place.repository}:${place.tag}`,
    reason,
    system: 'Azure Container Registry',
    operation: 'read record',
    cause,
  });
}

type Readers = { readonly [K in RecordKind]: (predicate: unknown, place: RecordPlace) => RecordOf<K> };

const readers: Readers = {
  intent: (predicate, place) => ({ kind: 'intent', ...drop(readPredicate(intentSchema, predicate, place)) }),
  promotion: (predicate, place) => ({
    kind: 'promotion',
    ...drop(readPredicate(completionSchema, predicate, place)),
  }),
  revocation: (predicate, place) => ({
    kind: 'revocation',
    ...drop(readPredicate(revocationSchema, predicate, place)),
  }),
};

function readPredicate<T>(schema: v.GenericSchema<unknown, T>, predicate: unknown, place: RecordPlace): T {
  return unwrap(checkShape(schema, predicate), place);
}

function drop<T extends { readonly version: 1 }>(predicate: T): Omit<T, 'version'> {
  const { version: _version, ...rest } = predicate;
  return rest;
}

function unwrap<T>(checked: Checked<T>, place: RecordPlace): T {
  if (checked.ok) return checked.value;
  throw malformedRecord(place, checked.problems.slice(0, 3).join('; '));
}

function decode(payload: Uint8Array, place: RecordPlace): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(payload);
  } catch (cause) {
    throw malformedRecord(place, 'it is no UTF-8 text', cause);
  }
}
