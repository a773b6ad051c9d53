import { describe, expect, it } from '@jest/globals';
import { parsePolicy } from './index.ts';
import { loadPolicies, readPolicy } from '../../../test/gate/policies.ts';

describe('parsePolicy', () => {
  it.each(loadPolicies().map(({ name, text, read }) => [name, text, read] as const))(
    'reads the same as before in %s',
    (_, text, read) => {
      expect(readPolicy(text)).toEqual(read);
    },
  );

  it('reads a text of the largest size and none beyond it', () => {
    const largest = 'version: 1\nenvironments: {}\n#'.padEnd(1024 * 1024, 'x');
    expect(parsePolicy(largest, 'f').ok).toBe(true);
    expect(parsePolicy(`${largest}x`, 'f')).toEqual({
      ok: false,
      problems: [
        {
          ...{ code: 'POLICY_TOO_LARGE', path: '', detail: 'it is longer than 1048576 characters' },
          place: { file: 'f', line: 1, column: 1 },
        },
      ],
    });
  });

  it.each([
    ['waivers', `version: 1\nenvironments: {}\nwaivers: [${'1, '.repeat(60)}]\n`],
    ['characters that cannot be seen', `version: 1 # ${'\u200b'.repeat(60)}\n`],
  ])('lists no more than fifty wrong %s', (_, text) => {
    const parsed = parsePolicy(text, 'f');
    expect(parsed.ok || parsed.problems.length).toBe(50);
  });
});
