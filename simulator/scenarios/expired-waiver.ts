import { mergeWaiver, prepareMain, buildAndAttest, startRun } from './chapters.ts';
import { gate } from './gate.ts';
import type { Scenario } from './types.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** An exception that nobody renewed stops the image, however often it passed before. */
export const expiredWaiver: Scenario = {
  name: 'expired-waiver',
  title:
    'an image passes on a waiver of 12 days, and no more when these are over, until the waiver is renewed',
  async play(stage) {
    await prepareMain(stage);
    const sha = await mergeWaiver(stage, { expiresInDays: 12 });
    const run = await startRun(stage, sha, 'main.yml');
    const image = await buildAndAttest(stage, run);
    const candidate = { image, name: 'chain-api', title: 'chain-api' };
    await gate(stage, run, candidate, { title: 'Decide within the twelve days' });
    await stage.pass(13 * dayMs, 'thirteen days later');
    await gate(
      stage,
      run,
      { ...candidate, name: 'later' },
      {
        title: 'Decide on the same image again',
        expectedDecision: 'fail',
      },
    );
    await mergeWaiver(stage, { expiresInDays: 30 });
    await gate(stage, run, { ...candidate, name: 'renewed' }, { title: 'Decide on the renewed waiver' });
  },
};
