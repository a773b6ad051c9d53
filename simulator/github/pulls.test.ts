import { describe, expect, it } from '@jest/globals';
import { name, useGithub } from './testing/bench.ts';

const { github, call } = useGithub();

async function buildPull(files: Readonly<Record<string, string>> = { 'a.txt': 'two\n' }) {
  const { hub } = github();
  const start = { 'a.txt': 'one\n', 'b.txt': 'b\n' };
  const base = { branch: 'main', message: 'First', author: 'platform-engineer', files: start };
  const first = await hub.commit(name, base);
  const change = { branch: 'feature', message: 'Change', author: 'workload-developer', files };
  const head = await hub.commit(name, change);
  const order = { author: 'workload-developer', branch: 'feature', title: 'Change a' };
  return { first, head, pull: await hub.openPullRequest(name, order) };
}

const approval = { login: 'second-approver', state: 'APPROVED' } as const;

describe('reviews', () => {
  it('are listed oldest first with their commit, and a push takes approvals back', async () => {
    const { head, pull } = await buildPull();
    const { hub } = github();
    await hub.reviewPullRequest(name, { ...approval, number: pull.number, state: 'COMMENTED' });
    await hub.reviewPullRequest(name, { ...approval, number: pull.number });
    const { body } = await call(`/repos/${name}/pulls/1/reviews`);
    expect(body).toMatchObject([
      { state: 'COMMENTED', commit_id: head, user: { login: 'second-approver' } },
      { state: 'APPROVED', commit_id: head, submitted_at: expect.stringMatching(/^2026-11-21T10:0\d:/) },
    ]);
    const more = { branch: 'feature', message: 'More', author: 'workload-developer', files: { c: 'c\n' } };
    const later = await hub.commit(name, more);
    expect(hub.findRepository(name)?.pullRequests[0]).toMatchObject({
      headSha: later,
      reviews: [{ state: 'COMMENTED' }, { state: 'DISMISSED' }],
    });
  });

  it('are refused from the author, over REST as on the page', async () => {
    await buildPull();
    const order = { method: 'POST', login: 'workload-developer', body: { event: 'APPROVE' } };
    expect(await call(`/repos/${name}/pulls/1/reviews`, order)).toMatchObject({
      status: 422,
      body: { errors: ['Can not approve your own pull request'] },
    });
    const other = await call(`/repos/${name}/pulls/1/reviews`, { ...order, login: 'second-approver' });
    expect(other).toMatchObject({ status: 200, body: { state: 'APPROVED' } });
  });

  it('need pull-requests: read', async () => {
    await buildPull();
    const permissions = { contents: 'write' } as const;
    expect((await call(`/repos/${name}/pulls/1/reviews`, { permissions })).status).toBe(403);
  });
});

