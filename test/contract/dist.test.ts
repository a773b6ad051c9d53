import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
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

  it.each(['@actions/core', 'undici', 'valibot'])('states the licence of %s', (name) => {
    expect(dist.get('licenses.txt')).toMatch(new RegExp(`^${name} \\d`, 'm'));
  });
});
