import { createHash } from 'node:crypto';

/** Numbers from 0 up to, not including, 1 that depend on nothing but a seed and a name. */
export function drawFraction(...name: readonly (string | number)[]): number {
  const bytes = createHash('sha256').update(JSON.stringify(name)).digest();
  return bytes.readUInt32BE(0) / 2 ** 32;
}

/** One of several, by seed and name. */
export function drawOne<T>(values: readonly T[], ...name: readonly (string | number)[]): T {
  const found = values[Math.floor(drawFraction(...name) * values.length)];
  if (found === undefined) throw new Error('nothing to draw from');
  return found;
}

/** `count` of several in an order that seed and name decide; all of them when there are not as many. */
export function drawSome<T>(
  values: readonly T[],
  count: number,
  ...name: readonly (string | number)[]
): readonly T[] {
  return values
    .map((value, index) => ({ value, at: drawFraction(...name, index) }))
    .sort((a, b) => a.at - b.at)
    .slice(0, count)
    .map(({ value }) => value);
}