describe('merge', () => {
  it('waits for an approval by somebody with write access, unless an administrator presses it', async () => {
    const { pull } = await buildPull();
    const { hub } = github();
    const { number } = pull;
    const path = `/repos/${name}/pulls/1/merge`;
    const order = { method: 'PUT', login: 'release-approver', body: {} };
    expect((await call(path, order)).status).toBe(405);
    await hub.reviewPullRequest(name, { ...approval, number, login: 'outside-contributor' });
    expect((await call(path, order)).status).toBe(405);
    await hub.reviewPullRequest(name, { ...approval, number });
    expect(await call(path, { ...order, body: { sha: '0'.repeat(40) } })).toMatchObject({ status: 409 });
    expect(await call(path, order)).toMatchObject({ status: 200, body: { merged: true } });
    await expect(hub.merge(name, { number, merger: 'platform-engineer' })).rejects.toMatchObject({
      status: 405,
    });
  });

  it.each([
    ['merge', 2, 'platform-engineer', 'web-flow', true],
    ['squash', 1, 'workload-developer', 'web-flow', true],
    ['rebase', 1, 'workload-developer', 'platform-engineer', false],
  ] as const)('by %s makes a commit of %d parents by %s, committed by %s', async (...row) => {
    const [method, parents, author, committer, verified] = row;
    const { pull } = await buildPull();
    const { hub } = github();
    const base = { branch: 'main', author: 'platform-engineer', files: { 'b.txt': 'changed\n' } };
    const moved = await hub.commit(name, { ...base, message: 'Meanwhile' });
    const order = { number: pull.number, merger: 'platform-engineer', method };
    const merged = await hub.merge(name, order);
    const { body } = await call(`/repos/${name}/commits/${merged}`);
    expect(body).toMatchObject({
      author: { login: author },
      committer: { login: committer },
      commit: { verification: { verified } },
    });
    const [commit] = await github().git.log(name, merged, { skip: 0, max: 1 });
    expect(commit?.parents).toHaveLength(parents);
    expect(commit?.parents[0]).toBe(moved);
    const read = (path: string) =>
      call(`/repos/${name}/contents/${path}`, { accept: 'application/vnd.github.raw+json' });
    expect([(await read('a.txt')).text, (await read('b.txt')).text]).toEqual(['two\n', 'changed\n']);
    expect((await call(`/repos/${name}/commits/${merged}/pulls`)).body).toMatchObject([{ number: 1 }]);
  });

  it('joins changes of one file, and refuses those that conflict', async () => {
    const lines = (first: string, last: string): string => `${first}\na\nb\nc\nd\ne\n${last}\n`;
    const { hub } = github();
    const base = { branch: 'main', message: 'First', author: 'platform-engineer' };
    await hub.commit(name, { ...base, files: { f: lines('1', '2') } });
    const change = { ...base, branch: 'feature', author: 'workload-developer' };
    await hub.commit(name, { ...change, files: { f: lines('x', '2') } });
    const order = { author: 'workload-developer', branch: 'feature', title: 'x' };
    const { number } = await hub.openPullRequest(name, order);
    const test = async () => hub.findRepository(name)?.pullRequests[0]?.testMergeSha;
    const before = await test();
    await hub.commit(name, { ...base, files: { f: lines('1', 'y') } });
    expect(await test()).not.toBe(before);
    expect(await github().git.tip(name, 'refs/pull/1/merge')).toBe(await test());
    await hub.commit(name, { ...base, files: { f: lines('z', 'y') } });
    expect(await test()).toBeUndefined();
    expect(await github().git.tip(name, 'refs/pull/1/merge')).toBeUndefined();
    expect((await call(`/repos/${name}/pulls/1`)).body).toMatchObject({ mergeable: false });
    await expect(hub.merge(name, { number, merger: 'platform-engineer' })).rejects.toMatchObject({
      status: 405,
    });
  });
});

describe('a fork', () => {
  it('opens a pull request whose head and test merge are fetched from the repository itself', async () => {
    const { hub, git } = github();
    const start = { branch: 'main', message: 'First', author: 'platform-engineer', files: { a: '1' } };
    await hub.commit(name, start);
    await hub.forkRepository(name, 'outside-contributor');
    const fork = 'outside-contributor/lazaret';
    const change = { ...start, branch: 'idea', author: 'outside-contributor', files: { b: '2' } };
    const head = await hub.commit(fork, change);
    const order = { title: 'Idea', head: 'outside-contributor:idea', base: 'main' };
    const opened = await call(`/repos/${name}/pulls`, {
      ...{ method: 'POST', login: 'outside-contributor', body: order },
    });
    expect(opened).toMatchObject({
      status: 201,
      body: { author_association: 'NONE', head: { sha: head, repo: { full_name: fork, fork: true } } },
    });
    expect(await git.tip(name, 'refs/pull/1/head')).toBe(head);
    const merge = (await git.tip(name, 'refs/pull/1/merge')) ?? '';
    expect((await git.log(name, merge, { skip: 0, max: 1 }))[0]?.parents[1]).toBe(head);
    await expect(hub.merge(name, { number: 1, merger: 'outside-contributor' })).rejects.toMatchObject({
      status: 403,
    });
  });
});

describe('webhooks', () => {
  it('tell pushes and pull requests with what their runs would check out', async () => {
    const { hub } = github();
    const seen: unknown[] = [];
    const stop = hub.on(({ name: event, ref, sha, actor, payload, isFromJob }) => {
      seen.push([event, payload['action'], ref, sha, actor, isFromJob]);
    });
    const { first, head, pull } = await buildPull();
    const test = pull.testMergeSha;
    const merged = await hub.merge(name, { number: 1, merger: 'platform-engineer' });
    stop();
    await hub.commit(name, { branch: 'main', message: 'x', author: 'platform-engineer', files: { x: 'x' } });
    expect(seen).toEqual([
      ['push', undefined, 'refs/heads/main', first, 'platform-engineer', false],
      ['push', undefined, 'refs/heads/feature', head, 'workload-developer', false],
      ['pull_request', 'opened', 'refs/pull/1/merge', test, 'workload-developer', false],
      ['push', undefined, 'refs/heads/main', merged, 'platform-engineer', false],
      ['pull_request', 'closed', 'refs/heads/main', merged, 'platform-engineer', false],
    ]);
  });
});
