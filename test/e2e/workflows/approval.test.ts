import { describe, expect, it } from '@jest/globals';
import { repository } from '../../../simulator/estate/index.ts';
import type { AccountCommit, Hub } from '../../../simulator/github/hub/index.ts';
import type { RunHandle, RunReport } from '../../../simulator/runner/index.ts';
import { carry } from '../../support/world/callers.ts';
import { findJob, reached, readCodes, useWorkflows } from '../../support/world/workflows.ts';

const world = useWorkflows({ '.github/workflows/carry.yml': carry });
const { fullName } = repository;

type Settings = Parameters<Hub['setEnvironment']>[2];

const strong: Settings = {
  ...{ reviewers: ['release-approver', 'second-approver'], preventSelfReview: true, canAdminsBypass: false },
  ...{ branchPolicy: 'custom', branchPatterns: ['main'] },
};

function hub(): Hub {
  return world().simulation.github.hub;
}

/** What is different from an independent approval. */
interface Case {
  readonly name: string;
  readonly commit?: Partial<AccountCommit>;
  /** What happens while the run waits for the review. */
  meanwhile?(handle: RunHandle): Promise<void> | void;
  readonly answer?: 'approved' | 'rejected' | 'none';
  readonly login?: string;
}

/** Carries an image of its own through promote.yml, on a commit of its own, with one answer to its review. */
async function play({ name, commit = {}, meanwhile, ...given }: Case): Promise<RunReport> {
  hub().setEnvironment(fullName, 'promote', strong);
  const baseline = await world().tip();
  await world().commit({ author: 'workload-developer', ...commit });
  const image = await world().pushPassed(name);
  const handle = await world().start('carry.yml', { name, image, baseline });
  await reached(handle);
  await meanwhile?.(handle);
  const { answer = 'approved', login = 'release-approver' } = given;
  const review = { environment: 'promote', login, comment: 'looked at' };
  if (answer !== 'none') hub().review(fullName, handle.id, { ...review, state: answer });
  return handle.done;
}

/** The promotion did not take place, for this reason. */
function expectRefused(report: RunReport, name: string, codes: readonly string[]): void {
  expect([report.conclusion, findJob(report, 'page').conclusion]).toEqual(['failure', 'success']);
  const job = findJob(report, 'promote');
  expect([job.conclusion, readCodes(job)]).toEqual(['failure', codes]);
  expect(world().liveTags(name)).toEqual([]);
}

