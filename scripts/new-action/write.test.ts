import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { assertActionName, fill, writeAction } from './write.ts';

describe('assertActionName', () => {
  it.each(['scan-image', 'detect-drift2'])('takes %s', (name) => {
    expect(() => assertActionName(name)).not.toThrow();
  });

  it.each([
    'scan',
    'Scan-Image',
    '../evil-name',
    'scan_image',
    'scan--image',
    '-scan-image',
    'a-'.repeat(30) + 'a',
  ])('refuses %s', (name) => {
    expect(() => assertActionName(name)).toThrow('kebab-case');
  });
});

describe('fill', () => {
  it('quotes the description where TypeScript wants it', () => {
    const action = { name: 'a-b', description: "It's" };
    expect(fill('__NAME__ __QUOTED_DESCRIPTION__ __DESCRIPTION__', action)).toBe("a-b 'It\\'s.' It's.");
  });
});

describe('writeAction', () => {
  let root = '';
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'lazaret-new-'));
  });
  afterEach(() => rm(root, { recursive: true }));

  it('writes a folder and a process test, once', async () => {
    const action = { name: 'scan-image', description: 'Scan.' };
    const files = await writeAction(root, action);
    expect(files).toEqual(
      expect.arrayContaining(['actions/scan-image/action.yml', 'test/process/scan-image.test.ts']),
    );
    const texts = await Promise.all(files.map((file) => readFile(join(root, file), 'utf8')));
    expect(texts.filter((text) => text.includes('__'))).toEqual([]);
    await expect(writeAction(root, action)).rejects.toThrow('"actions/scan-image" is there already');
  });
});
