import { describe, expect, it } from '@jest/globals';
import { InputProblem, Secret } from '../../../lib/action/index.ts';
import { splitResult } from '../../../lib/action/results.ts';
import { UserError } from '../../../lib/base/errors/index.ts';
import type { RunJob } from '../../../lib/clients/github/index.ts';
import { createRecordingLog } from '../../../test/support/recording-log.ts';
import type { Inputs, outputs as outputFields } from '../src/inputs.ts';
import { run } from '../src/main.ts';
import { parseEvents, parseWorkflow } from '../src/parse.ts';
import type { Deps } from '../src/ports.ts';
import { renderSummary } from '../src/summary.ts';

const sha = 'a'.repeat(40);
const now = Date.parse('2026-11-02T08:00:00Z');
const workflowRef = 'contoso/lazaret/.github/workflows/promote.yml@refs/heads/main';

const inputs: Inputs = {
  events: ['push'],
  workflow: '.github/workflows/promote.yml',
  environment: 'promote',
  runnerGroup: 'management-agents',
  tenantId: 'tenant',
  subjectForm: 'any',
  githubToken: new Secret('ghs_x'),
};

const claims = {
  sub: `repo:contoso/lazaret:environment:promote:job_workflow_ref:${workflowRef}`,
  repository: 'contoso/lazaret',
  ref: 'refs/heads/main',
  sha,
  event_name: 'push',
  run_id: '42',
  run_attempt: '1',
  environment: 'promote',
  job_workflow_ref: workflowRef,
  job_workflow_sha: sha,
};

const runningJob: RunJob = {
  id: 9,
  status: 'in_progress',
  runnerName: 'agent-1',
  runnerGroup: 'management-agents',
};

const job: Deps['job'] = {
  repository: 'contoso/lazaret',
  ...{ sha, ref: 'refs/heads/main', runId: 42, runAttempt: 1, eventName: 'push' },
  ...{ actor: 'a', triggeringActor: 'a', workflowRef, runnerName: 'agent-1' },
  ...{ serverUrl: 'https://github.com', apiUrl: 'https://api.github.com' },
};

const facts = { defaultBranch: 'main', visibility: 'public', canPush: undefined };

function mint(changes: Readonly<Record<string, unknown>> = {}): string {
  return `e30.${Buffer.from(JSON.stringify({ ...claims, ...changes })).toString('base64url')}.c2ln`;
}

function buildDeps(change: Partial<Deps> = {}): Deps {
  return {
    job,
    clock: { now: () => now },
    isJobToken: true,
    github: {
      findEnvironment: async (name) => ({
        ...{ name, canAdminsBypass: false, preventSelfReview: true, reviewerCount: 1 },
        ...{ branchPolicy: 'custom', branchPatterns: ['main'] },
      }),
      readBranch: async () => ({ sha, isProtected: true }),
      compare: async () => ({ status: 'diverged', commits: [] }),
    },
    preflight: {
      readRepository: async () => ({ facts, answeredAt: now }),
      findJob: async () => undefined,
      listJobs: async () => [runningJob],
      hasAdministration: async () => false,
    },
    readAzureTime: async () => now,
    getIdToken: async () => mint(),
    readEvent: async () => undefined,
    ...change,
  };
}

async function play(change: Partial<Deps> = {}, inputsChange: Partial<Inputs> = {}) {
  const log = createRecordingLog();
  const given = { ...inputs, ...inputsChange };
  const result = splitResult<typeof outputFields>(await run(given, buildDeps(change), log));
  log.assertClosed();
  const problems = JSON.parse(result.outputs.problems) as { code: string; reason: string }[];
  const summary = renderSummary(result.outputs, given);
  return { ...result, problems, codes: problems.map(({ code }) => code), summary, log };
}

function refuse(): Promise<never> {
  return Promise.reject(new UserError('GITHUB_FORBIDDEN', { subject: '/x', reason: 'HTTP 403' }));
}

