import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { listJudges, loadJudge } from './find-judges.ts';
import { findCache } from './programs/find.ts';

const clients = join(import.meta.dirname, '../../test/e2e/clients');

describe('the judges', () => {
  it.each(listJudges())('%s has cases of different names, and a way to be had or a reason', async (name) => {
    const judge = await loadJudge(name);
    const names = judge.cases.map((one) => one.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(0);
    const isThere = judge.program.find('/none') !== undefined;
    expect(isThere || (judge.program.installation ?? judge.program.reason) !== undefined).toBe(true);
  });

  it('are tests as well, but for those that are slow throughout', async () => {
    const tests = readdirSync(clients).filter((file) => file.endsWith('.test.ts'));
    const tested = tests.map(
      (file) => /judges\/(.+)\.ts'/.exec(readFileSync(join(clients, file), 'utf8'))?.[1],
    );
    const judges = await Promise.all(
      listJudges().map(async (name) => ({ name, judge: await loadJudge(name) })),
    );
    const quick = judges.filter(({ judge }) => judge.cases.some(({ isSlow }) => isSlow !== true));
    expect(tested.toSorted()).toEqual(quick.map(({ name }) => name));
  });
});

describe('findCache', () => {
  it('is a folder of the user', () => {
    expect(findCache({ XDG_CACHE_HOME: '/c' })).toBe('/c/lazaret/oracles');
    expect(findCache({})).toMatch(/\/\.cache\/lazaret\/oracles$/);
  });
});
