import type { Clock } from '../../../lib/base/time.ts';

/** How far a system's clock is ahead of the runner's. */
export interface ClockReading {
  readonly system: string;
  readonly skewMs: number;
}

/** Asks a system and compares its time with ours; any time between question and answer is right. */
export async function readClock<T extends { readonly answeredAt: number }>(
  system: string,
  clock: Pick<Clock, 'now'>,
  read: () => Promise<T>,
): Promise<{ readonly answer: T; readonly clock: ClockReading }> {
  const before = clock.now();
  const answer = await read();
  const after = clock.now();
  const { answeredAt } = answer;
  const nearest = Math.min(Math.max(answeredAt, before), after);
  return { answer, clock: { system, skewMs: answeredAt - nearest } };
}
