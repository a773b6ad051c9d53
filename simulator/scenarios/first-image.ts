import type { JobReport } from '../runner/index.ts';
import { mergeByEngineer, mergeWaiver, openChange } from './chapters.ts';
import { refreshDaily } from './daily.ts';
import { assertNotInLive } from './images.ts';
import { readLock, readLockWithout } from './lock.ts';
import { deliverService, seedStory } from './pull-request.ts';
import type { Scenario, Stage } from './types.ts';

const waivedDays = 12;

/** Upstream images of the story: what the service is built on, and one that Alpine has long mended. */
const upstream = ['docker.io/library/node', 'ghcr.io/kubereboot/kured'] as const;

/** The main story: the workflow files take three images to three answers of the gate. */
export const firstImage: Scenario = {
  name: 'first-image',
  title:
    'the base image passes the gate and goes live, another is blocked, and chain-api goes live on a waiver of 12 days',
  async play(stage) {
    await seedStory(stage, { 'images.lock.yaml': await readLockWithout(stage, upstream) });
    await refreshDaily(stage);
    await deliverUpstream(stage);
    // Policy is read from main, so an exception has to be there before the pull request that needs it.
    await mergeWaiver(stage, { expiresInDays: waivedDays });
    await deliverService(stage);
  },
};

// One of the two is blocked, so the run as a whole is red; the other one goes live nevertheless.
async function deliverUpstream(stage: Stage): Promise<void> {
  const files = { 'images.lock.yaml': await readLock(stage) };
  const number = await openChange(stage, { branch: 'upstream', title: 'Lock node and kured', files });
  const reports = await stage.follow({
    expected: ({ workflow }) => (workflow.endsWith('/upstream.yml') ? 'failure' : 'success'),
    act: () => mergeByEngineer(stage, number),
  });
  assertHalfDelivered(reports.flatMap(({ jobs }) => jobs));
  assertNotInLive(stage.simulation, 'upstream/ghcr.io/kubereboot/kured');
  stage.tell('kured stays in quarantine, as it must');
}

function assertHalfDelivered(jobs: readonly JobReport[]): void {
  const blocked = jobs.filter(
    ({ name, conclusion }) => /kured.*Decide$/.test(name) && conclusion === 'failure',
  );
  const promoted = jobs.filter(
    ({ environment, name, conclusion }) =>
      environment === 'promote' && name.includes('node') && conclusion === 'success',
  );
  if (blocked.length === 1 && promoted.length === 1) return;
  throw new Error('the gate should have blocked kured and let node through');
}
