import { describe, expect, it } from '@jest/globals';
import { mutateJson, mutateText } from './mutate.ts';
import { createRandom } from './random.ts';
import { fuzz, isGood } from './run.ts';

const result = { hasParsed: true, hasPassed: false };

describe('createRandom', () => {
  it('gives the same numbers for the same seed and others for another', () => {
    const draw = (seed: number): readonly number[] => {
      const random = createRandom(seed);
      return Array.from({ length: 20 }, () => random.below(1000));
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(Math.max(...draw(3))).toBeLessThan(1000);
  });
});

describe('mutateJson', () => {
  it('changes a copy and leaves the value alone', () => {
    const value = { a: [1, { b: 'x' }], c: 'y' };
    const mutants = Array.from({ length: 50 }, (_, seed) =>
      JSON.stringify(mutateJson(value, createRandom(seed))),
    );
    expect(value).toEqual({ a: [1, { b: 'x' }], c: 'y' });
    expect(new Set(mutants).size).toBeGreaterThan(10);
  });
});

describe('mutateText', () => {
  it('changes most texts', () => {
    const mutants = Array.from({ length: 50 }, (_, seed) => mutateText('some text', createRandom(seed)));
    expect(mutants.filter((text) => text !== 'some text').length).toBeGreaterThan(30);
  });
});

describe('fuzz', () => {
  it('counts, and repeats a mutant by its number', () => {
    const target = {
      title: 't',
      try: (random: ReturnType<typeof createRandom>) =>
        random.below(10) === 0 ? { ...result, violation: 'ten' } : result,
    };
    const summary = fuzz(target, { seed: 4, count: 200, from: 0 });
    expect(summary).toMatchObject({ count: 200, parsed: 200, passed: 0 });
    expect(isGood(summary)).toBe(false);
    const [first = ''] = summary.violations;
    const index = Number(/mutant (\d+)/.exec(first)?.[1]);
    expect(fuzz(target, { seed: 4, count: 1, from: index }).violations).toEqual([first]);
  });

  it('takes a throw for a violation', () => {
    const thrower = {
      title: 't',
      try: (): never => {
        throw new Error('boom');
      },
    };
    const summary = fuzz(thrower, { seed: 1, count: 1, from: 0 });
    expect(summary.violations[0]).toContain('boom');
  });

  it('is not good when fewer than half of the mutants parse', () => {
    const target = { title: 't', try: () => ({ ...result, hasParsed: false }) };
    expect(isGood(fuzz(target, { seed: 1, count: 10, from: 0 }))).toBe(false);
  });
});
