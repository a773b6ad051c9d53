import * as v from 'valibot';
import { findRepeatedKey } from './json-keys.ts';

/** The answer of {@link checkShape}: the value, or every problem as `path: what is wrong`. */
export type Checked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly string[] };

/** Holds a value from outside against a schema and reports all problems at once. */
export function checkShape<T>(schema: v.GenericSchema<unknown, T>, value: unknown): Checked<T> {
  const result = v.safeParse(schema, value);
  if (result.success) return { ok: true, value: result.output };
  return { ok: false, problems: result.issues.map(renderIssue) };
}

/** Like {@link checkShape} for JSON text; text that is no JSON is one problem. */
export function checkJson<T>(schema: v.GenericSchema<unknown, T>, text: string): Checked<T> {
  try {
    return checkShape(schema, JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { ok: false, problems: [`not JSON: ${error.message}`] };
  }
}

/** Like {@link checkJson}; a key that stands twice is a problem too, for readers differ in which they take. */
export function checkStrictJson<T>(schema: v.GenericSchema<unknown, T>, text: string): Checked<T> {
  const checked = checkJson(schema, text);
  const repeated = checked.ok ? findRepeatedKey(text) : undefined;
  return repeated === undefined ? checked : { ok: false, problems: [`the key "${repeated}" stands twice`] };
}

function renderIssue(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  return path === null ? issue.message : `${path}: ${issue.message}`;
}