describe('an approval through promote.yml', () => {
  it('of somebody independent lets the image through', async () => {
    const report = await play({ name: 'independent' });
    expect([report.conclusion, report.jobs.flatMap(readCodes)]).toEqual(['success', []]);
    const { outputs } = findJob(report, 'promote');
    expect(world().liveTags('independent')).toEqual([`v1 ${outputs['digest'] ?? ''}`]);
    expect(findJob(report, 'page').outputs['image']).toContain(outputs['digest']);
  }, 240_000);

  it.each<Case & { readonly code: string; readonly said: string }>([
    {
      ...{ name: 'by-author', commit: { author: 'release-approver' } },
      ...{ code: 'APPROVAL_NOT_INDEPENDENT', said: 'release-approver' },
    },
    {
      ...{ name: 'by-committer', commit: { committer: 'release-approver' } },
      ...{ code: 'APPROVAL_NOT_INDEPENDENT', said: 'release-approver' },
    },
    {
      ...{ name: 'unknown-author', commit: { author: { name: 'Nobody', email: 'nobody@example.org' } } },
      ...{ code: 'APPROVAL_INDEPENDENCE_UNKNOWN', said: 'nobody@example.org' },
    },
  ])(
    '$name is refused, with the reason in run and summary',
    async ({ code, said, ...order }) => {
      const report = await play(order);
      expectRefused(report, order.name, [code]);
      const step = findJob(report, 'promote').steps.find(({ outcome }) => outcome === 'failure');
      expect(step?.annotations[0]?.message).toContain(said);
      expect(step?.summary).toContain(code);
      expect(step?.summary).toContain(said);
    },
    240_000,
  );

  it('is not taken of who started the run, nor of somebody who is no reviewer', async () => {
    const answers: unknown[] = [];
    const report = await play({
      name: 'by-starter',
      answer: 'rejected',
      meanwhile({ id }) {
        hub().setEnvironment(fullName, 'promote', { reviewers: ['platform-engineer', 'release-approver'] });
        for (const login of ['platform-engineer', 'workload-developer']) {
          const review = { environment: 'promote', login, comment: '', state: 'approved' } as const;
          try {
            hub().review(fullName, id, review);
          } catch (error) {
            answers.push(error);
          }
        }
      },
    });
    expect(answers).toEqual([
      expect.objectContaining({ status: 422 }),
      expect.objectContaining({ status: 422 }),
    ]);
    expect([report.conclusion, world().liveTags('by-starter')]).toEqual(['failure', []]);
  }, 240_000);

  it('that is a rejection starts no step', async () => {
    const before = world().simulation.requests.count;
    const report = await play({ name: 'rejected', answer: 'rejected' });
    const job = findJob(report, 'promote');
    expect([report.conclusion, job.conclusion, job.steps, job.runner]).toEqual([
      'failure',
      'failure',
      [],
      undefined,
    ]);
    expect(world().liveTags('rejected')).toEqual([]);
    const writes = world()
      .simulation.requests.since(before)
      .filter(({ method }) => method === 'PUT');
    expect(writes).toEqual([]);
  }, 240_000);

  it('that nobody gives within thirty days fails the job', async () => {
    const meanwhile = (): Promise<void> => world().passDays(31);
    const report = await play({ name: 'forgotten', answer: 'none', meanwhile });
    const job = findJob(report, 'promote');
    expect([report.conclusion, job.conclusion, job.steps]).toEqual(['failure', 'failure', []]);
  }, 240_000);
});

describe('while promote.yml waits', () => {
  it.each<[string, Settings, string]>([
    ['administrators may bypass', { canAdminsBypass: true }, 'PREFLIGHT_ENVIRONMENT_BYPASS'],
    ['self-review becomes possible', { preventSelfReview: false }, 'PREFLIGHT_ENVIRONMENT_SELF_REVIEW'],
    ['every branch may deploy', { branchPolicy: 'none' }, 'PREFLIGHT_ENVIRONMENT_BRANCHES'],
  ])(
    '%s: it stops before it signs in',
    async (_name, change, code) => {
      const name = code.toLowerCase().replaceAll('_', '-');
      const report = await play({
        name,
        meanwhile: () => hub().setEnvironment(fullName, 'promote', change),
      });
      expectRefused(report, name, [code, 'PREFLIGHT_FAILED']);
      expect(findJob(report, 'promote').steps.map(({ outcome }) => outcome)).toEqual(['failure', 'skipped']);
    },
    240_000,
  );

  // Whether GitHub lists a bypass among a run's approvals is not documented; neither answer lets it through.
  it.each([
    ['stays on', {}, 'approved', ['PREFLIGHT_ENVIRONMENT_BYPASS', 'PREFLIGHT_FAILED']],
    ['is taken back', strong, 'approved', ['APPROVAL_NOT_INDEPENDENT']],
    ['is taken back', strong, 'absent', ['APPROVAL_MISSING']],
  ] as const)(
    'an administrator bypasses it, the right to %s',
    async (what, after, shown, codes) => {
      const name = `bypass-${what.replaceAll(' ', '-')}-${shown}`;
      world().simulation.world.setAssumption('github-bypass-in-approvals', shown);
      const report = await play({
        ...{ name, answer: 'none' },
        meanwhile({ id }) {
          hub().setEnvironment(fullName, 'promote', { canAdminsBypass: true });
          hub().bypass(fullName, id, { environment: 'promote', login: 'platform-engineer', comment: 'now' });
          hub().setEnvironment(fullName, 'promote', after);
        },
      });
      expectRefused(report, name, codes);
    },
    240_000,
  );

  it('the verdict expires: the approval comes too late', async () => {
    const report = await play({ name: 'late', meanwhile: () => world().passDays(2) });
    expectRefused(report, 'late', ['STATEMENT_EXPIRED']);
  }, 240_000);
});
