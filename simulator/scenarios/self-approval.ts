import { repository } from '../estate/index.ts';
import { buildAndAttest, mergeWaiver, prepareMain, startRun } from './chapters.ts';
import { gate, promote, reviewAndPromote } from './gate.ts';
import type { Scenario, Stage } from './types.ts';

const author = 'workload-developer';

/** GitHub stops who started the run, and nobody else: an author among the reviewers would get through. */
export const selfApproval: Scenario = {
  name: 'self-approval',
  title: 'an author approves their own change in a run that somebody else started: not independent',
  async play(stage) {
    await prepareMain(stage);
    const sha = await mergeWaiver(stage, { expiresInDays: 12 });
    const run = await startRun(stage, sha, 'main.yml');
    const image = await buildAndAttest(stage, run);
    await gate(stage, run, { image, name: 'chain-api', title: 'chain-api' });
    approveAsAuthor(stage, run.runId);
    const title = 'Promote on the author’s approval';
    await promote(stage, run, image, { title, expectedCode: 'APPROVAL_NOT_INDEPENDENT' });
    const again = await startRun(stage, sha, 'main.yml');
    stage.tell('platform-engineer starts a new run, since an approval cannot be taken back');
    await reviewAndPromote(stage, again, image, { title: 'Promote on another person’s approval' });
  },
};

function approveAsAuthor({ simulation, tell }: Stage, runId: number): void {
  const { hub } = simulation.github;
  const environment = 'promote';
  const reviewers = [author, 'release-approver', 'second-approver'];
  hub.setEnvironment(repository.fullName, environment, { reviewers });
  tell(`${author} was made a reviewer of "${environment}"`);
  hub.requestApproval(repository.fullName, { runId, environment });
  const answer = { environment, login: author, state: 'approved', comment: 'my own work' } as const;
  hub.review(repository.fullName, runId, answer);
  tell(`${author} approved the deployment to "${environment}"`);
}
