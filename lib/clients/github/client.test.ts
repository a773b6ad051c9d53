import { describe, expect, it } from '@jest/globals';
import { createStillClock, scriptHttp } from '../../../test/support/scripted-http.ts';
import type { ScriptedAnswer, ScriptedHttp, SeenRequest } from '../../../test/support/scripted-http.ts';
import { CodedError } from '../../base/errors/index.ts';
import { createGithubClient } from './index.ts';
import type { GithubClient } from './index.ts';

const apiUrl = 'https://api.github.com';
const sha = 'a'.repeat(40);
const person = { id: 7, login: 'workload-developer', type: 'User' };

function createRig(answer: (request: SeenRequest, index: number) => ScriptedAnswer) {
  const http: ScriptedHttp = scriptHttp(answer);
  const clock = createStillClock();
  const options = { apiUrl, repository: 'contoso/lazaret', token: 'gh-secret', httpClient: http };
  const github: GithubClient = createGithubClient({ ...options, ports: { clock, random: () => 0 } });
  return { http, github, clock };
}

async function coded(work: Promise<unknown>): Promise<CodedError> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (error instanceof CodedError) return error;
  throw new Error(`no coded error: ${String(error)}`);
}

function commit(letter: string, more: object = {}): object {
  const facts = {
    message: `m ${letter}`,
    author: { email: 'a@x' },
    committer: { email: 'c@x' },
    verification: { verified: true },
  };
  return {
    sha: letter.repeat(40),
    commit: facts,
    author: person,
    committer: null,
    parents: [{ sha }],
    ...more,
  };
}

