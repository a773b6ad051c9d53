import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { name, useGithub } from './testing/bench.ts';

const { github } = useGithub();
let folder: string;
let server: Server;
let base: string;

// What the gateway does for github.com.
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lazaret-push-'));
  server = createServer((incoming, outgoing) => {
    const entries = Object.entries(incoming.headers).map(([key, value]) => [key, String(value)] as const);
    const headers = new Headers(entries.map(([key, value]): [string, string] => [key, value]));
    const body =
      incoming.method === 'POST' ? { body: Readable.toWeb(incoming), duplex: 'half' as const } : {};
    const init = { method: incoming.method ?? 'GET', headers, ...body };
    const request = new Request(`https://github.com${incoming.url ?? ''}`, init);
    void github()
      .services[1]?.handle(request)
      .then(async (response) => {
        outgoing.writeHead(response.status, Object.fromEntries(response.headers));
        for await (const chunk of response.body ?? []) outgoing.write(chunk);
        outgoing.end();
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const files = { 'a.txt': 'one\n', '.github/workflows/x.yml': 'on: push\n' };
  const first = { branch: 'main', message: 'First', author: 'platform-engineer', files };
  await github().hub.commit(name, first);
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

async function git(...args: readonly string[]): Promise<string> {
  const env = {
    ...{ PATH: process.env['PATH'] ?? '', HOME: folder, GIT_TERMINAL_PROMPT: '0', GIT_CONFIG_NOSYSTEM: '1' },
    ...{ GIT_AUTHOR_NAME: 'x', GIT_AUTHOR_EMAIL: 'x@example.com' },
    ...{ GIT_COMMITTER_NAME: 'x', GIT_COMMITTER_EMAIL: 'x@example.com' },
  };
  const { stdout, stderr } = await promisify(execFile)('git', [...args], { env, cwd: folder });
  return stdout + stderr;
}

/** A clone with one more commit, whose pushes carry that token. */
async function clone(
  token: string,
  file = 'b.txt',
): Promise<(...args: readonly string[]) => Promise<string>> {
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  const config = ['-c', `http.extraHeader=Authorization: Basic ${basic}`];
  await git(...config, 'clone', '--quiet', `${base}/${name}.git`, 'clone');
  await writeFile(join(folder, 'clone', file), 'changed\n');
  const run = (...args: readonly string[]) => git('-C', join(folder, 'clone'), ...config, ...args);
  await run('add', '--all');
  await run('commit', '--quiet', '--message', 'Change');
  return run;
}

async function publish(tag: string): Promise<void> {
  const token = github().tokenOf('platform-engineer', name, write);
  const url = `https://api.github.com/repos/${name}/releases`;
  const headers = { authorization: `Bearer ${token}`, 'user-agent': 'test' };
  const request = new Request(url, { method: 'POST', headers, body: JSON.stringify({ tag_name: tag }) });
  expect((await github().services[0]?.handle(request))?.status).toBe(201);
}

const write = { contents: 'write' } as const;

describe('git push', () => {
  it('moves a branch, and its pull request follows', async () => {
    const { hub, tokenOf } = github();
    const run = await clone(tokenOf('workload-developer', name, write));
    await run('push', '--quiet', 'origin', 'HEAD:feature');
    const order = { author: 'workload-developer', branch: 'feature', title: 'x' };
    const { headSha, number } = await hub.openPullRequest(name, order);
    await hub.reviewPullRequest(name, { number, login: 'second-approver', state: 'APPROVED' });
    const seen: string[] = [];
    hub.on((event) => void seen.push(`${event.name} ${event.actor} ${event.isFromJob}`));
    await run('commit', '--quiet', '--allow-empty', '--message', 'More');
    await run('push', '--quiet', 'origin', 'HEAD:feature');
    const pull = hub.findRepository(name)?.pullRequests[0];
    expect(pull?.headSha).not.toBe(headSha);
    expect(pull?.reviews).toMatchObject([{ state: 'DISMISSED' }]);
    expect(seen).toEqual(['push workload-developer false', 'pull_request workload-developer false']);
  });

  it.each([
    ['the protected branch', ['HEAD:main'], 'GH006'],
    ['a ref of pull requests', ['HEAD:refs/pull/1/head'], 'hidden ref'],
    ['the removal of the default branch', ['--delete', 'main'], 'refusing to delete'],
    ['the removal of a tag with an immutable release', ['--delete', 'v1.0.0'], 'immutable release'],
    ['another commit for such a tag', ['--force', 'HEAD:refs/tags/v1.0.0'], 'immutable release'],
  ])('refuses %s', async (_, args, words) => {
    const before = await github().git.tip(name, 'main');
    await publish('v1.0.0');
    const run = await clone(github().tokenOf('workload-developer', name, write));
    await expect(run('push', 'origin', ...args)).rejects.toMatchObject({
      stderr: expect.stringContaining(words),
    });
    expect(await github().git.tip(name, 'main')).toBe(before);
    expect(await github().git.tip(name, 'refs/tags/v1.0.0')).toBe(before);
  });

  it('lets an administrator past the rule, unless it holds for them too', async () => {
    const { hub, tokenOf } = github();
    const run = await clone(tokenOf('platform-engineer', name, write));
    await run('push', '--quiet', 'origin', 'HEAD:main');
    const protections = hub.findRepository(name)?.protections ?? [];
    const strict = protections.map((rule) => ({ ...rule, enforceAdmins: true }));
    protections.splice(0, 1, ...strict);
    await run('commit', '--quiet', '--allow-empty', '--message', 'More');
    await expect(run('push', 'origin', 'HEAD:main')).rejects.toMatchObject({ code: 1 });
  });

  it('lets a job push what is no workflow, and says that it was a job', async () => {
    const { hub, tokenFor, git: store } = github();
    const seen: boolean[] = [];
    hub.on(({ isFromJob }) => void seen.push(isFromJob));
    const token = tokenFor({ repository: name, permissions: write });
    const run = await clone(token);
    await run('push', '--quiet', 'origin', 'HEAD:bump');
    await writeFile(join(folder, 'clone/.github/workflows/x.yml'), 'on: pull_request\n');
    await run('commit', '--quiet', '--all', '--message', 'Workflow');
    const tip = await store.tip(name, 'bump');
    await expect(run('push', 'origin', 'HEAD:bump')).rejects.toMatchObject({
      stderr: expect.stringContaining('without `workflows` permission'),
    });
    expect([await store.tip(name, 'bump'), seen]).toEqual([tip, [true]]);
  });

  it.each([
    ['contents: read', 'workload-developer', 'read'],
    ['no role in the repository', 'outside-contributor', 'write'],
  ] as const)('refuses a token with %s', async (_, login, level) => {
    const run = await clone(github().tokenOf(login, name, { contents: level }));
    await expect(run('push', 'origin', 'HEAD:x')).rejects.toMatchObject({
      stderr: expect.stringContaining('403'),
    });
  });
});
