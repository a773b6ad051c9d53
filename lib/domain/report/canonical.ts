/**
 * JSON with keys in order and no space, one line and a line feed: equal values give equal bytes (as RFC 8785 does for
 * everything but unusual numbers). Undefined members are left out.
 */
export function renderCanonical(value: unknown): string {
  return `${JSON.stringify(sortKeys(value))}\n`;
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  // Not fromEntries on a plain object: a key `__proto__` of a hostile report would set the prototype.
  const sorted: Record<string, unknown> = {};
  for (const [key, member] of entries) {
    Object.defineProperty(sorted, key, { value: sortKeys(member), enumerable: true });
  }
  return sorted;
}