describe('createGithubClient', () => {
  it('reads a run with its version header and token', async () => {
    const body = {
      id: 5,
      run_attempt: 2,
      head_sha: sha,
      head_branch: 'main',
      event: 'push',
      actor: person,
      triggering_actor: null,
    };
    const { http, github } = createRig(() => ({ status: 200, body }));
    expect(await github.readRunAttempt(5, 2)).toEqual({
      id: 5,
      attempt: 2,
      headSha: sha,
      headBranch: 'main',
      event: 'push',
      actor: { id: 7, login: 'workload-developer', isBot: false },
      triggeringActor: undefined,
    });
    expect(http.requests[0]?.url.href).toBe(`${apiUrl}/repos/contoso/lazaret/actions/runs/5/attempts/2`);
    expect(http.requests[0]?.headers.get('authorization')).toBe('Bearer gh-secret');
    expect(http.requests[0]?.headers.get('x-github-api-version')).toBe('2022-11-28');
  });

  it('reads all pages of a comparison', async () => {
    const next = `<${apiUrl}/repositories/1/compare/x?page=2>; rel="next"`;
    const page = (letter: string): object => ({
      status: 'ahead',
      total_commits: 2,
      commits: [commit(letter)],
    });
    const { github } = createRig((_seen, index) =>
      index === 0
        ? { status: 200, headers: { link: next }, body: page('a') }
        : { status: 200, body: page('b') },
    );
    const { status, commits } = await github.compare('v1', 'main');
    expect([status, commits.map((facts) => facts.sha[0])]).toEqual(['ahead', ['a', 'b']]);
    expect(commits[0]).toMatchObject({
      author: { login: 'workload-developer' },
      committer: undefined,
      authorEmail: 'a@x',
      isVerified: true,
    });
  });

  it('refuses to take a list for whole that goes on elsewhere', async () => {
    const headers = { link: '<https://elsewhere.example/x?page=2>; rel="next"' };
    const { http, github } = createRig(() => ({ status: 200, headers, body: [commit('a')] }));
    expect((await coded(github.listCommits(sha, 10))).code).toBe('NETWORK_PAGE_ELSEWHERE');
    expect(http.requests).toHaveLength(1);
  });

  it.each([
    { count: 1, isComplete: true },
    { count: 250, isComplete: false },
  ])('takes $count commits of a pull request for all: $isComplete', async ({ count, isComplete }) => {
    const body = Array.from({ length: count }, () => commit('a'));
    const { http, github } = createRig(() => ({ status: 200, body }));
    const answer = await github.listPullRequestCommits(7);
    expect([answer.commits.length, answer.isComplete]).toEqual([count, isComplete]);
    expect(http.requests[0]?.url.pathname).toBe('/repos/contoso/lazaret/pulls/7/commits');
  });

  it('refuses a comparison that is not whole', async () => {
    const { github } = createRig(() => ({
      status: 200,
      body: { status: 'ahead', total_commits: 300, commits: [commit('a')] },
    }));
    expect((await coded(github.compare('v1', 'main'))).code).toBe('GITHUB_MALFORMED');
  });

  it('takes the empty object for no account', async () => {
    const { github } = createRig(() => ({ status: 200, body: [commit('a', { author: {} })] }));
    const { commits, isComplete } = await github.listCommits(sha, 10);
    expect([commits[0]?.author, isComplete]).toEqual([undefined, true]);
  });

  it('says when the history goes on', async () => {
    const headers = { link: `<${apiUrl}/x?page=2>; rel="next"` };
    const { http, github } = createRig(() => ({ status: 200, headers, body: [commit('a'), commit('b')] }));
    const { commits, isComplete } = await github.listCommits(sha, 2);
    expect([commits.length, isComplete, http.requests.length]).toEqual([2, false, 1]);
  });

  it('reads the protection of an environment with its patterns', async () => {
    const environment = {
      name: 'promote',
      can_admins_bypass: false,
      protection_rules: [
        { type: 'branch_policy' },
        { type: 'required_reviewers', prevent_self_review: true, reviewers: [{}, {}] },
      ],
      deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
    };
    const { github } = createRig(({ url }) =>
      url.pathname.endsWith('deployment-branch-policies')
        ? { status: 200, body: { total_count: 1, branch_policies: [{ name: 'main' }] } }
        : { status: 200, body: environment },
    );
    expect(await github.findEnvironment('promote')).toEqual({
      name: 'promote',
      canAdminsBypass: false,
      preventSelfReview: true,
      reviewerCount: 2,
      branchPolicy: 'custom',
      branchPatterns: ['main'],
    });
  });

  it('takes a missing bypass switch for an allowed bypass', async () => {
    const body = { name: 'promote', protection_rules: [], deployment_branch_policy: null };
    const { github } = createRig(() => ({ status: 200, body }));
    expect(await github.findEnvironment('promote')).toMatchObject({
      canAdminsBypass: true,
      preventSelfReview: false,
      branchPolicy: 'none',
    });
  });

  it('asks each pull request for its merger', async () => {
    const { http, github } = createRig(({ url }) =>
      url.pathname.endsWith('/pulls')
        ? { status: 200, body: [{ number: 4 }] }
        : {
            status: 200,
            body: { number: 4, user: person, merged_by: { ...person, type: 'Bot' }, merge_commit_sha: sha },
          },
    );
    const [pull] = await github.listPullRequests(sha);
    expect(pull).toMatchObject({
      number: 4,
      author: { isBot: false },
      mergedBy: { isBot: true },
      mergeCommit: sha,
    });
    expect(http.requests).toHaveLength(2);
  });

  it('refuses a review state that it does not know', async () => {
    const { github } = createRig(() => ({
      status: 200,
      body: [{ state: 'maybe', user: person, comment: '', environments: [] }],
    }));
    expect((await coded(github.listApprovals(5))).code).toBe('GITHUB_MALFORMED');
  });

  it.each([
    ['GITHUB_UNAUTHORIZED', { status: 401, body: { message: 'Bad credentials' } }],
    ['GITHUB_FORBIDDEN', { status: 403, body: { message: 'Resource not accessible by integration' } }],
    ['GITHUB_NOT_FOUND', { status: 404, body: { message: 'Not Found' } }],
    [
      'GITHUB_RATE_LIMITED',
      { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1795000000' } },
    ],
    ['GITHUB_REFUSED', { status: 422 }],
    ['GITHUB_UNAVAILABLE', { status: 500 }],
  ])('throws %s', async (code, reply) => {
    const error = await coded(createRig(() => reply).github.listApprovals(5));
    expect(error.code).toBe(code);
    expect(error.message).not.toContain('gh-secret');
  });

  it('names the permission to grant', async () => {
    const { github } = createRig(() => ({
      status: 403,
      body: { message: 'Resource not accessible by integration' },
    }));
    expect((await coded(github.listPullRequests(sha))).reason).toContain('pull-requests: read');
  });

  it('waits as long as GitHub asks', async () => {
    const body = { default_branch: 'main' };
    const { github, clock } = createRig((_seen, index) =>
      index === 0 ? { status: 429, headers: { 'Retry-After': '4' } } : { status: 200, body },
    );
    expect(await github.readDefaultBranch()).toBe('main');
    expect(clock.slept).toEqual([4000]);
  });
});
