import type { Scenario } from './types.ts';
import { refuseAfterWaiting } from './waiting.ts';

const hourMs = 60 * 60 * 1000;

/** A verdict is about a day; GitHub waits thirty for a reviewer. */
export const lateApproval: Scenario = {
  name: 'late-approval',
  title: 'a promotion is approved two days after its verdict, which is too old by then',
  async play(stage) {
    await refuseAfterWaiting(stage, {
      expectedCode: 'STATEMENT_EXPIRED',
      meanwhile: () => stage.pass(48 * hourMs, 'two days go by before anybody looks'),
    });
  },
};
