import { describe, expect, it } from '@jest/globals';
import { loadDecisions, summarise } from '../../../test/gate/decisions.ts';
import { decideVector, loadVectors, mergePatch } from '../../../test/gate/vectors.ts';

const vectors = loadVectors();
const recorded = new Map(loadDecisions().map(({ vector, decision }) => [vector, decision]));

describe('the decision vectors', () => {
  it('are many, and each has a name of its own', () => {
    expect(vectors.length).toBeGreaterThanOrEqual(150);
    expect(new Set(vectors.map(({ file, name }) => `${file} ${name}`)).size).toBe(vectors.length);
  });

  it('are those that whole decisions are recorded of', () => {
    const names = new Set(vectors.map(({ file, name }) => `${file}: ${name}`));
    expect([...recorded.keys()].filter((name) => !names.has(name))).toEqual([]);
  });

  it.each(vectors.map((vector) => [`${vector.file}: ${vector.name}`, vector] as const))('%s', (_, vector) => {
    const decision = decideVector(vector.inputs);
    const rules = [...new Set(decision.reasons.map(({ rule }) => rule))].sort();
    expect({ outcome: decision.outcome, rules }).toEqual(vector.expect);
    const whole = recorded.get(`${vector.file}: ${vector.name}`);
    if (whole !== undefined) expect(summarise(decision)).toEqual(whole);
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
