import type { Figure, Result } from './types.ts';

/** Minimum, median and maximum of a figure, held against its limit. */
export function summarise(bench: string, figure: Figure): Result {
  const sorted = figure.samples.toSorted((a, b) => a - b);
  const [min, median, max] = [sorted[0], findMedian(sorted), sorted.at(-1)];
  if (min === undefined || median === undefined || max === undefined) {
    throw new Error(`${bench}: "${figure.name}" has no sample`);
  }
  const { name, unit, reference, limit } = figure;
  const isWithinLimit = limit === undefined || median <= limit;
  return { bench, name, unit, reference, min, median, max, samples: sorted.length, limit, isWithinLimit };
}

/** The middle of sorted numbers; of an even count the mean of the two in the middle. */
export function findMedian(sorted: readonly number[]): number | undefined {
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}

/** One line a figure, for people. */
export function renderResult(result: Result): string {
  const { name, unit, min, median, max, samples, limit, isWithinLimit } = result;
  const show = (value: number): string => renderValue(value, unit);
  const range = samples === 1 ? show(median) : `${show(min)} / ${show(median)} / ${show(max)}`;
  const verdict = limit === undefined ? '' : `  limit ${show(limit)}${isWithinLimit ? '' : '  EXCEEDED'}`;
  return `  ${name.padEnd(44)} ${range}${verdict}`;
}

function renderValue(value: number, unit: Figure['unit']): string {
  switch (unit) {
    case 'bytes':
      return `${Math.round(value / 1024)} KiB`;
    case 'count':
      return String(value);
    case 'ratio':
      return `${value.toFixed(2)}×`;
  }
}
