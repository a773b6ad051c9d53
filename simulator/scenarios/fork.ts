import { repository } from '../estate/index.ts';
import { runnerPools } from '../estate/runner-pools.ts';
import type { RunReport } from '../runner/index.ts';
import { seedRepository, suiteOnly } from '../seed/index.ts';
import type { Scenario } from './types.ts';

const name = repository.fullName;
const stranger = 'outside-contributor';

/** What comes from a fork is planned, and touches nothing of ours. */
export const forkPullRequest: Scenario = {
  name: 'fork-pull-request',
  title: 'a pull request from a fork gets no self-hosted runner, no identity and no write access',
  async play(stage) {
    const { simulation, suiteFolder } = stage;
    const { hub } = simulation.github;
    await seedRepository(simulation, { suiteFolder, files: suiteOnly });
    const fork = await hub.forkRepository(name, stranger);
    const since = simulation.requests.count;
    const reports = await stage.follow({
      async act() {
        const files = { 'workload/chain-api/src/more.ts': 'export const more = true;\n' };
        const [branch, title] = ['more', 'Add more'] as const;
        await hub.commit(fork.fullName, { branch, message: title, author: stranger, files });
        const order = { author: stranger, branch, title, from: fork.fullName };
        const { number } = await hub.openPullRequest(name, order);
        stage.tell(`${stranger} opens pull request #${number} "${title}" from ${fork.fullName}`);
      },
    });
    assertHarmless(reports);
    const signIns = simulation.requests.since(since).filter(({ host }) => host.startsWith('login.'));
    if (signIns.length > 0)
      throw new Error(`a job of a fork asked Entra for a token ${signIns.length} times`);
    stage.tell('no job ran on a self-hosted runner, none asked for an identity');
  },
};

function assertHarmless(reports: readonly RunReport[]): void {
  const own = new Set<string>(
    runnerPools.flatMap(({ group, environment }) => (environment === 'self-hosted' ? [group] : [])),
  );
  const jobs = reports.flatMap((report) => report.jobs).filter(({ conclusion }) => conclusion !== 'skipped');
  if (jobs.length === 0) throw new Error('no job of the pull request ran');
  for (const { name: job, runner, permissions } of jobs) {
    if (own.has(runner ?? '')) throw new Error(`"${job}" of a fork ran on ${runner ?? ''}`);
    const writes = Object.entries(permissions).filter(([, level]) => level === 'write');
    if (writes.length > 0)
      throw new Error(`"${job}" of a fork may write ${writes.map(([key]) => key).join()}`);
  }
}
