import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createWorld } from '../world/index.ts';
import type { World } from '../world/index.ts';
import { createGithub } from './index.ts';
import type { Github } from './index.ts';

const name = 'contoso/lazaret';
let folder = '';
let world: World;
let github: Github;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lazaret-github-test-'));
  world = await createWorld({ folder, now: Date.parse('2026-11-21T10:00:00Z') });
  github = createGithub(world);
});
afterEach(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

const allRead = { actions: 'read', contents: 'read', 'pull-requests': 'read' } as const;

async function get(path: string, permissions: Readonly<Record<string, 'read' | 'write'>> = allRead) {
  const token = github.tokenFor({ repository: name, permissions });
  const [rest] = github.services;
  const response = await rest?.handle(
    new Request(`https://api.github.com${path}`, {
      headers: { authorization: `Bearer ${token}`, 'user-agent': 'test' },
    }),
  );
  if (response === undefined) throw new Error('no REST service');
  const body: unknown = await response.json();
  return { status: response.status, link: response.headers.get('link'), body };
}

async function buildHistory() {
  const base = { message: 'First', author: 'platform-engineer' };
  const first = await github.hub.commit(name, {
    ...base,
    branch: 'main',
    files: { 'a.txt': 'one\n', 'b.txt': 'b\n' },
  });
  const change = {
    message: 'Change a',
    author: 'workload-developer',
    files: { 'a.txt': 'two\n', 'b.txt': null },
  };
  await github.git.commit(name, {
    ...change,
    branch: 'feature',
    parents: [first],
    author: { name: 'workload-developer', email: '71500101+workload-developer@users.noreply.github.com' },
    committer: { name: 'somebody', email: 'somebody@example.com' },
  });
  const pull = await github.hub.openPullRequest(name, {
    author: 'workload-developer',
    branch: 'feature',
    title: 'Change a',
  });
  const merged = await github.hub.merge(name, { number: pull.number, merger: 'platform-engineer' });
  return { first, merged };
}

describe('compare', () => {
  it('tells the commits oldest first, with null for an unknown address and GitHub as signer of the merge', async () => {
    const { first, merged } = await buildHistory();
    const { body } = await get(`/repos/${name}/compare/${first}...${merged}`);
    expect(body).toMatchObject({
      status: 'ahead',
      total_commits: 2,
      commits: [
        {
          commit: { message: 'Change a', verification: { verified: false } },
          author: { login: 'workload-developer' },
          committer: null,
        },
        {
          sha: merged,
          commit: { verification: { verified: true } },
          author: { login: 'platform-engineer' },
          committer: { login: 'web-flow' },
        },
      ],
    });
  });

  it('pages with a Link header', async () => {
    const { first, merged } = await buildHistory();
    const { link, body } = await get(`/repos/${name}/compare/${first}...${merged}?per_page=1&page=2`);
    expect(body).toMatchObject({ commits: [{ sha: merged }] });
    expect(link).toContain('rel="prev"');
    expect(link).not.toContain('rel="next"');
  });

  it('answers 404 for a commit that is not there', async () => {
    const { first } = await buildHistory();
    expect((await get(`/repos/${name}/compare/${first}...${'0'.repeat(40)}`)).status).toBe(404);
  });
});

describe('pull requests of a commit', () => {
  it('finds the one that brought it in, and its merger in the full model', async () => {
    const { merged } = await buildHistory();
    const { body } = await get(`/repos/${name}/commits/${merged}/pulls`);
    expect(body).toMatchObject([
      { number: 1, user: { login: 'workload-developer' }, merge_commit_sha: merged },
    ]);
    expect((await get(`/repos/${name}/pulls/1`)).body).toMatchObject({
      merged_by: { login: 'platform-engineer' },
    });
  });

  it('lists the commits of its branch, not the merge', async () => {
    const { merged } = await buildHistory();
    const { body } = await get(`/repos/${name}/pulls/1/commits`);
    expect(body).toMatchObject([{ author: { login: 'workload-developer' } }]);
    expect(JSON.stringify(body)).not.toContain(`"sha":"${merged}"`);
    expect((await get(`/repos/${name}/pulls/9/commits`)).status).toBe(404);
  });
});

describe('permissions', () => {
  it.each([
    ['actions', `/repos/${name}/environments/promote`],
    ['contents', `/repos/${name}/commits`],
  ])('refuses a token without %s', async (_, path) => {
    await buildHistory();
    expect(await get(path, {})).toMatchObject({
      status: 403,
      body: { message: 'Resource not accessible by integration' },
    });
    expect((await get(path)).status).toBe(200);
  });

  it('answers 401 to a token that nobody issued', async () => {
    const [rest] = github.services;
    const request = new Request(`https://api.github.com/repos/${name}`, {
      headers: { authorization: 'Bearer ghs_made_up', 'user-agent': 'test' },
    });
    expect((await rest?.handle(request))?.status).toBe(401);
  });
});

describe('runs and reviews', () => {
  it('tells each attempt with the one who asked for it', async () => {
    const { merged } = await buildHistory();
    const run = github.hub.startRun(name, {
      workflow: 'main.yml',
      event: 'push',
      sha: merged,
      branch: 'main',
      actor: 'platform-engineer',
    });
    github.hub.rerun(name, { runId: run.id, triggeringActor: 'workload-developer' });
    expect((await get(`/repos/${name}/actions/runs/${run.id}`)).body).toMatchObject({
      run_attempt: 2,
      actor: { login: 'platform-engineer' },
      triggering_actor: { login: 'workload-developer' },
    });
    expect((await get(`/repos/${name}/actions/runs/${run.id}/attempts/1`)).body).toMatchObject({
      triggering_actor: { login: 'platform-engineer' },
    });
  });

  it('takes a review from a listed reviewer who did not start the run, and from nobody else', async () => {
    const { merged } = await buildHistory();
    const run = github.hub.startRun(name, {
      workflow: 'main.yml',
      event: 'push',
      sha: merged,
      branch: 'main',
      actor: 'release-approver',
    });
    github.hub.requestApproval(name, { runId: run.id, environment: 'promote' });
    const answer = { environment: 'promote', state: 'approved', comment: 'fine' } as const;
    expect(() => {
      github.hub.review(name, run.id, { ...answer, login: 'release-approver' });
    }).toThrow('may not review');
    expect(() => {
      github.hub.review(name, run.id, { ...answer, login: 'workload-developer' });
    }).toThrow('no reviewer');
    github.hub.review(name, run.id, { ...answer, login: 'second-approver' });
    expect((await get(`/repos/${name}/actions/runs/${run.id}/approvals`)).body).toMatchObject([
      { state: 'approved', user: { login: 'second-approver' }, environments: [{ name: 'promote' }] },
    ]);
  });

  it('shows the protection of an environment', async () => {
    await buildHistory();
    expect((await get(`/repos/${name}/environments/promote`)).body).toMatchObject({
      can_admins_bypass: false,
      protection_rules: [
        { type: 'required_reviewers', prevent_self_review: true },
        { type: 'branch_policy' },
      ],
      deployment_branch_policy: { custom_branch_policies: true },
    });
    expect((await get(`/repos/${name}/environments/promote/deployment-branch-policies`)).body).toMatchObject({
      branch_policies: [{ name: 'main' }],
    });
  });
});

describe('git over HTTP', () => {
  async function withServer<T>(work: (base: string) => Promise<T>): Promise<T> {
    const [, git] = github.services;
    const server = createServer((incoming, outgoing) => {
      const headers = new Headers(
        Object.entries(incoming.headers).map(([key, value]): [string, string] => [key, String(value)]),
      );
      const body =
        incoming.method === 'POST' ? { body: Readable.toWeb(incoming), duplex: 'half' as const } : {};
      const init = { method: incoming.method ?? 'GET', headers, ...body };
      void git
        ?.handle(new Request(`https://github.com${incoming.url ?? ''}`, init))
        .then(async (response) => {
          outgoing.writeHead(response.status, Object.fromEntries(response.headers));
          for await (const chunk of response.body ?? []) outgoing.write(chunk);
          outgoing.end();
        });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return work(`http://127.0.0.1:${port}`).finally(() => server.close());
  }

  const clone = (base: string, ...config: string[]) =>
    promisify(execFile)(
      'git',
      [...config, 'clone', '--quiet', `${base}/${name}.git`, join(folder, 'clone')],
      {
        env: { PATH: process.env['PATH'] ?? '', HOME: folder, GIT_TERMINAL_PROMPT: '0' },
      },
    );

  it('lets the real git clone with a token that may read contents', async () => {
    await buildHistory();
    const token = github.tokenFor({ repository: name, permissions: { contents: 'read' } });
    const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
    await withServer((base) => clone(base, '-c', `http.extraHeader=Authorization: Basic ${basic}`));
    expect(await readFile(join(folder, 'clone', 'a.txt'), 'utf8')).toBe('two\n');
    await expect(readFile(join(folder, 'clone', 'b.txt'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('refuses a clone of a private repository without a token, and any push', async () => {
    await buildHistory();
    await expect(withServer((base) => clone(base))).rejects.toMatchObject({ code: 128 });
    const [, git] = github.services;
    const push = await git?.handle(
      new Request(`https://github.com/${name}.git/info/refs?service=git-receive-pack`),
    );
    expect(push?.status).toBe(401);
  });

  it('gives the tree of a commit as a tar', async () => {
    const { merged } = await buildHistory();
    const tar = await github.archive(`https://github.com/${name}.git`, merged);
    const chunks = [];
    for await (const chunk of tar ?? []) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString('latin1')).toContain('a.txt');
    expect(await github.archive('https://github.com/contoso/other.git', merged)).toBeUndefined();
  });
});
