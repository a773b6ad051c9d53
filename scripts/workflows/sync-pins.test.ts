import { describe, expect, it } from '@jest/globals';
import { syncPins } from './sync-pins.ts';

const [old, newer, newest] = ['a', 'b', 'c'].map((digit) => digit.repeat(40)) as [string, string, string];
const pins = {
  'actions/checkout': { sha: old, version: 'v1.0.0' },
  'github/codeql-action': { sha: old, version: 'v4.0.0' },
};
const source = `export const pins = {
  'actions/checkout': { sha: '${old}', version: 'v1.0.0' },
  'github/codeql-action': {
    sha: '${old}',
    version: 'v4.0.0',
  },
};
`;

function file(...uses: readonly string[]) {
  return { path: 'ci.yml', content: uses.map((use) => `      - name: X\n        uses: ${use}\n`).join('') };
}

describe('syncPins', () => {
  it('changes nothing when the YAML says the same', () => {
    expect(syncPins(source, pins, [file(`actions/checkout@${old} # v1.0.0`)])).toBe(source);
  });

  it('carries a bump back, with the version behind it', () => {
    const synced = syncPins(source, pins, [file(`actions/checkout@${newer} # v1.1.0`)]);
    expect(synced).toBe(source.replace(`'${old}', version: 'v1.0.0'`, `'${newer}', version: 'v1.1.0'`));
  });

  it('carries a bump of an action in a folder back to its repository', () => {
    const uses = ['init', 'analyze'].map((folder) => `github/codeql-action/${folder}@${newer} # v4.1.0`);
    expect(syncPins(source, pins, [file(...uses)])).toContain(`sha: '${newer}',\n    version: 'v4.1.0'`);
  });

  it('takes a bump that reached only some of the files', () => {
    const files = [file(`actions/checkout@${old} # v1.0.0`), file(`actions/checkout@${newer} # v1.1.0`)];
    expect(syncPins(source, pins, files)).toContain(`'${newer}', version: 'v1.1.0'`);
  });

  it('refuses two new versions of one action', () => {
    const files = [file(`actions/checkout@${newer} # v1.1.0`), file(`actions/checkout@${newest} # v1.2.0`)];
    expect(() => syncPins(source, pins, files)).toThrow(
      'actions/checkout is v1.2.0 here and v1.1.0 elsewhere',
    );
  });

  it('refuses an action that has no pin', () => {
    expect(() => syncPins(source, pins, [file(`other/action@${newer} # v1.0.0`)])).toThrow('other/action');
  });

  it('leaves own actions and calls alone', () => {
    expect(syncPins(source, pins, [file('$/actions/preflight', './.github/workflows/build.yml')])).toBe(
      source,
    );
  });
});
