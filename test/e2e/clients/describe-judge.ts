import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { openBench } from '../../../scripts/oracles/bench/bench.ts';
import type { Bench } from '../../../scripts/oracles/bench/bench.ts';
import { runCase } from '../../../scripts/oracles/ask.ts';
import { findCache } from '../../../scripts/oracles/programs/find.ts';
import type { Judge } from '../../../scripts/oracles/types.ts';
import { itWhen } from '../../support/optional.ts';

/** One world and its program may take this long to start, one case to run. */
const timeoutMs = 480_000;

/**
 * The quick cases of a judge as tests, on a machine that has its program; elsewhere they count as skipped. A known
 * difference of a pinned program must still be one.
 */
export function describeJudge(judge: Judge): void {
  const file = judge.program.find(findCache(process.env));
  const itRuns = itWhen(file !== undefined, `${judge.name}, not installed`);
  describe(`the simulator under ${judge.name}`, () => {
    let bench: Bench;

    beforeAll(async () => {
      if (file === undefined) return;
      await judge.program.readVersion(file);
      bench = await openBench(file);
      await judge.prepare?.(bench);
    }, timeoutMs);

    afterAll(async () => {
      if (file !== undefined) await bench.close();
    });

    for (const one of judge.cases.filter(({ isSlow }) => isSlow !== true)) {
      const differing = ['known difference', ...(judge.program.isPinned ? [] : ['no longer differs'])];
      const expected = one.known === undefined ? ['agreed'] : differing;
      itRuns(
        one.known === undefined ? one.name : `${one.name} (known to differ)`,
        async () => {
          const { verdict, reason = '' } = await runCase(one, bench);
          expect({ verdict, reason }).toMatchObject({
            verdict: expect.stringMatching(`^(${expected.join('|')})$`),
          });
        },
        timeoutMs,
      );
    }

    itRuns('meets no bug of the simulator', () => {
      expect(bench.simulation.gateway.bugs).toEqual([]);
    });
  });
}
