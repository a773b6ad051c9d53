import { describe, expect, it } from '@jest/globals';
import { createStillClock } from '../../test/support/scripted-http.ts';
import { retry } from '../base/retry.ts';
import { createPorts } from './ports.ts';

const policy = { maxAttempts: 3, baseDelayMs: 1, maxDelayMs: 1, deadlineMs: 100 };

describe('createPorts', () => {
  it('aborts a call that is under way, and lets one through that begins afterwards', async () => {
    const controller = new AbortController();
    const ports = createPorts({ clock: createStillClock(), random: () => 0.5, signal: controller.signal });
    const underway = retry(
      async () => {
        controller.abort(new Error('SIGINT'));
        return { kind: 'transient', concede: () => 'conceded' };
      },
      policy,
      ports,
    );
    await expect(underway).rejects.toThrow('SIGINT');
    expect(await retry(async () => ({ kind: 'settled', value: 'cleaned up' }), policy, ports)).toBe(
      'cleaned up',
    );
  });
});
