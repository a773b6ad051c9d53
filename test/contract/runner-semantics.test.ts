import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunReport } from '../../simulator/runner/index.ts';
import { openRunnerBench } from '../../simulator/runner/testing/bench.ts';
import type { RunnerBench } from '../../simulator/runner/testing/bench.ts';
import { triggering } from './runner-semantics/events.ts';
import { boundaries } from './runner-semantics/boundaries.ts';
import { calling } from './runner-semantics/calls.ts';
import { expressions } from './runner-semantics/expressions.ts';
import { gates } from './runner-semantics/gates.ts';
import { jobs } from './runner-semantics/jobs.ts';
import { values } from './runner-semantics/variables.ts';

const groups = [...expressions, ...jobs, ...values, ...calling, ...triggering, ...gates, ...boundaries];
const rows = groups.flatMap((group) => group.rows);

describe('the table of semantics', () => {
  it('has at least 120 rows, at most 30 of them expressions, each with its section', () => {
    const inExpressions = expressions.flatMap((group) => group.rows);
    expect(rows.length).toBeGreaterThanOrEqual(120);
    expect(inExpressions.length).toBeLessThanOrEqual(30);
    expect(rows.filter(({ docs }) => !/^[a-z-]+\/[\w/-]+#[\w-]+$/.test(docs))).toEqual([]);
    expect(new Set(rows.map(({ docs, does }) => `${docs} ${does}`)).size).toBe(rows.length);
  });
});

describe.each(groups.map((group) => [group.name, group] as const))('%s', (_, group) => {
  let bench: RunnerBench;
  let seen: RunReport;

  beforeAll(async () => {
    bench = await openRunnerBench();
    seen = await group.play(bench);
  }, 240_000);
  afterAll(() => bench.close(), 120_000);

  it.each(group.rows.map((row) => [row.does, row.docs, row] as const))('%s (%s)', (_does, _docs, row) => {
    expect(row.see(seen)).toEqual(row.expected);
  });
});
