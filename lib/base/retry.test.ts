import { describe, expect, it } from '@jest/globals';
import { createStillClock } from '../../test/support/scripted-http.ts';
import { parseRetryAfter, retry } from './retry.ts';
import type { Attempt, RetryPolicy } from './retry.ts';

const policy: RetryPolicy = { maxAttempts: 4, baseDelayMs: 100, maxDelayMs: 10_000, deadlineMs: 30_000 };

function again(retryAfterMs?: number): Attempt<string> {
  return { kind: 'transient', concede: () => 'conceded', retryAfterMs };
}

describe('retry', () => {
  it('spreads out behind a wait that the server asks of everybody, further with each attempt', async () => {
    const clock = createStillClock();
    await retry(async () => again(1000), policy, { clock, random: () => 0.5 });
    expect(clock.slept.slice(0, 4)).toEqual([1050, 1100, 1200, 1400]);
  });

  it('goes on until the deadline where the server says when to come back', async () => {
    const clock = createStillClock();
    let attempts = 0;
    const patient = { ...policy, deadlineMs: 12_000 };
    await retry(async () => ((attempts += 1), again(1000)), patient, { clock, random: () => 0 });
    expect(attempts).toBe(12);
    attempts = 0;
    await retry(async () => ((attempts += 1), again(0)), patient, { clock, random: () => 0 });
    expect(attempts).toBe(4 * policy.maxAttempts);
  });

  it('doubles the wait with jitter and concedes after the last attempt', async () => {
    const clock = createStillClock();
    const result = await retry(async () => again(), policy, { clock, random: () => 0.5 });
    expect(result).toBe('conceded');
    expect(clock.slept).toEqual([75, 150, 300]);
  });

  it('waits as long as the server asks, up to the cap', async () => {
    const clock = createStillClock();
    const asked = [again(2000), again(60_000), { kind: 'settled', value: 'done' } as const];
    const result = await retry(async (attempt) => asked[attempt - 1] ?? again(), policy, {
      clock,
      random: () => 0,
    });
    expect(result).toBe('done');
    expect(clock.slept).toEqual([2000, 10_000]);
  });

  it('does not start an attempt after the deadline', async () => {
    const clock = createStillClock();
    const short = { ...policy, deadlineMs: 1500 };
    expect(await retry(async () => again(1000), short, { clock, random: () => 0 })).toBe('conceded');
    expect(clock.slept).toEqual([1000]);
  });

  it('ends with the reason of the signal', async () => {
    const signal = AbortSignal.abort(new Error('SIGTERM'));
    const clock = createStillClock();
    await expect(retry(async () => again(), policy, { clock, random: () => 0, signal })).rejects.toThrow(
      'SIGTERM',
    );
  });

  it('lets the error of the work through', async () => {
    const failing = retry(async () => Promise.reject(new TypeError('bug')), policy, {
      clock: createStillClock(),
      random: () => 0,
    });
    await expect(failing).rejects.toThrow(TypeError);
  });
});

describe('parseRetryAfter', () => {
  const now = Date.UTC(2026, 10, 21, 10, 0, 0);
  it.each([
    ['seconds', '7', 7000],
    ['zero', '0', 0],
    ['an HTTP date', 'Sat, 21 Nov 2026 10:00:05 GMT', 5000],
    ['a date that is past', 'Sat, 21 Nov 2026 09:00:00 GMT', 0],
    ['nothing', undefined, undefined],
    ['rubbish', 'soon', undefined],
  ])('reads %s', (_name, value, expected) => {
    expect(parseRetryAfter(value, now)).toBe(expected);
  });
});
