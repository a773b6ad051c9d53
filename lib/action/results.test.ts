import { describe, expect, it } from '@jest/globals';
import { createFakeHost } from '../../test/support/fake-host.ts';
import { capSummary, splitResult, writeOutputs } from './results.ts';

describe('capSummary', () => {
  it('leaves a short summary alone', () => {
    expect(capSummary('# Built\n')).toBe('# Built\n');
  });

  it('cuts a long one at a line, below the size that GitHub drops', () => {
    const cut = capSummary('ä line of text\n'.repeat(100_000));
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(900 * 1024);
    expect(cut).toMatch(/ä line of text\n\n> The summary/);
  });
});

describe('splitResult', () => {
  it('tells an output named verdict from a verdict', () => {
    const plain = { verdict: 'pass' };
    const verdict = { isFailure: false, message: 'm' };
    expect(splitResult<{ verdict: { description: string } }>(plain).verdict).toBeUndefined();
    expect(splitResult({ outputs: {}, verdict }).verdict).toBe(verdict);
  });
});

describe('writeOutputs', () => {
  it('refuses an output that was not set', () => {
    const { toolkit } = createFakeHost({});
    expect(() => writeOutputs(toolkit, { 'run-id': { description: 'a' } }, {})).toThrow('"run-id"');
  });
});
