import { describe, expect, it } from '@jest/globals';
import { askJudge, isFailure } from './ask.ts';
import { renderTable } from './table.ts';
import type { Case, Judge, Program } from './types.ts';

const there: Program = { isPinned: true, find: () => process.execPath, readVersion: async () => '1.2.3' };

function judgeOf(cases: readonly Case[], program: Program = there): Judge {
  return { floor: 'Gateway', name: 'sample', program, cases };
}

async function agrees(): Promise<void> {
  return Promise.resolve();
}

async function differs(): Promise<void> {
  return Promise.reject(new Error('201 is not 200'));
}

describe('askJudge', () => {
  it('tells agreement, known difference, disagreement and a difference that is gone apart', async () => {
    const cases = [
      { name: 'a', run: agrees },
      { name: 'b', known: 'it is older', run: differs },
      { name: 'c', run: differs },
      { name: 'd', known: 'it was older', run: agrees },
    ];
    expect(await askJudge(judgeOf(cases), '/none')).toMatchObject({
      state: 'asked',
      version: '1.2.3',
      outcomes: [
        { case: 'a', verdict: 'agreed' },
        { case: 'b', verdict: 'known difference', reason: 'it is older' },
        { case: 'c', verdict: 'disagreed', reason: '201 is not 200' },
        { case: 'd', verdict: 'no longer differs', reason: 'it was older' },
      ],
    });
  });

  it('runs the cases in order, in one world that is prepared once', async () => {
    const seen: string[] = [];
    const judge = judgeOf(['a', 'b'].map((name) => ({ name, run: async () => void seen.push(name) })));
    await askJudge({ ...judge, prepare: async () => void seen.push('prepare') }, '/none');
    expect(seen).toEqual(['prepare', 'a', 'b']);
  });

  it('calls a program that is there and does not start broken', async () => {
    const broken: Program = { ...there, readVersion: async () => Promise.reject(new Error('no loader')) };
    const report = await askJudge(judgeOf([{ name: 'a', run: agrees }], broken), '/none');
    expect(report).toMatchObject({ state: 'broken', reason: 'no loader' });
    expect(isFailure(report)).toBe(true);
  });

  it('says of an absent program whether it can be had', async () => {
    const nowhere = { isPinned: true, find: () => undefined, readVersion: async () => '' };
    const command = { command: 'x', needs: ['no-such-program'], install: agrees };
    const absent = [
      { ...nowhere, reason: 'root only' },
      { ...nowhere, installation: command },
      { ...nowhere, installation: { ...command, needs: [] } },
    ];
    const reports = await Promise.all(absent.map((program) => askJudge(judgeOf([], program), '/none')));
    expect(reports).toMatchObject([
      { state: 'absent', reason: 'not to be had here: root only' },
      { state: 'absent', reason: 'not to be had here: needs no-such-program' },
      { state: 'absent', reason: 'absent (npm run oracles -- --install gets it)' },
    ]);
    expect(reports.some(isFailure)).toBe(false);
  });
});

describe('isFailure', () => {
  it.each([
    ['agreed', true, false],
    ['known difference', true, false],
    ['disagreed', false, true],
    ['no longer differs', true, true],
    ['no longer differs', false, false],
  ] as const)('answers for %s, pinned: %s', (verdict, isPinned, expected) => {
    const outcomes = [{ case: 'a', verdict, durationMs: 1 }];
    expect(isFailure({ state: 'asked', floor: 'Blobs', name: 'x', version: '1', isPinned, outcomes })).toBe(
      expected,
    );
  });
});

describe('renderTable', () => {
  it('counts, and gives the reason of everything that did not agree', () => {
    const outcomes = [
      { case: 'a', verdict: 'agreed', durationMs: 1 },
      { case: 'b', verdict: 'known difference', reason: 'it is older', durationMs: 1 },
    ] as const;
    const text = renderTable([
      { state: 'asked', floor: 'Blobs', name: 'sample', version: '1.2', isPinned: true, outcomes },
      { state: 'absent', floor: 'Registry', name: 'other', reason: 'absent (x)' },
    ]);
    expect(text.split('\n').map((line) => line.trim().split(/ {2,}/))).toEqual([
      ['floor', 'judge', 'version', 'cases', 'agreed', 'known differences'],
      expect.any(Array),
      ['Blobs', 'sample', '1.2', '2', '1', '1'],
      ['Registry', 'other', 'absent (x)'],
      [''],
      ['sample:'],
      ['known: b'],
      ['it is older'],
    ]);
  });
});
