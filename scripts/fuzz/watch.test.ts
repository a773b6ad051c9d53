import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { fuzzWatched } from './watch.ts';

const folder = mkdtempSync(join(tmpdir(), 'lazaret-fuzz-'));

function writeTarget(name: string, body: string): string {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, `let n = 0; export const target = { title: 't', try: () => { ${body} } };`);
  return pathToFileURL(file).href;
}

describe('fuzzWatched', () => {
  afterAll(() => rmSync(folder, { recursive: true }));

  it('counts what the thread tried', async () => {
    const target = writeTarget('good', 'return { hasParsed: true, hasPassed: n++ % 2 === 0 };');
    const summary = await fuzzWatched(target, { seed: 1, count: 10, from: 0 }, 60_000);
    expect(summary).toMatchObject({ count: 10, parsed: 10, passed: 5, violations: [] });
  });

  it('ends a mutant that hangs, and names it', async () => {
    const target = writeTarget('endless', 'n += 1; while (n > 3) n += 1; return { hasParsed: true };');
    const summary = await fuzzWatched(target, { seed: 1, count: 10, from: 20 }, 1000);
    expect(summary.violations).toEqual(['mutant 23: came to no end']);
  });

  it('fails when the file has no target', async () => {
    const file = join(folder, 'none.mjs');
    writeFileSync(file, 'export const nothing = 1;');
    const order = { seed: 1, count: 1, from: 0 };
    await expect(fuzzWatched(pathToFileURL(file).href, order, 60_000)).rejects.toThrow('exports no target');
  });
});
