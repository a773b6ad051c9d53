import { describe, expect, it } from '@jest/globals';
import { classifySubject, listProblems, maxSkewMs, parseWorkflowRef, readClaims } from './index.ts';
import type { Claims, Expected, Facts, Found, JobFacts } from './index.ts';

const [sha, workflowSha] = ['a'.repeat(40), 'b'.repeat(40)];
const workflow = '.github/workflows/promote.yml';
const workflowRef = `contoso/lazaret/${workflow}@refs/heads/main`;

const expected: Expected = {
  events: ['push', 'workflow_dispatch'],
  workflow,
  environment: 'promote',
  runnerGroup: 'management-agents',
  subjectForm: 'any',
};

const job: JobFacts = {
  repository: 'contoso/lazaret',
  sha,
  ref: 'refs/heads/main',
  runId: 42,
  runAttempt: 2,
  eventName: 'push',
  serverUrl: 'https://github.com',
};

const claims: Claims = {
  sub: `repo:contoso@5/lazaret@7:environment:promote:job_workflow_ref:${workflowRef}`,
  repository: 'contoso/lazaret',
  ref: 'refs/heads/main',
  sha,
  event_name: 'push',
  run_id: '42',
  run_attempt: '2',
  environment: 'promote',
  job_workflow_ref: workflowRef,
  job_workflow_sha: workflowSha,
};

const settings = {
  canAdminsBypass: false,
  preventSelfReview: true,
  reviewerCount: 2,
  branchPolicy: 'custom',
  branchPatterns: ['main'],
} as const;

const found: Found = {
  claims,
  repository: { defaultBranch: 'main', visibility: 'private', canPush: false },
  isBranchProtected: true,
  isWorkflowCommitKnown: true,
  environment: settings,
  runner: { group: 'management-agents' },
  token: { isJobToken: true, hasAdministration: false },
  clocks: [{ system: 'GitHub', skewMs: -1000 }],
  isFork: undefined,
};

interface Change {
  readonly expected?: Partial<Expected>;
  readonly job?: Partial<JobFacts>;
  readonly found?: Partial<Found>;
  readonly claims?: Partial<Claims>;
  readonly settings?: Partial<Exclude<NonNullable<Found['environment']>, 'missing'>>;
}

function build(change: Change): Facts {
  return {
    expected: { ...expected, ...change.expected },
    job: { ...job, ...change.job },
    found: {
      ...found,
      claims: { ...claims, ...change.claims },
      environment: { ...settings, ...change.settings },
      ...change.found,
    },
  };
}

function codesOf(change: Change): readonly string[] {
  return listProblems(build(change)).map(({ code }) => code);
}

const pull = { eventName: 'pull_request', ref: 'refs/pull/7/merge' } as const;
const pullClaims = { event_name: 'pull_request', ref: 'refs/pull/7/merge' } as const;
const other = `fabrikam/suite/${workflow}`;

