import { describe, expect, it } from '@jest/globals';
import { everything, name, useGithub } from './testing/bench.ts';

const { github, call, world } = useGithub();

async function commit(branch = 'main', files: Readonly<Record<string, string>> = { a: '1' }) {
  const order = { branch, message: 'x', author: 'platform-engineer', files };
  return github().hub.commit(name, order);
}

async function openPull(): Promise<void> {
  await commit();
  await commit('feature', { b: '2' });
  const order = { author: 'workload-developer', branch: 'feature', title: 'x' };
  await github().hub.openPullRequest(name, order);
}

describe('comments', () => {
  it('are made, found again, changed and removed by a job', async () => {
    await openPull();
    const path = `/repos/${name}/issues`;
    const made = await call(`${path}/1/comments`, { method: 'POST', body: { body: '<!-- mark --> one' } });
    expect(made).toMatchObject({ status: 201, body: { user: { login: 'github-actions[bot]' } } });
    const { comments } = github().hub.findRepository(name) ?? { comments: [] };
    const id = comments[0]?.id ?? 0;
    world().clock.advance(60_000);
    await call(`${path}/comments/${id}`, { method: 'PATCH', body: { body: '<!-- mark --> two' } });
    expect((await call(`${path}/1/comments`)).body).toMatchObject([
      { id, body: '<!-- mark --> two', updated_at: expect.stringMatching(/^2026-11-21T10:0[1-9]:/) },
    ]);
    expect((await call(`${path}/comments/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await call(`${path}/1/comments`)).body).toEqual([]);
  });

  it.each([
    ['of 65,537 characters', { body: 'a'.repeat(65_537) }, '1', 422],
    ['without a body', {}, '1', 422],
    ['on a pull request that is not there', { body: 'x' }, '9', 404],
  ])('%s are refused', async (_, body, number, status) => {
    await openPull();
    const answer = await call(`/repos/${name}/issues/${number}/comments`, { method: 'POST', body });
    expect(answer.status).toBe(status);
  });

  it.each([
    [{ issues: 'write' }, 201],
    [{ 'pull-requests': 'write' }, 201],
    [{ 'pull-requests': 'read', contents: 'write' }, 403],
  ] as const)('with %j answer %d', async (permissions, status) => {
    await openPull();
    const order = { method: 'POST', body: { body: 'x' }, permissions };
    expect((await call(`/repos/${name}/issues/1/comments`, order)).status).toBe(status);
  });
});

describe('checks and statuses', () => {
  it('let a merge through that requires them', async () => {
    await openPull();
    const { hub } = github();
    const repository = hub.findRepository(name);
    const [rule] = repository?.protections ?? [];
    if (repository === undefined || rule === undefined) throw new Error('no rule');
    repository.protections.splice(0, 1, { ...rule, requiredChecks: ['gate', 'lint'] });
    const head = repository.pullRequests[0]?.headSha;
    await hub.reviewPullRequest(name, { number: 1, login: 'second-approver', state: 'APPROVED' });
    const merge = () =>
      call(`/repos/${name}/pulls/1/merge`, { method: 'PUT', login: 'release-approver', body: {} });
    expect((await merge()).status).toBe(405);
    const body = { state: 'success', context: 'lint' };
    expect((await call(`/repos/${name}/statuses/${head}`, { method: 'POST', body })).status).toBe(201);
    const check = { name: 'gate', head_sha: head, status: 'in_progress' };
    const made = await call(`/repos/${name}/check-runs`, { method: 'POST', body: check });
    expect((await merge()).status).toBe(405);
    const path = `/repos/${name}/check-runs/${repository.checkRuns[0]?.id}`;
    expect(made).toMatchObject({ status: 201, body: { status: 'in_progress', conclusion: null } });
    const done = await call(path, { method: 'PATCH', body: { conclusion: 'success' } });
    expect(done.body).toMatchObject({ status: 'completed', conclusion: 'success' });
    expect((await merge()).status).toBe(200);
  });
});

describe('pending deployments', () => {
  async function waitingRun(): Promise<number> {
    const sha = await commit();
    const { hub } = github();
    const order = { workflow: 'main.yml', event: 'push', sha, branch: 'main', actor: 'release-approver' };
    const { id } = hub.startRun(name, order);
    hub.requestApproval(name, { runId: id, environment: 'promote' });
    return id;
  }

  it('are reviewed over REST by a reviewer who did not start the run', async () => {
    const run = await waitingRun();
    const path = `/repos/${name}/actions/runs/${run}/pending_deployments`;
    const list = await call(path, { login: 'second-approver' });
    expect(list.body).toMatchObject([{ current_user_can_approve: true, environment: { name: 'promote' } }]);
    const body = { environment_ids: [9201001], state: 'approved', comment: 'fine' };
    const order = { method: 'POST', body };
    expect((await call(path, { ...order, login: 'release-approver' })).status).toBe(422);
    expect((await call(path, { ...order, login: 'workload-developer' })).status).toBe(422);
    expect((await call(path, { ...order, login: 'second-approver' })).status).toBe(200);
    expect((await call(path)).body).toEqual([]);
    expect((await call(`/repos/${name}/actions/runs/${run}/approvals`)).body).toMatchObject([
      { state: 'approved', comment: 'fine', user: { login: 'second-approver' } },
    ]);
  });

  it('need deployments: write, and wake what waits for them', async () => {
    const run = await waitingRun();
    const path = `/repos/${name}/actions/runs/${run}/pending_deployments`;
    const body = { environment_ids: [9201001], state: 'rejected', comment: '' };
    const woken: number[] = [];
    world().hooks.on('github:review', () => void woken.push(1));
    const order = { method: 'POST', body, login: 'second-approver' };
    expect((await call(path, { ...order, permissions: { actions: 'write' } })).status).toBe(403);
    expect(woken).toEqual([]);
    expect((await call(path, order)).status).toBe(200);
    expect(woken).toEqual([1]);
  });

  it('are bypassed by an administrator where the environment allows it', async () => {
    const run = await waitingRun();
    const { hub } = github();
    const order = { environment: 'promote', login: 'platform-engineer', comment: 'urgent' };
    expect(() => {
      hub.bypass(name, run, order);
    }).toThrow('may not bypass');
    hub.setEnvironment(name, 'promote', { canAdminsBypass: true });
    expect(() => {
      hub.bypass(name, run, { ...order, login: 'workload-developer' });
    }).toThrow('may not bypass');
    hub.bypass(name, run, order);
    expect(hub.findRepository(name)?.runs[0]?.waiting).toEqual([]);
    const path = `/repos/${name}/actions/runs/${run}/approvals`;
    expect((await call(path)).body).toMatchObject([{ state: 'approved', comment: 'urgent' }]);
    world().setAssumption('github-bypass-in-approvals', 'absent');
    expect((await call(path)).body).toEqual([]);
  });
});

describe('runs', () => {
  it('tell what the engine says of them, and cancel and start it again', async () => {
    const sha = await commit();
    const { hub, connect } = github();
    const { id } = hub.startRun(name, {
      ...{ workflow: 'main.yml', event: 'push', sha, branch: 'main', actor: 'platform-engineer' },
    });
    const asked: unknown[] = [];
    let status = 'in_progress';
    const steps = [{ name: 'Build', number: 1, status: 'completed', conclusion: 'success' }];
    const annotations = [{ level: 'error', message: 'X: broken', file: 'a.txt', startLine: 3 }] as const;
    connect({
      runs: () => [
        {
          ...{
            id,
            attempt: 1,
            name: 'Main',
            status,
            conclusion: status === 'completed' ? 'failure' : undefined,
          },
          jobs: [{ id: 7, name: 'build', status, startedAt: world().clock.now(), steps, annotations }],
          artifacts: [{ id: 8, name: 'report', digest: `sha256:${'a'.repeat(64)}`, size: 12 }],
        },
      ],
      dispatch: () => Promise.reject(new Error('nobody dispatches')),
      cancel: (runId) => void asked.push(['cancel', runId]),
      rerun: async (runId, order) => asked.push(['rerun', runId, order]),
    });
    const path = `/repos/${name}/actions/runs/${id}`;
    expect((await call(path)).body).toMatchObject({ status: 'in_progress', conclusion: null });
    expect((await call(`${path}/jobs`)).body).toMatchObject({ jobs: [{ name: 'build', steps }] });
    expect((await call(`/repos/${name}/check-runs/7/annotations`)).body).toMatchObject([
      { annotation_level: 'failure', path: 'a.txt', start_line: 3, message: 'X: broken' },
    ]);
    expect((await call(`/repos/${name}/check-runs/9/annotations`)).status).toBe(404);
    expect((await call(`${path}/artifacts?name=report`)).body).toMatchObject({ total_count: 1 });
    expect((await call(`${path}/artifacts?name=other`)).body).toMatchObject({ total_count: 0 });
    expect((await call(`${path}/rerun`, { method: 'POST' })).status).toBe(403);
    expect((await call(`${path}/cancel`, { method: 'POST' })).status).toBe(202);
    status = 'completed';
    expect((await call(path)).body).toMatchObject({ conclusion: 'failure' });
    expect((await call(`${path}/cancel`, { method: 'POST' })).status).toBe(409);
    const order = { method: 'POST', login: 'platform-engineer' };
    expect((await call(`${path}/rerun-failed-jobs`, order)).status).toBe(201);
    expect(asked).toEqual([
      ['cancel', id],
      ['rerun', id, { actor: 'platform-engineer', failedOnly: true }],
    ]);
    expect((await call(`/repos/${name}/actions/runs?branch=none`)).body).toMatchObject({ total_count: 0 });
  });
});

describe('workflows', () => {
  it('are those of the default branch, by id and by file name', async () => {
    await commit('main', { '.github/workflows/a.yml': 'name: First\non: push\n', '.github/x.yml': 'a' });
    await commit('other', { '.github/workflows/b.yml': 'on: push\n' });
    const path = `/repos/${name}/actions/workflows`;
    const first = { name: 'First', path: '.github/workflows/a.yml', state: 'active' };
    expect((await call(path)).body).toMatchObject({ total_count: 1, workflows: [first] });
    expect((await call(`${path}/a.yml`)).body).toMatchObject(first);
    expect((await call(`${path}/b.yml`)).status).toBe(404);
    const order = { workflow: 'a.yml', event: 'push', sha: '0'.repeat(40), branch: 'main', actor: 'x' };
    const { id } = github().hub.startRun(name, order);
    const run = (await call(`/repos/${name}/actions/runs/${id}`)).text;
    const workflow = /"workflow_id":(\d+)/.exec(run)?.[1] ?? '';
    expect((await call(`${path}/${workflow}`)).body).toMatchObject(first);
  });
});

describe('createCommitOnBranch', () => {
  const query =
    'mutation ($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }';
  const build = (expectedHeadOid: string | undefined, branchName = 'bump') => ({
    branch: { repositoryNameWithOwner: name, branchName },
    ...{ expectedHeadOid, message: { headline: 'Bump' } },
    fileChanges: {
      additions: [{ path: 'a', contents: Buffer.from('2').toString('base64') }],
      deletions: [{ path: 'b' }],
    },
  });
  const ask = (input: unknown, permissions = everything) =>
    call('/graphql', { method: 'POST', body: { query, variables: { input } }, permissions });

  it('commits by the bot, signed by GitHub, on the tip that was expected', async () => {
    await commit();
    const tip = await commit('bump', { b: '1' });
    const { body } = await ask(build(tip));
    expect(body).toMatchObject({ data: { createCommitOnBranch: { commit: {} } } });
    const made = (await github().git.tip(name, 'bump')) ?? '';
    expect((await call(`/repos/${name}/commits/${made}`)).body).toMatchObject({
      author: { login: 'github-actions[bot]' },
      commit: { verification: { verified: true } },
    });
    expect((await call(`/repos/${name}/contents?ref=bump`)).body).toMatchObject([{ path: 'a' }]);
    expect((await ask(build(tip))).body).toMatchObject({ errors: [{ type: 'STALE_DATA' }] });
  });

  it('is refused without contents: write, and on the protected branch', async () => {
    const tip = await commit();
    await commit('bump');
    const forbidden = { errors: [{ type: 'FORBIDDEN' }] };
    expect((await ask(build(tip), { contents: 'read' })).body).toMatchObject(forbidden);
    expect((await ask(build(tip, 'main'))).body).toMatchObject(forbidden);
  });
});

describe('variables', () => {
  it('are for people alone', async () => {
    await commit();
    const path = `/repos/${name}/actions/variables`;
    expect((await call(path)).status).toBe(403);
    Object.assign(github().hub.findRepository(name) ?? {}, { vars: { A: '1' } });
    const order = { login: 'platform-engineer', permissions: { variables: 'read' } } as const;
    expect((await call(path, order)).body).toMatchObject({ variables: [{ name: 'A', value: '1' }] });
  });
});
