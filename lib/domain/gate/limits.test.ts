import { describe, expect, it } from '@jest/globals';
import { parsePolicy } from './index.ts';

describe('parsePolicy', () => {
  it('reads a text of the largest size and none beyond it', () => {
    const start = 'version: 1\nenvironments: {}\n#';
    const largest = start.padEnd(1024 * 1024, 'x');
    expect(parsePolicy(largest, 'f').ok).toBe(true);
    expect(parsePolicy(`${largest}x`, 'f')).toMatchObject({ problems: [{ code: 'POLICY_TOO_LARGE' }] });
  });

  it('lists at most fifty problems of the same kind', () => {
    const keys = Array.from({ length: 60 }, (_, index) => `k${index}: 1`);
    const unknown = parsePolicy(['version: 1', 'environments: {}', ...keys].join('\n'), 'f');
    expect(unknown.ok || unknown.problems.length).toBeLessThanOrEqual(50);
    const hidden = parsePolicy(`version: 1 # ${'\u200b'.repeat(60)}\n`, 'f');
    expect(hidden.ok || hidden.problems.length).toBe(50);
  });

  it('reads twenty thousand keys in no time', () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1\n`);
    const startedAt = performance.now();
    expect(parsePolicy(keys.join(''), 'f').ok).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });
});
