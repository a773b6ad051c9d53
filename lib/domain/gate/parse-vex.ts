import type * as v from 'valibot';
import { checkStrictJson } from '../../base/schema.ts';
import { findTime } from '../findings/index.ts';
import { checkSize, malformed } from './parse-snapshots.ts';
import type { Read } from './parse-snapshots.ts';
import { vexSchema } from './facts.schema.ts';
import type { VexDocument, VexProduct, VexStatement } from './vex.ts';

type RawDocument = v.InferOutput<typeof vexSchema>;
type RawStatement = RawDocument['statements'][number];
type RawProduct = RawStatement['products'][number];

/** Reads an OpenVEX document. */
export function parseVex(text: string): Read<VexDocument> {
  const bad = checkSize(text);
  if (bad !== undefined) return bad;
  const checked = checkStrictJson(vexSchema, text);
  if (!checked.ok) return malformed(checked.problems);
  const raw = checked.value;
  // OpenVEX asks for a justification or a free statement; only the first can be compared.
  const bare = raw.statements.findIndex((item) => item.status === 'not_affected' && !item.justification);
  if (bare >= 0) return malformed([`statements.${bare}: not_affected without a justification`]);
  const times = [raw.timestamp, raw.last_updated, ...raw.statements.map(({ timestamp }) => timestamp)];
  const value = {
    ...{ id: raw['@id'], author: raw.author, version: raw.version },
    issuedAt: times.reduce((last, time) => Math.max(last, findTime(time) ?? 0), 0),
    statements: raw.statements.map(toStatement),
  };
  return { ok: true, value };
}

function toStatement({ vulnerability, products, status, justification }: RawStatement): VexStatement {
  const names = [vulnerability.name, ...vulnerability.aliases].map((name) => name.toUpperCase());
  return { vulnerabilities: [...new Set(names)], products: products.map(toProduct), status, justification };
}

function toProduct(raw: RawProduct): VexProduct {
  const subcomponents = raw.subcomponents.flatMap(listNames);
  // A subcomponent without a name would otherwise widen the statement to the whole image.
  const isNamed = raw.subcomponents.length === 0 || subcomponents.length > 0;
  return { names: isNamed ? listNames(raw) : [], subcomponents };
}

function listNames(raw: Pick<RawProduct, '@id' | 'identifiers'>): readonly string[] {
  return [raw['@id'], raw.identifiers?.purl].filter((name) => name !== undefined);
}
