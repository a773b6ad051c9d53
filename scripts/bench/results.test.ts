import { describe, expect, it } from '@jest/globals';
import { findMedian, summarise } from './results.ts';

describe('findMedian', () => {
  it.each([
    [[1, 2, 9], 2],
    [[1, 2, 4, 9], 3],
    [[], undefined],
  ])('of %j', (sorted, median) => {
    expect(findMedian(sorted)).toBe(median);
  });
});

describe('summarise', () => {
  it('holds the median, not the worst, against the limit', () => {
    const figure = { name: 'a', unit: 'ratio', samples: [9, 1, 2], limit: 2 } as const;
    expect(summarise('b', figure)).toMatchObject({ min: 1, median: 2, max: 9, isWithinLimit: true });
    expect(summarise('b', { ...figure, limit: 1.9 }).isWithinLimit).toBe(false);
  });

  it('refuses a figure without samples', () => {
    expect(() => summarise('b', { name: 'a', unit: 'bytes', samples: [] })).toThrow('no sample');
  });
});
