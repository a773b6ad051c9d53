import { quarantine } from '../estate/index.ts';
import { buildService, prepareMain, startRun } from './chapters.ts';
import type { Scenario, Stage } from './types.ts';

const pool = 'empty-pool';

/** In Azure such a run waits in the queue without an end; the action says what it would wait for. */
export const poolEmpty: Scenario = {
  name: 'pool-empty',
  title: 'an agent pool is missing or has no instance: the build says so at once, and runs when it has one',
  async play(stage) {
    const sha = await prepareMain(stage);
    const run = await startRun(stage, sha, 'main.yml');
    const missing = { 'agent-pool': 'no-such-pool' };
    await buildService(stage, run, {
      ...{ title: 'Build on a pool that does not exist', with: missing },
      expectedCode: 'TASKS_POOL_NOT_FOUND',
    });
    await buildService(stage, run, {
      ...{ title: 'Build on a pool without an instance', with: { 'agent-pool': pool } },
      expectedCode: 'TASKS_POOL_EMPTY',
    });
    scaleUp(stage);
    await buildService(stage, run, { title: 'Build once the pool has one', with: { 'agent-pool': pool } });
  },
};

function scaleUp({ simulation, tell }: Stage): void {
  const { pools } = simulation.tasks;
  const found = pools.find(quarantine.name, pool);
  if (found === undefined) throw new Error(`the estate has no pool "${pool}"`);
  pools.save({ ...found, count: 1 });
  tell(`platform-engineer gives "${pool}" one instance`);
}
