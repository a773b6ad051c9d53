/** A value that JSON can carry without loss; whole numbers are safe integers. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/**
 * The one text of a JSON value: keys in UTF-16 order, no white space, numbers as ECMAScript writes them (RFC 8785).
 * Throws a RangeError for a number that readers would not agree on: no finite one, or a whole one beyond 2^53.
 */
export function renderCanonicalJson(value: Json): string {
  if (typeof value === 'number' && !isExact(value)) throw new RangeError(`no exact number: ${value}`);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(renderCanonicalJson).join(',')}]`;
  const names = Object.keys(value).sort();
  const members = names.map((name) => `${JSON.stringify(name)}:${renderCanonicalJson(value[name] ?? null)}`);
  return `{${members.join(',')}}`;
}

/** Whether a value that `JSON.parse` answered has one text: no number in it is too large for its readers. */
export function isJson(value: unknown): value is Json {
  if (typeof value === 'number') return isExact(value);
  if (typeof value !== 'object' || value === null) return value !== undefined;
  return Object.values(value).every(isJson);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isExact(value: number): boolean {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}
