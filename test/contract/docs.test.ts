import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { listGenerated } from '../../scripts/docs/list-generated.ts';

const root = dirname(dirname(import.meta.dirname));

describe('generated files', () => {
  it('are what their sources give (npm run docs)', async () => {
    const files = await listGenerated(root);
    const present = await Promise.all(
      files.map(({ path }) => readFile(join(root, path), 'utf8').catch(() => '')),
    );
    const old = files.filter(({ content }, index) => present[index] !== content);
    expect(old.map(({ path }) => path)).toEqual([]);
    expect(files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['docs/errors.md', 'docs/assumptions.md']),
    );
  });
});