describe('listProblems', () => {
  const rows: readonly (readonly [string, Change, readonly string[]])[] = [
    ['nothing of a job as it must be', {}, []],
    [
      'another server',
      { job: { serverUrl: 'https://ghe.contoso.example' } },
      ['PREFLIGHT_SERVER_UNSUPPORTED'],
    ],
    [
      'an event that is not allowed',
      { job: { eventName: 'schedule' }, claims: { event_name: 'schedule' } },
      ['PREFLIGHT_EVENT_FORBIDDEN'],
    ],
    [
      'another branch',
      { job: { ref: 'refs/heads/topic' }, claims: { ref: 'refs/heads/topic' } },
      ['PREFLIGHT_REF_FORBIDDEN'],
    ],
    [
      'a tag of the branch’s name',
      { job: { ref: 'refs/tags/main' }, claims: { ref: 'refs/tags/main' } },
      ['PREFLIGHT_REF_FORBIDDEN'],
    ],
    [
      'a pull request where none is allowed',
      { job: pull, claims: pullClaims, found: { isFork: false } },
      ['PREFLIGHT_EVENT_FORBIDDEN', 'PREFLIGHT_REF_FORBIDDEN'],
    ],
    [
      'nothing of a pull request that is allowed',
      { expected: { events: ['pull_request'] }, job: pull, claims: pullClaims, found: { isFork: false } },
      [],
    ],
    [
      'a pull request of a fork',
      { expected: { events: ['pull_request'] }, job: pull, claims: pullClaims, found: { isFork: true } },
      ['PREFLIGHT_FORK'],
    ],
    [
      'a pull request of which nobody says where it comes from',
      { expected: { events: ['pull_request'] }, job: pull, claims: pullClaims },
      ['PREFLIGHT_FORK'],
    ],
    [
      'a pull request with the ref of a branch',
      {
        expected: { events: ['pull_request'] },
        job: { eventName: 'pull_request' },
        claims: { event_name: 'pull_request' },
        found: { isFork: false },
      },
      ['PREFLIGHT_REF_FORBIDDEN'],
    ],
    [
      'a branch without protection',
      { found: { isBranchProtected: false } },
      ['PREFLIGHT_BRANCH_UNPROTECTED'],
    ],
    [
      'a token of another run and commit',
      { claims: { run_id: '43', sha: workflowSha } },
      ['PREFLIGHT_CLAIMS_FOREIGN', 'PREFLIGHT_CLAIMS_FOREIGN'],
    ],
    ['a token of another attempt', { claims: { run_attempt: '1' } }, ['PREFLIGHT_CLAIMS_FOREIGN']],
    [
      'another workflow',
      { expected: { workflow: '.github/workflows/gate.yml' } },
      ['PREFLIGHT_WORKFLOW_MISMATCH'],
    ],
    [
      'the workflow of a topic branch',
      { claims: { job_workflow_ref: `contoso/lazaret/${workflow}@refs/heads/topic` } },
      ['PREFLIGHT_WORKFLOW_MISMATCH', 'PREFLIGHT_SUBJECT_BROAD'],
    ],
    [
      'the workflow of another repository by a branch',
      { claims: { job_workflow_ref: `${other}@refs/heads/main` } },
      ['PREFLIGHT_WORKFLOW_MISMATCH', 'PREFLIGHT_SUBJECT_BROAD'],
    ],
    [
      'nothing of another repository’s workflow by its commit',
      {
        claims: {
          job_workflow_ref: `${other}@${workflowSha}`,
          sub: `repo:contoso@5/lazaret@7:environment:promote:job_workflow_ref:${other}@${workflowSha}`,
        },
        found: { isWorkflowCommitKnown: undefined },
      },
      [],
    ],
    [
      'a commit that the token contradicts',
      { claims: { job_workflow_ref: `${other}@${sha}`, sub: `x:job_workflow_ref:${other}@${sha}` } },
      ['PREFLIGHT_WORKFLOW_MISMATCH'],
    ],
    [
      'a commit that the branch does not have',
      { found: { isWorkflowCommitKnown: false } },
      ['PREFLIGHT_WORKFLOW_COMMIT_UNKNOWN'],
    ],
    [
      'a job outside the environment',
      { claims: { environment: 'staging' } },
      ['PREFLIGHT_ENVIRONMENT_MISMATCH'],
    ],
    [
      'an environment that is not there',
      { found: { environment: 'missing' } },
      ['PREFLIGHT_ENVIRONMENT_MISSING'],
    ],
    ['bypass by administrators', { settings: { canAdminsBypass: true } }, ['PREFLIGHT_ENVIRONMENT_BYPASS']],
    ['self-review', { settings: { preventSelfReview: false } }, ['PREFLIGHT_ENVIRONMENT_SELF_REVIEW']],
    [
      'no reviewers in a private repository',
      { settings: { reviewerCount: 0 } },
      ['PREFLIGHT_ENVIRONMENT_REVIEWERS', 'PREFLIGHT_PLAN_LACKS_REVIEWERS'],
    ],
    [
      'no reviewers in a public one',
      {
        settings: { reviewerCount: 0 },
        found: {
          repository: { defaultBranch: 'main', visibility: 'public', canPush: false },
          environment: { ...settings, reviewerCount: 0 },
        },
      },
      ['PREFLIGHT_ENVIRONMENT_REVIEWERS'],
    ],
    [
      'a second branch',
      { settings: { branchPatterns: ['main', 'release/*'] } },
      ['PREFLIGHT_ENVIRONMENT_BRANCHES'],
    ],
    [
      'all protected branches',
      { settings: { branchPolicy: 'protected', branchPatterns: [] } },
      ['PREFLIGHT_ENVIRONMENT_BRANCHES'],
    ],
    ['another runner group', { found: { runner: { group: 'Default' } } }, ['PREFLIGHT_RUNNER_MISMATCH']],
    ['a runner that nobody knows', { found: { runner: 'missing' } }, ['PREFLIGHT_RUNNER_UNKNOWN']],
    [
      'a personal token with rights',
      {
        found: {
          token: { isJobToken: false, hasAdministration: true },
          repository: { defaultBranch: 'main', visibility: 'private', canPush: true },
        },
      },
      ['PREFLIGHT_TOKEN_FOREIGN', 'PREFLIGHT_TOKEN_EXCESSIVE', 'PREFLIGHT_TOKEN_EXCESSIVE'],
    ],
    [
      'GitHub’s default subject',
      { claims: { sub: 'repo:contoso@5/lazaret@7:environment:promote' } },
      ['PREFLIGHT_SUBJECT_BROAD'],
    ],
    ['the other form of subject', { expected: { subjectForm: 'old' } }, ['PREFLIGHT_SUBJECT_FORM']],
    [
      'clocks that are off either way',
      {
        found: {
          clocks: [
            { system: 'GitHub', skewMs: maxSkewMs + 1 },
            { system: 'Entra ID', skewMs: -maxSkewMs - 1 },
            { system: 'x', skewMs: maxSkewMs },
          ],
        },
      },
      ['PREFLIGHT_CLOCK_SKEWED', 'PREFLIGHT_CLOCK_SKEWED'],
    ],
    [
      'everything at once',
      {
        job: { ref: 'refs/heads/topic', eventName: 'schedule' },
        claims: { event_name: 'schedule', ref: 'refs/heads/topic', environment: 'x' },
        settings: { canAdminsBypass: true, preventSelfReview: false },
        found: { runner: { group: 'Default' }, isBranchProtected: false },
      },
      [
        'PREFLIGHT_EVENT_FORBIDDEN',
        'PREFLIGHT_REF_FORBIDDEN',
        'PREFLIGHT_BRANCH_UNPROTECTED',
        'PREFLIGHT_ENVIRONMENT_MISMATCH',
        'PREFLIGHT_ENVIRONMENT_BYPASS',
        'PREFLIGHT_ENVIRONMENT_SELF_REVIEW',
        'PREFLIGHT_RUNNER_MISMATCH',
      ],
    ],
  ];

  it.each(rows)('finds %s', (_, change, codes) => {
    expect(codesOf(change)).toEqual(codes);
  });
});

