import { describe, expect, it } from '@jest/globals';
import { repository } from '../../../simulator/estate/index.ts';
import type { AccountCommit, Hub } from '../../../simulator/github/hub/index.ts';
import { useWorld } from '../../support/world.ts';
import type { RunOrder } from '../../support/world.ts';
import { expectRefusal } from '../../support/world/refusal.ts';

const world = useWorld();
const { fullName } = repository;
// Nothing of the repository was promoted there yet, so the whole history counts.
const elsewhere = { repository: 'upstream/elsewhere' };

type EnvironmentChange = Parameters<Hub['setEnvironment']>[2];

function refuse(code: string, job: Parameters<typeof expectRefusal>[1]['job']): Promise<string> {
  return expectRefusal(world(), { action: 'promote-image', with: elsewhere, code, job: job ?? {} });
}

/** Lets everybody review, so that GitHub itself stops nobody. */
function letReview(...reviewers: readonly string[]): void {
  world().simulation.github.hub.setEnvironment(fullName, 'promote', { reviewers: [...reviewers] });
}

async function commitToMain(order: Partial<AccountCommit>): Promise<RunOrder> {
  const { hub } = world().simulation.github;
  const commit = { branch: 'main', message: 'Change', author: 'workload-developer', files: { note: 'x' } };
  return { sha: await hub.commit(fullName, { ...commit, ...order }) };
}

describe('approvals that do not count', () => {
  it('none', async () => {
    const { hub } = world().simulation.github;
    const order = { workflow: 'main.yml', event: 'push', branch: 'main', actor: 'platform-engineer' };
    const { id: runId } = hub.startRun(fullName, { ...order, sha: world().sha });
    await refuse('APPROVAL_MISSING', { runId });
    hub.requestApproval(fullName, { runId, environment: 'promote' });
    await refuse('APPROVAL_MISSING', { runId });
    hub.requestApproval(fullName, { runId, environment: 'production' });
    const yes = { environment: 'production', state: 'approved', comment: '' } as const;
    hub.review(fullName, runId, { ...yes, login: 'release-approver' });
    await refuse('APPROVAL_MISSING', { runId });
  });

  it('a rejection, even beside an approval', async () => {
    const { hub } = world().simulation.github;
    const { runId = 0 } = world().approvedRun();
    hub.requestApproval(fullName, { runId, environment: 'promote' });
    const no = { environment: 'promote', state: 'rejected', comment: 'not yet' } as const;
    hub.review(fullName, runId, { ...no, login: 'second-approver' });
    expect(await refuse('APPROVAL_REJECTED', { runId })).toContain('second-approver');
  });

  it.each([
    ['workload-developer', 'author of pull request #1'],
    ['platform-engineer', 'merger of pull request #1'],
  ])('one by %s, the %s', async (approver, role) => {
    letReview(approver);
    const run = world().approvedRun({ approver, actor: 'second-approver' });
    expect(await refuse('APPROVAL_NOT_INDEPENDENT', run)).toContain(`${approver} is ${role}`);
  });

  it('one by a co-author', async () => {
    const trailer = 'Co-authored-by: Somebody <71500104+second-approver@users.noreply.github.com>';
    const change = await commitToMain({ message: `Change\n\n${trailer}` });
    const run = world().approvedRun({ ...change, approver: 'second-approver' });
    expect(await refuse('APPROVAL_NOT_INDEPENDENT', run)).toContain('co-author');
  });

  it('one by the committer of another’s work', async () => {
    const change = await commitToMain({ committer: 'second-approver' });
    const run = world().approvedRun({ ...change, approver: 'second-approver' });
    expect(await refuse('APPROVAL_NOT_INDEPENDENT', run)).toContain('committer');
  });

  it('one by who started the run, or started it again', async () => {
    const { hub } = world().simulation.github;
    const run = world().approvedRun();
    hub.rerun(fullName, { runId: run.runId ?? 0, triggeringActor: 'release-approver' });
    const again = { ...run, attempt: 2, triggeringActor: 'release-approver' };
    expect(await refuse('APPROVAL_NOT_INDEPENDENT', again)).toContain('starter of attempt 2');
    hub.rerun(fullName, { runId: run.runId ?? 0, triggeringActor: 'platform-engineer' });
    expect(await refuse('APPROVAL_NOT_INDEPENDENT', { ...run, attempt: 3 })).toContain('attempt 2');
  });

  it.each([
    ['an author', { author: { name: 'Nobody', email: 'nobody@example.org' } }, 'nobody@example.org'],
    ['a co-author', { message: 'Change\n\nCo-authored-by: N <nobody@example.org>' }, 'nobody@example.org'],
    ['GitHub without its signature', { committer: 'web-flow' }, 'web-flow without a signature'],
  ])('any, as long as %s is unknown', async (_who, change, hint) => {
    const run = world().approvedRun(await commitToMain(change));
    expect(await refuse('APPROVAL_INDEPENDENCE_UNKNOWN', run)).toContain(hint);
  });

  it('one for a run of another commit than the job says', async () => {
    const run = world().approvedRun();
    await refuse('APPROVAL_INDEPENDENCE_UNKNOWN', { ...run, sha: '1'.repeat(40) });
  });
});

describe('environments that protect nothing', () => {
  const changes: readonly (readonly [string, EnvironmentChange])[] = [
    ['administrators may bypass', { canAdminsBypass: true }],
    ['self-review is possible', { preventSelfReview: false }],
    ['no reviewer is required', { reviewers: [] }],
    ['every branch may deploy', { branchPolicy: 'none' }],
    ['protected branches may deploy', { branchPolicy: 'protected' }],
    ['another branch may deploy', { branchPatterns: ['main', 'release/*'] }],
    ['main may not deploy', { branchPatterns: ['master'] }],
  ];

  it.each(changes)('%s', async (_name, change) => {
    const run = world().approvedRun();
    world().simulation.github.hub.setEnvironment(fullName, 'promote', change);
    await refuse('APPROVAL_ENVIRONMENT_UNSAFE', run);
  });

  it('one that does not exist', async () => {
    const order = { action: 'promote-image', with: { ...elsewhere, environment: 'staging' } } as const;
    await expectRefusal(world(), { ...order, code: 'APPROVAL_ENVIRONMENT_UNSAFE' });
  });
});

describe('approvals that count', () => {
  it('one by who worked before the last promoted commit', async () => {
    letReview('release-approver', 'workload-developer');
    const change = await commitToMain({ author: 'second-approver' });
    const run = world().approvedRun({ ...change, approver: 'workload-developer' });
    // The base image was promoted from the merge commit, so only what came after counts there.
    const done = await world().play('promote-image', { job: run });
    expect([done.conclusion, done.outputs['status']]).toEqual(['success', 'present']);
    expect(await refuse('APPROVAL_NOT_INDEPENDENT', run)).toContain('workload-developer');
  });
});