describe('preflight', () => {
  it('lets a job go on that is as it must be', async () => {
    const { outputs, verdict, summary } = await play();
    expect(verdict).toEqual({ isFailure: false, message: 'The job runs where and as it must' });
    expect(outputs).toEqual({
      problems: '[]',
      subject: claims.sub,
      subjectForm: 'old',
      workflowRef,
      workflowCommit: sha,
      branch: 'main',
    });
    expect(summary).toMatchSnapshot();
  });

  it('fails for every question that could not be asked, all at once', async () => {
    const { preflight } = buildDeps();
    const { codes, verdict, outputs } = await play({
      getIdToken: () =>
        Promise.reject(new UserError('ID_TOKEN_NOT_PERMITTED', { subject: 'x', reason: 'y' })),
      github: { findEnvironment: refuse, readBranch: refuse, compare: refuse },
      preflight: { ...preflight, listJobs: refuse, hasAdministration: refuse },
      readAzureTime: refuse,
    });
    expect(codes.toSorted()).toEqual([
      ...Array<string>(5).fill('GITHUB_FORBIDDEN'),
      'ID_TOKEN_NOT_PERMITTED',
    ]);
    expect([verdict?.isFailure, outputs.subject]).toEqual([true, '']);
  });

  it('fails when not even the repository can be read', async () => {
    const { preflight } = buildDeps();
    expect((await play({ preflight: { ...preflight, readRepository: refuse } })).codes).toEqual([
      'GITHUB_FORBIDDEN',
    ]);
  });

  it('hands a bug on as it is', async () => {
    const broken = { ...buildDeps().github, readBranch: () => Promise.reject(new TypeError('x')) };
    await expect(play({ github: broken })).rejects.toThrow(TypeError);
  });

  it('says nothing of the token but what it looked at', async () => {
    const { log, summary, outputs, codes } = await play({ getIdToken: async () => 'hunter2' });
    expect(codes).toEqual(['ID_TOKEN_UNAVAILABLE']);
    expect(JSON.stringify([log, summary, outputs])).not.toContain('hunter2');
  });

  it('asks for the history of a commit that is not the tip of the branch', async () => {
    const older = 'b'.repeat(40);
    const asked: string[] = [];
    const github = {
      ...buildDeps().github,
      compare: async (base: string, head: string) => {
        asked.push(base, head);
        return { status: 'ahead' as const, commits: [] };
      },
    };
    const token = { getIdToken: async () => mint({ job_workflow_sha: older }) };
    expect((await play({ ...token, github })).codes).toEqual([]);
    expect(asked).toEqual([older, sha]);
    expect((await play(token)).codes).toEqual(['PREFLIGHT_WORKFLOW_COMMIT_UNKNOWN']);
  });

  it.each([
    [
      'its own, by the runner',
      [{ ...runningJob, id: 1, runnerName: 'agent-2', runnerGroup: 'x' }, runningJob],
      [],
    ],
    [
      'one that ended on the same runner',
      [{ ...runningJob, id: 1, status: 'completed', runnerGroup: 'x' }, runningJob],
      [],
    ],
    ['another group', [{ ...runningJob, runnerGroup: 'Default' }], ['PREFLIGHT_RUNNER_MISMATCH']],
    ['a job without a group', [{ ...runningJob, runnerGroup: undefined }], ['PREFLIGHT_RUNNER_UNKNOWN']],
    ['two running jobs on one name', [runningJob, { ...runningJob, id: 10 }], ['PREFLIGHT_RUNNER_UNKNOWN']],
    ['none', [], ['PREFLIGHT_RUNNER_UNKNOWN']],
  ])('knows the job among those of the run: %s', async (_, jobs, codes) => {
    const preflight = { ...buildDeps().preflight, listJobs: async () => jobs };
    expect((await play({ preflight })).codes).toEqual(codes);
  });

  it('knows the job by the token’s check run where there is one', async () => {
    const findJob = async (id: string) => (id === '9' ? runningJob : undefined);
    const preflight = { ...buildDeps().preflight, findJob, listJobs: refuse };
    const codesOf = async (id: string) =>
      (await play({ preflight, getIdToken: async () => mint({ check_run_id: id }) })).codes;
    expect(await codesOf('9')).toEqual([]);
    expect(await codesOf('7')).toEqual(['PREFLIGHT_RUNNER_UNKNOWN']);
    expect(await codesOf('../7')).toEqual(['ID_TOKEN_UNAVAILABLE', 'GITHUB_FORBIDDEN']);
  });

  it('compares its clock with GitHub’s and Entra’s, and takes the time of the answer into account', async () => {
    const minutes = (count: number): number => now + count * 60_000;
    const preflight = {
      ...buildDeps().preflight,
      readRepository: async () => ({ facts, answeredAt: minutes(3) }),
    };
    const both = await play({ preflight, readAzureTime: async () => minutes(-10) });
    expect(both.problems.map(({ code, reason }) => [code, reason])).toEqual([
      ['PREFLIGHT_CLOCK_SKEWED', 'the runner is 180 s behind'],
      ['PREFLIGHT_CLOCK_SKEWED', 'the runner is 600 s ahead'],
    ]);
  });

  it.each([
    [2, []],
    [9, []],
    [13, ['PREFLIGHT_CLOCK_SKEWED']],
  ])('takes any time within a slow answer as right: minute %d of 4 to 8', async (minute, codes) => {
    let time = now;
    const clock = { now: () => (time += 4 * 60_000) };
    const answeredAt = now + minute * 60_000;
    const preflight = { ...buildDeps().preflight, readRepository: async () => ({ facts, answeredAt }) };
    expect((await play({ clock, preflight }, { tenantId: undefined })).codes).toEqual(codes);
  });

  it.each([
    ['the repository', { head: { repo: { id: 7 } }, base: { repo: { id: 7 } } }, []],
    ['a fork', { head: { repo: { id: 8 } }, base: { repo: { id: 7 } } }, ['PREFLIGHT_FORK']],
    ['a fork that is gone', { head: { repo: null }, base: { repo: { id: 7 } } }, ['PREFLIGHT_FORK']],
    ['nobody knows where', {}, ['PREFLIGHT_FORK']],
  ])('takes a pull request from %s as that', async (_, pull, codes) => {
    const change = { eventName: 'pull_request', ref: 'refs/pull/3/merge' };
    const result = await play(
      {
        job: { ...job, ...change },
        getIdToken: async () => mint({ event_name: change.eventName, ref: change.ref }),
        readEvent: async () => ({ pull_request: pull }),
      },
      { events: ['pull_request'] },
    );
    expect(result.codes).toEqual(codes);
  });
});

describe('parseEvents', () => {
  it('takes commas and lines', () => {
    expect(parseEvents('push, workflow_dispatch\nschedule')).toEqual([
      'push',
      'workflow_dispatch',
      'schedule',
    ]);
  });

  it.each(['', ' , ', 'Push', 'push; rm', 'pull_request_target', 'push workflow_run', 'issue_comment'])(
    'refuses %j',
    (text) => {
      expect(() => parseEvents(text)).toThrow(InputProblem);
    },
  );
});

describe('parseWorkflow', () => {
  it.each(['promote.yml', '.github/workflows/promote.yml'])('takes %s', (text) => {
    expect(parseWorkflow(text)).toBe('.github/workflows/promote.yml');
  });

  it.each(['', 'promote', '../promote.yml', 'a/b.yml', '.github/workflows/../x.yml', 'x.yml@main'])(
    'refuses %j',
    (text) => {
      expect(() => parseWorkflow(text)).toThrow(InputProblem);
    },
  );
});
