import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { judgeMutants, renderVerdict } from './judge.ts';
import { parseJustified } from './justified.ts';
import type { MutantResult } from './types.ts';

const root = mkdtempSync(join(tmpdir(), 'lazaret-mutants-'));
const fileName = join(root, 'a.ts');
writeFileSync(fileName, 'const a = 1 +\n  2;\nconst b = true;\n');

function mutant(status: string, line = 3): MutantResult {
  const start = { line, column: 11 };
  const end = line === 1 ? { line: 2, column: 4 } : { line, column: 15 };
  return { fileName, mutatorName: 'BooleanLiteral', replacement: 'false', status, location: { start, end } };
}

describe('judgeMutants', () => {
  afterAll(() => rmSync(root, { recursive: true }));

  it('counts what is noticed and names what is not, with its text', () => {
    const all = [mutant('Killed'), mutant('Timeout'), mutant('NoCoverage', 1), mutant('Ignored')];
    const verdict = judgeMutants(all, [], root);
    expect(verdict).toMatchObject({ tried: 3, noticed: 2, share: 2 / 3, justified: 0 });
    expect(verdict.unjustified).toEqual([{ file: 'a.ts', line: 1, original: '1 + 2', replacement: 'false' }]);
    expect(renderVerdict(verdict, true)).toContain('a.ts:1');
  });

  it('takes those out that the list justifies, and names entries that nothing needs', () => {
    const justified = parseJustified('## `a.ts`\n\n- `true` → `false`: why\n- `x` → ``: why\n');
    const verdict = judgeMutants([mutant('Survived')], justified, root);
    expect(verdict.unjustified).toEqual([]);
    const twice = judgeMutants([mutant('Survived'), mutant('NoCoverage')], justified, root);
    expect(twice.unjustified).toHaveLength(1);
    expect(verdict.idle.map(({ original }) => original)).toEqual(['x']);
    expect(verdict.share).toBe(0);
  });
});

describe('parseJustified', () => {
  it.each(['- `a` → `b`: ', '- `a` → `b`', '- `a`: b'])('throws for %s', (line) => {
    expect(() => parseJustified(line)).toThrow('no reason');
  });
});
