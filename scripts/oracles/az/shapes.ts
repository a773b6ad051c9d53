import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';

/** Anything with a name. */
export const Named = v.object({ name: v.string() });

export const Run = v.object({
  runId: v.string(),
  status: v.string(),
  agentPoolName: v.optional(v.nullable(v.string())),
  outputImages: v.optional(
    v.nullable(v.array(v.object({ repository: v.string(), tag: v.string(), digest: v.string() }))),
  ),
});

export const Digested = v.object({
  digest: v.string(),
  tags: v.optional(v.nullable(v.array(v.string())), []),
});

/** Parses a list of one shape. */
export function parseList<T extends v.GenericSchema>(schema: T, value: unknown): v.InferOutput<T>[] {
  return v.parse(v.array(schema), value);
}

/** Fails unless everything that is expected is in the value; what else is there does not matter. */
export function assertPartly(value: unknown, expected: unknown): void {
  if (!contains(value, expected)) assert.deepEqual(value, expected);
}

function contains(value: unknown, expected: unknown): boolean {
  if (typeof expected !== 'object' || expected === null) return isDeepStrictEqual(value, expected);
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(expected) && (!Array.isArray(value) || value.length !== expected.length)) return false;
  return Object.entries(expected).every(([name, part]) => contains(Reflect.get(value, name), part));
}
