import { describe, expect, it } from '@jest/globals';
import { runTests } from './harness.ts';

function fail(): void {
  throw new Error('no');
}

describe('runTests', () => {
  const tests = [
    { name: 'one', run: () => undefined },
    { name: 'two', run: fail },
    { name: 'three', run: () => Promise.reject(new Error('later')) },
  ];

  it('tells how each test ended, and waits for it', async () => {
    const seen: string[] = [];
    const outcomes = await runTests(tests, { bail: false, before: (name) => seen.push(name) });
    expect(outcomes.map(({ failure }) => failure)).toEqual([undefined, 'no', 'later']);
    expect(seen).toEqual(['one', 'two', 'three']);
  });

  it('stops at the first that fails when asked to', async () => {
    expect(await runTests(tests, { bail: true, before: () => undefined })).toHaveLength(2);
  });
});
