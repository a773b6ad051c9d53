const pattern = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const year = 31_557_600_000;

/** Milliseconds of an ISO 8601 date or time; a time without zone is UTC. Undefined for anything else and for Go's zero time. */
export function findTime(text: string | null | undefined): number | undefined {
  if (typeof text !== 'string' || text.length > 40) return undefined;
  const trimmed = text.trim();
  if (!pattern.test(trimmed)) return undefined;
  const hasZone = trimmed.length === 10 || /(?:Z|[+-]\d{2}:?\d{2})$/.test(trimmed.slice(10));
  const ms = Date.parse(hasZone ? trimmed : `${trimmed}Z`);
  return Number.isFinite(ms) && ms > -year * 100 && isRealDate(trimmed) ? ms : undefined;
}

/** The earliest of some times; undefined when there is none. */
export function findEarliest(times: readonly (number | undefined)[]): number | undefined {
  // Math.min(...times) ends in a full stack beyond some hundred thousand.
  return times.reduce<number | undefined>(
    (least, time) => (time === undefined || (least !== undefined && least <= time) ? least : time),
    undefined,
  );
}

// Date.parse takes 2026-02-30 for 2 March.
function isRealDate(text: string): boolean {
  const [y, m, d] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))];
  return d >= 1 && d <= new Date(Date.UTC(y, m, 0)).getUTCDate();
}
