import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { copyVerified, locateTool, provideTool } from './tools.mjs';

const text = 'a program';
const tool = {
  name: 'example',
  version: '1.0.0',
  platform: 'linux-x64',
  file: 'node_modules/example/bin/example',
  sha256: createHash('sha256').update(text).digest('hex'),
};

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lazaret-tools-'));
  mkdirSync(dirname(join(root, tool.file)), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

describe('provideTool', () => {
  it('copies the pinned bytes and makes them executable', () => {
    writeFileSync(join(root, tool.file), text, { mode: 0o644 });
    const path = provideTool(root, tool);
    expect(readFileSync(path, 'utf8')).toBe(text);
    expect(statSync(path).mode & 0o777).toBe(0o555);
  });

  it('leaves the file that another command put there meanwhile, which may be running', () => {
    writeFileSync(join(root, tool.file), text);
    const path = locateTool(root, tool);
    const first = provideTool(root, tool);
    const { ino } = statSync(first);
    copyVerified(join(root, tool.file), path, tool);
    expect(statSync(first).ino).toBe(ino);
    expect(readdirSync(dirname(path))).toEqual(['example']);
  });

  it('refuses other bytes and leaves no copy of them', () => {
    writeFileSync(join(root, tool.file), 'something else');
    expect(() => provideTool(root, tool)).toThrow(tool.sha256);
    const cache = join(root, 'node_modules/.cache/lazaret/tools');
    expect(readdirSync(cache).flatMap((name) => readdirSync(join(cache, name)))).toEqual([]);
  });
});
