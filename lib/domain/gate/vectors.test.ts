import { describe, expect, it } from '@jest/globals';
import { naivelyPasses } from '../../../test/gate/naive-evaluator.ts';
import { decideVector, loadVectors, mergePatch, readVector } from '../../../test/gate/vectors.ts';

const vectors = loadVectors();

describe('the decision vectors', () => {
  it('are many, and each has a name of its own', () => {
    expect(vectors.length).toBeGreaterThanOrEqual(150);
    expect(new Set(vectors.map(({ file, name }) => `${file} ${name}`)).size).toBe(vectors.length);
  });

  it.each(vectors.map((vector) => [`${vector.file}: ${vector.name}`, vector] as const))('%s', (_, vector) => {
    const decision = decideVector(vector.inputs);
    const rules = [...new Set(decision.reasons.map(({ rule }) => rule))].sort();
    expect({ outcome: decision.outcome, rules }).toEqual(vector.expect);
  });

  it('pass exactly where the naive evaluator passes', () => {
    const differing = vectors.filter(({ inputs, expect: { outcome } }) => {
      const { parsed, facts, now } = readVector(inputs);
      const passes = parsed.ok && naivelyPasses(parsed.policy, facts, now);
      return passes !== (outcome === 'pass');
    });
    expect(differing.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
  });
});

describe('mergePatch', () => {
  // The examples of RFC 7396, appendix A.
  it.each([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [['a', 'b'], ['c'], ['c']],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('%j patched by %j', (target, patch, expected) => {
    expect(mergePatch(target, patch)).toEqual(expected);
  });
});
