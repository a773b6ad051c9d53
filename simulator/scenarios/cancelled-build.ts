import { quarantine } from '../estate/index.ts';
import { buildService, prepareMain, startRun } from './chapters.ts';
import type { Scenario, Stage } from './types.ts';

/** A job that is cancelled leaves no run behind that goes on and pushes. */
export const cancelledBuild: Scenario = {
  name: 'cancelled-build',
  title:
    'a job is cancelled while its image is built: the run ends in Azure too, and the next job builds anew',
  async play(stage) {
    const sha = await prepareMain(stage);
    const run = await startRun(stage, sha, 'main.yml');
    const gate = Promise.withResolvers<undefined>();
    const { world } = stage.simulation;
    // The build stands still until the job was cancelled, so that the story goes alike on every machine.
    const remove = world.hooks.on('tasks:before-build', () => gate.promise.then(() => undefined));
    await buildService(stage, run, { title: 'Build, and cancel the job meanwhile', cancelAt: 'of task run' });
    remove();
    gate.resolve(undefined);
    tellRuns(stage);
    await buildService(stage, run, { title: 'Run the job again' });
    tellRuns(stage);
  },
};

function tellRuns({ simulation, tell }: Stage): void {
  const runs = simulation.tasks.listRuns(quarantine.name).map(({ runId, status }) => `${runId} ${status}`);
  tell(`runs in Azure: ${runs.toReversed().join(', ')}`);
}
