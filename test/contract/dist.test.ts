import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { listActions } from '../../scripts/build/entries.ts';

const root = dirname(dirname(import.meta.dirname));
const folder = join(root, 'dist');
const maxBytes = 4 * 1024 * 1024;

function readDist(): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.map((file) => [relative(folder, file), readFileSync(file, 'utf8')]));
}

describe('dist', () => {
  const dist = readDist();

  it('is what the sources give (npm run build)', () => {
    // In a process of its own: the bundler's native part does not know values of jest's realm.
    const args = [join(root, 'scripts/build.ts'), '--check'];
    expect(execFileSync(process.execPath, args, { encoding: 'utf8' })).toBe('dist is fresh\n');
  });

  it('has a program for every action', () => {
    const missing = listActions(root).filter((name) => !dist.has(`${name}.js`));
    expect(missing).toEqual([]);
  });

  it('stays small', () => {
    const sizes = [...dist.values()].map((code) => Buffer.byteLength(code));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(maxBytes);
  });

  it('names files after folders and packages, never after content', () => {
    const odd = [...dist.keys()].filter((path) =>
      /\d\.js$|-(?=[A-Za-z0-9_]*[A-Z0-9])[A-Za-z0-9_]{8}\.js$/.test(path),
    );
    expect(odd).toEqual([]);
  });

  it('carries no path of the machine that built it', () => {
    const leaks = [...dist].filter(([, code]) => code.includes(root));
    expect(leaks.map(([path]) => path)).toEqual([]);
  });

  it('changes one file when one line changes', () => {
    const copy = mkdtempSync(join(tmpdir(), 'lazaret-dist-'));
    try {
      for (const path of ['package.json', 'tsconfig.json', 'lib', 'actions', 'scripts']) {
        cpSync(join(root, path), join(copy, path), { recursive: true });
      }
      symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
      const build = (): string =>
        execFileSync(process.execPath, [join(copy, 'scripts/build.ts')], { encoding: 'utf8' });
      build();
      const source = join(copy, 'lib/action/cancellation.ts');
      writeFileSync(source, readFileSync(source, 'utf8').replace('cancelled by ', 'ended by '));
      expect(build().split('\n').slice(0, -2)).toEqual(['changed lib/action.js']);
    } finally {
      rmSync(copy, { recursive: true });
    }
  });

  it.each(['@actions/core', 'undici', 'valibot'])('states the licence of %s', (name) => {
    expect(dist.get('licenses.txt')).toMatch(new RegExp(`^${name} \\d`, 'm'));
  });
});