describe('classifySubject', () => {
  const named = `:job_workflow_ref:${workflowRef}`;
  it.each([
    ['old', `repo:contoso/lazaret:ref:refs/heads/main${named}`, true],
    ['old', 'repo:Contoso/Lazaret:environment:promote', false],
    ['immutable', `repo:contoso@5/lazaret@7:ref:refs/heads/main${named}`, true],
    ['other', 'repo:contoso/lazaret2:ref:refs/heads/main', false],
    ['other', `job_workflow_ref:${workflowRef}`, true],
    ['other', `repository_id:7:job_workflow_ref:${workflowRef}x`, false],
    ['other', `job_workflow_ref:${workflowRef}:environment:x`, true],
  ])('is %s for %s', (form, sub, namesWorkflow) => {
    expect(classifySubject({ ...claims, sub })).toEqual({ form, namesWorkflow });
  });

  it('reads colons of a value as GitHub writes them', () => {
    const odd = 'contoso/lazaret/.github/workflows/a:b.yml@refs/heads/main';
    const sub =
      'repo:contoso/lazaret:ref:x:job_workflow_ref:contoso/lazaret/.github/workflows/a%3Ab.yml@refs/heads/main';
    expect(classifySubject({ ...claims, sub, job_workflow_ref: odd }).namesWorkflow).toBe(true);
  });
});

describe('readClaims', () => {
  function token(payload: unknown): string {
    return `e30.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.c2ln`;
  }

  it('takes the claims that are looked at and no others', () => {
    expect(readClaims(token({ ...claims, secret: 'x' }))).toEqual({ ok: true, value: claims });
  });

  it.each([
    ['no token', 'hunter2', ['it is no JSON Web Token']],
    ['no JSON', 'e30.aHVudGVyMg.c2ln', ['its claims are no JSON']],
  ])('says nothing of %s but that', (_, text, problems) => {
    expect(readClaims(text)).toEqual({ ok: false, problems });
  });

  it('names the claim that is missing', () => {
    const checked = readClaims(token({ ...claims, job_workflow_ref: undefined }));
    expect(checked.ok ? [] : checked.problems.map((problem) => problem.split(':')[0])).toEqual([
      'job_workflow_ref',
    ]);
  });
});

describe('parseWorkflowRef', () => {
  it.each([
    [workflowRef, { repository: 'contoso/lazaret', path: workflow, ref: 'refs/heads/main' }],
    ['contoso/lazaret@main', undefined],
    ['', undefined],
  ])('reads %j', (text, parts) => {
    expect(parseWorkflowRef(text)).toEqual(parts);
  });
});
