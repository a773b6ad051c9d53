import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findNpm, isInstalled } from './install.mjs';

const one = { version: '1.0.0', integrity: 'sha512-one' };
const other = { version: '2.0.0', integrity: 'sha512-two' };

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lazaret-install-'));
  mkdirSync(join(root, 'node_modules'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(name: string, packages: object): void {
  writeFileSync(join(root, name), JSON.stringify({ packages }));
}

describe('isInstalled', () => {
  const wanted = { '': {}, 'node_modules/a': one, 'node_modules/b': { ...other, optional: true } };

  it.each([
    ['everything is there', { 'node_modules/a': one, 'node_modules/b': other }, true],
    ['an optional package is not', { 'node_modules/a': one }, true],
    ['a package is not', { 'node_modules/b': other }, false],
    ['a version differs', { 'node_modules/a': other }, false],
    ['there is one more', { 'node_modules/a': one, 'node_modules/c': one }, false],
  ])('answers when %s', (_, found, expected) => {
    write('package-lock.json', wanted);
    write('node_modules/.package-lock.json', found);
    expect(isInstalled(root)).toBe(expected);
  });

  it('answers no after an interrupted install', () => {
    write('package-lock.json', wanted);
    expect(isInstalled(root)).toBe(false);
    writeFileSync(join(root, 'node_modules/.package-lock.json'), '{"packages": {');
    expect(isInstalled(root)).toBe(false);
  });
});

describe('findNpm', () => {
  it('uses the npm that runs the script', () => {
    const [file, ...args] = findNpm({ npm_execpath: '/opt/npm/bin/npm-cli.js' });
    expect([file, args.at(-1)]).toEqual([process.execPath, '/opt/npm/bin/npm-cli.js']);
  });

  it.each([[undefined], ['/opt/yarn/bin/yarn.js']])('falls back to the PATH for %s', (path) => {
    expect(findNpm({ npm_execpath: path })).toEqual(['npm']);
  });
});
