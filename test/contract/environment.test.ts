import { describe, expect, it } from '@jest/globals';
import { findLines, listSources } from '../support/repository.ts';

const sources = listSources(/^(lib|actions)\/.*\.ts$/).filter((name) => !name.startsWith('lib/action/'));
const reader = /\bprocess\.env\b|\benv\b.*from 'node:process'/;
const clock = /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(|\bMath\.random\(/;

describe('the sources outside the frame', () => {
  it('are found', () => {
    expect(sources).toContain('lib/base/time.ts');
  });

  it('do not read the environment', () => {
    expect(findLines(sources, reader)).toEqual([]);
  });

  it('do not read the clock or a source of chance', () => {
    expect(findLines(sources, clock)).toEqual([]);
  });

  it('would be caught', () => {
    expect(reader.test("const home = process.env['HOME'];")).toBe(true);
    expect(clock.test('const now = Date.now();')).toBe(true);
  });
});

describe('the sources of the simulated world', () => {
  const own = ['simulator/world/clock.ts', 'simulator/gateway/certificates.ts'];
  const simulator = listSources(/^simulator\/.*\.ts$/).filter((name) => !own.includes(name));

  it('take every date from the clock of the world', () => {
    expect(findLines(simulator, /\bDate\.now\(|\bnew Date\(\)/)).toEqual([]);
  });
});
