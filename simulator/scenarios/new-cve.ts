import type { Advisory } from '../upstream/scanner-db/index.ts';
import { publishAdvisory, refreshTools } from '../upstream/scanner-db/index.ts';
import { buildAndAttest, mergeWaiver, prepareMain, startRun } from './chapters.ts';
import { gate, reviewAndPromote } from './gate.ts';
import type { Scenario, Stage } from './types.ts';

/** Invented; nothing else of the world is. */
export const newAdvisory: Advisory = {
  ...{ id: 'CVE-2026-90001', system: 'debian 12', package: 'glibc', severity: 'CRITICAL' },
  ...{ title: 'glibc: invented for this world', published: '2026-01-01T00:00:00Z' },
  fix: { fixedVersion: '2.36-9+deb12u99' },
};

/** The verdict said yes, a person said yes, and meanwhile the world learnt more. */
export const newCve: Scenario = {
  name: 'new-cve',
  title: 'a CVE is published after the verdict and the approval: the promotion scans again and stops',
  async play(stage) {
    await prepareMain(stage);
    const sha = await mergeWaiver(stage, { expiresInDays: 12 });
    const run = await startRun(stage, sha, 'main.yml');
    const image = await buildAndAttest(stage, run);
    await gate(stage, run, { image, name: 'chain-api', title: 'chain-api' });
    await reviewAndPromote(stage, run, image, {
      title: 'Promote what passed and was approved',
      before: () => learn(stage),
      expectedCode: 'PROMOTION_DECISION_FAILED',
    });
  },
};

async function learn({ simulation, tell }: Stage): Promise<void> {
  const { world, registries } = simulation;
  const published = new Date(world.clock.now() - 24 * 60 * 60 * 1000).toISOString();
  await publishAdvisory(world, registries, { ...newAdvisory, published });
  await refreshTools(world, registries);
  tell(`${newAdvisory.id} in ${newAdvisory.package} is published, and quarantine has today’s database`);
}
