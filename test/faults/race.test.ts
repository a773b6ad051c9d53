import { describe, expect, it } from '@jest/globals';
import { intruders } from '../../scripts/faults/race/intruders.ts';
import { raceAll } from '../../scripts/faults/race/race-all.ts';

// `npm run faults -- --race all` tries every gap; here those that the seed draws, and the one inside the import.
const order = { seed: 3, perIntruder: 2 };

describe('a promotion with another client between two of its requests', () => {
  it('is never wrong, and never writes over a finished one', async () => {
    const results = await raceAll(order);
    expect(results.filter(({ problems }) => problems.length > 0)).toEqual([]);
    expect(results).toHaveLength(intruders.length * (order.perIntruder + 1));
    // The sample is no good when nobody ever came in the way, or nobody was let through.
    const ends = new Set(results.flatMap(({ first, second }) => [first, second]));
    expect([...ends].sort()).toEqual(expect.arrayContaining(['PROMOTION_TAG_TAKEN', 'present', 'promoted']));
  }, 400_000);
});
