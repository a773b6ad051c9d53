import { describe, expect, it } from '@jest/globals';
import { killAll } from '../../scripts/faults/kill/kill-all.ts';
import { moments, signals } from '../../scripts/faults/kill/death.ts';

// `npm run faults -- --kill all` plays every death; here a sample that the seed decides.
const order = { seed: 5, perStage: 10, worlds: 2 };

describe('a run that is killed at a request and repeated', () => {
  it('leaves what an undisturbed run leaves', async () => {
    const { results, possible } = await killAll(order);
    expect(results.filter(({ problems }) => problems.length > 0)).toEqual([]);
    expect(results).toHaveLength(3 * order.perStage);
    expect(possible).toBeGreaterThan(1000);
    // The sample is no good when the runs died before the chosen requests, or of one signal alone.
    expect(results.filter(({ at }) => at !== undefined).length).toBeGreaterThan(results.length * 0.8);
    expect(new Set(results.map(({ death }) => death.signal))).toEqual(new Set(signals));
    expect(new Set(results.map(({ death }) => death.moment))).toEqual(new Set(moments));
  }, 600_000);
});
