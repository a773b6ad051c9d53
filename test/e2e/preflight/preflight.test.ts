import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { repository, tenantId } from '../../../simulator/estate/index.ts';
import type { Job, StepResult } from '../../../simulator/runner/index.ts';
import { startSimulation } from '../../../simulator/simulation.ts';
import type { Simulation } from '../../../simulator/simulation.ts';
import type { Snapshot } from '../../../simulator/world/index.ts';
import { root } from '../../support/repository.ts';
import { buildStepJob } from '../../support/world/orders.ts';
import { mergeService, startApprovedRun } from '../../support/world/prepare.ts';
import { startOfWorld } from '../../support/world.ts';

let folder = '';
let simulation: Simulation;
let sha = '';
let runId = 0;
let snapshot: Snapshot;
const { fullName } = repository;
const actor = 'platform-engineer';
const ordinary = { events: 'push, workflow_dispatch', workflow: 'promote.yml', environment: 'promote' };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lazaret-world-'));
  simulation = await startSimulation({ folder: join(folder, 'state'), now: startOfWorld });
  sha = await mergeService(simulation);
  runId = startApprovedRun(simulation, sha, { actor, approver: 'release-approver' });
  snapshot = simulation.world.snapshot();
}, 240_000);
beforeEach(() => simulation.world.restore(snapshot));
afterEach(() => expect(simulation.gateway.bugs).toEqual([]));
afterAll(async () => {
  await simulation.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Order {
  readonly with?: Readonly<Record<string, string>>;
  readonly job?: Partial<Job>;
  readonly env?: Readonly<Record<string, string>>;
}

async function check(order: Order = {}): Promise<StepResult> {
  const facts = { sha, runId, workspace: folder };
  const job = buildStepJob('promote-image', facts, { actor, triggeringActor: actor, ...order.job });
  const inputs = { ...ordinary, 'tenant-id': tenantId, ...order.with };
  const step = { action: join(root, 'actions/preflight'), with: inputs, env: order.env ?? {} };
  return simulation.host.runStep(step, job);
}

/** The codes of the annotations, without the last one that sums them up. */
function codesOf({ annotations }: StepResult): readonly string[] {
  const codes = annotations.map(({ message }) => /^[A-Z_]+/.exec(message)?.[0] ?? message);
  return codes.filter((code) => code !== 'PREFLIGHT_FAILED');
}

async function expectCodes(codes: readonly string[], order: Order = {}): Promise<void> {
  const result = await check(order);
  expect(codesOf(result)).toEqual(codes);
  expect(result.conclusion).toBe(codes.length === 0 ? 'success' : 'failure');
}

describe('preflight in the simulated world', () => {
  it('lets the job of the promotion go on, and says what it found', async () => {
    const result = await check({ with: { 'subject-form': 'immutable' } });
    expect(codesOf(result)).toEqual([]);
    expect(result.outputs).toMatchObject({
      problems: '[]',
      'subject-form': 'immutable',
      'workflow-ref': `${fullName}/.github/workflows/promote.yml@refs/heads/main`,
      branch: 'main',
    });
  });

  it('prints neither its OIDC token nor the token of the job', async () => {
    const { log, summary, outputs } = await check();
    expect(JSON.stringify([log, summary, outputs])).not.toMatch(/eyJ[\w-]{20}|gh[sp]_\w{10}/);
  });

  it.each([
    ['weakened: administrators may bypass', { canAdminsBypass: true }, ['PREFLIGHT_ENVIRONMENT_BYPASS']],
    ['weakened: self-review', { preventSelfReview: false }, ['PREFLIGHT_ENVIRONMENT_SELF_REVIEW']],
    [
      'weakened: nobody is asked',
      { reviewers: [] },
      [
        'PREFLIGHT_ENVIRONMENT_SELF_REVIEW',
        'PREFLIGHT_ENVIRONMENT_REVIEWERS',
        'PREFLIGHT_PLAN_LACKS_REVIEWERS',
      ],
    ],
    [
      'weakened: another branch',
      { branchPatterns: ['main', 'release/*'] },
      ['PREFLIGHT_ENVIRONMENT_BRANCHES'],
    ],
    [
      'weakened in every way',
      { canAdminsBypass: true, preventSelfReview: false, branchPolicy: 'none' as const },
      ['PREFLIGHT_ENVIRONMENT_BYPASS', 'PREFLIGHT_ENVIRONMENT_SELF_REVIEW', 'PREFLIGHT_ENVIRONMENT_BRANCHES'],
    ],
  ])('refuses an environment that is %s', async (_, change, codes) => {
    simulation.github.hub.setEnvironment(fullName, 'promote', change);
    await expectCodes(codes);
  });

  it('refuses an environment that is not there, and a job that is not in it', async () => {
    await expectCodes(['PREFLIGHT_ENVIRONMENT_MISMATCH', 'PREFLIGHT_ENVIRONMENT_MISSING'], {
      with: { environment: 'staging' },
    });
  });

  it('refuses another event and another branch', async () => {
    await expectCodes(['PREFLIGHT_EVENT_FORBIDDEN'], { with: { events: 'workflow_dispatch' } });
    await expectCodes(['PREFLIGHT_REF_FORBIDDEN', 'PREFLIGHT_WORKFLOW_MISMATCH'], {
      job: { ref: 'refs/heads/topic' },
    });
  });

  it('refuses another workflow, and one of a commit that main does not have', async () => {
    await expectCodes(['PREFLIGHT_WORKFLOW_MISMATCH'], { with: { workflow: 'gate.yml' } });
    const who = { name: 'a', email: 'a@contoso.example' };
    const files = { 'README.md': 'x\n' };
    const commit = { branch: 'topic', message: 'aside', author: who, committer: who, files };
    const aside = await simulation.github.git.commit(fullName, commit);
    await expectCodes(['PREFLIGHT_WORKFLOW_COMMIT_UNKNOWN'], { job: { jobWorkflowSha: aside } });
  });

  it('refuses GitHub’s default subject and the form that is not expected', async () => {
    simulation.oidc.setSubjectTemplate({ useDefault: true });
    await expectCodes(['PREFLIGHT_SUBJECT_BROAD', 'PREFLIGHT_SUBJECT_FORM'], {
      with: { 'subject-form': 'old' },
    });
  });

  it('refuses a job without the permissions that it takes to look', async () => {
    await expectCodes(['ID_TOKEN_NOT_PERMITTED', 'GITHUB_FORBIDDEN'], {
      job: { permissions: { contents: 'read' } },
    });
  });

  it('refuses the token of a person', async () => {
    const { github } = simulation;
    const rights = { contents: 'write', actions: 'read', administration: 'read' } as const;
    const token = github.tokenOf('workload-developer', fullName, rights);
    await expectCodes(['PREFLIGHT_TOKEN_FOREIGN', 'PREFLIGHT_TOKEN_EXCESSIVE', 'PREFLIGHT_TOKEN_EXCESSIVE'], {
      with: { 'github-token': token },
    });
  });

  it('fails when GitHub knows no runner of the job', async () => {
    await expectCodes(['PREFLIGHT_RUNNER_UNKNOWN'], { with: { 'runner-group': 'management-agents' } });
  });
});
