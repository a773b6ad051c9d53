import { describe, expect, it } from '@jest/globals';
import { name, useGithub } from './testing/bench.ts';

const { github, call } = useGithub();
const raw = 'application/vnd.github.raw+json';

async function commit(files: Readonly<Record<string, string | Uint8Array>>, message = 'x') {
  const order = { branch: 'main', message, author: 'platform-engineer', files };
  return github().hub.commit(name, order);
}

describe('contents', () => {
  it('gives a file of a commit as base64 and raw', async () => {
    const first = await commit({ 'dir/ä b.yaml': 'one\n' });
    await commit({ 'dir/ä b.yaml': 'two\n' });
    const path = `/repos/${name}/contents/dir/${encodeURIComponent('ä b.yaml')}`;
    expect((await call(`${path}?ref=${first}`)).body).toMatchObject({
      ...{ type: 'file', encoding: 'base64', content: 'b25lCg==\n', size: 4, path: 'dir/ä b.yaml' },
    });
    const newest = await call(path, { accept: raw });
    expect(newest.text).toBe('two\n');
    expect(newest.headers.get('content-type')).toContain('raw');
  });

  it('leaves the content of a file over 1 MB out of JSON, and gives it raw', async () => {
    const bytes = Buffer.alloc(1024 * 1024 + 1, 'a');
    await commit({ large: bytes, limit: bytes.subarray(1) });
    const path = `/repos/${name}/contents/`;
    expect((await call(`${path}large`)).body).toMatchObject({ encoding: 'none', content: '' });
    expect((await call(`${path}limit`)).body).toMatchObject({ encoding: 'base64' });
    expect((await call(`${path}large`, { accept: raw })).text).toHaveLength(bytes.length);
  });

  it('lists a directory, and the root', async () => {
    await commit({ 'dir/a': '1', 'dir/sub/b': '2', c: '3' });
    expect((await call(`/repos/${name}/contents/dir`)).body).toMatchObject([
      { type: 'file', path: 'dir/a', name: 'a' },
      { type: 'dir', path: 'dir/sub' },
    ]);
    expect((await call(`/repos/${name}/contents`)).body).toMatchObject([{ path: 'c' }, { path: 'dir' }]);
  });

  it.each([
    ['a missing file', 'nothing', 404],
    ['a missing ref', 'c?ref=nowhere', 404],
    ['a path above the root', '..%2f..%2fetc', 404],
  ])('answers %s with 404', async (_, path, status) => {
    await commit({ c: '3' });
    expect((await call(`/repos/${name}/contents/${path}`)).status).toBe(status);
  });

  it('needs contents: read', async () => {
    await commit({ c: '3' });
    const order = { permissions: { 'pull-requests': 'write', actions: 'write' } } as const;
    expect((await call(`/repos/${name}/contents/c`, order)).status).toBe(403);
  });
});

describe('branches', () => {
  it('say their commit and whether a rule protects them', async () => {
    const sha = await commit({ c: '3' });
    const other = { branch: 'some/branch', message: 'y', author: 'workload-developer', files: { d: '4' } };
    await github().hub.commit(name, other);
    expect((await call(`/repos/${name}/branches/main`)).body).toMatchObject({
      ...{ name: 'main', protected: true, commit: { sha } },
    });
    expect((await call(`/repos/${name}/branches/some/branch`)).body).toMatchObject({ protected: false });
    expect((await call(`/repos/${name}/branches/none`)).status).toBe(404);
  });

  it('show the rule itself to nobody with a GITHUB_TOKEN', async () => {
    await commit({ c: '3' });
    const path = `/repos/${name}/branches/main/protection`;
    expect((await call(path)).status).toBe(403);
    const permissions = { administration: 'read' } as const;
    const order = { login: 'platform-engineer', permissions };
    expect((await call(path, order)).body).toMatchObject({
      required_pull_request_reviews: { required_approving_review_count: 1 },
    });
  });
});

describe('commits of a path', () => {
  it('are those that changed it, until a time', async () => {
    const first = await commit({ a: '1', b: '1' }, 'first');
    github();
    await commit({ b: '2' }, 'second');
    const third = await commit({ a: '2' }, 'third');
    const path = `/repos/${name}/commits?sha=main&path=a`;
    expect((await call(path)).body).toMatchObject([{ sha: third }, { sha: first }]);
    expect((await call(`${path}&until=2026-11-21T09:59:59Z`)).body).toEqual([]);
    expect((await call(`${path}&until=2026-11-21T10:00:00Z&per_page=1`)).headers.get('link')).toContain(
      'next',
    );
  });
});
