import { describe, expect, it } from '@jest/globals';
import { everything, name, useGithub } from './testing/bench.ts';
import type { Call } from './testing/bench.ts';

const { github, world, call } = useGithub();
const api = `/repos/${name}`;
const admin = 'platform-engineer';
const workflow = '.github/workflows/a.yml';

function commit(branch = 'main', files: Readonly<Record<string, string>> = { a: '1' }): Promise<string> {
  return github().hub.commit(name, { branch, message: 'change', author: admin, files });
}

/** Status, and the message where it is a refusal. */
async function ask(path: string, order: Call): Promise<unknown> {
  const { status, body } = await call(`${api}${path}`, order);
  return typeof body === 'object' && body !== null && 'message' in body ? [status, body.message] : [status];
}

function post(path: string, body: unknown, order: Call = {}): Promise<unknown> {
  return ask(path, { method: 'POST', body, ...order });
}

function patch(path: string, body: unknown, order: Call = {}): Promise<unknown> {
  return ask(path, { method: 'PATCH', body, ...order });
}

describe('git refs', () => {
  it('are made once, and only of what is there', async () => {
    const sha = await commit();
    const ref = 'refs/tags/v1.0.0';
    expect(await post('/git/refs', { ref, sha })).toEqual([201]);
    expect(await post('/git/refs', { ref, sha })).toEqual([422, 'Reference already exists']);
    const absent = { ref: 'refs/tags/v2', sha: '0'.repeat(40) };
    expect(await post('/git/refs', absent)).toEqual([422, 'Object does not exist']);
    expect(await post('/git/refs', { ref: 'v2', sha })).toEqual([422, expect.any(String)]);
    expect(await post('/git/refs', { ref, sha }, { permissions: { contents: 'read' } })).toEqual([
      403,
      expect.any(String),
    ]);
    expect((await call(`${api}/git/matching-refs/tags/v1`)).body).toMatchObject([{ ref, object: { sha } }]);
    expect((await call(`${api}/git/matching-refs/tags/v9`)).body).toEqual([]);
  });

  it('go forward alone unless forced', async () => {
    const old = await commit();
    const sha = await commit('main', { a: '2' });
    await post('/git/refs', { ref: 'refs/heads/v1', sha: old });
    expect(await patch('/git/refs/heads/v1', { sha, force: false })).toEqual([200]);
    expect(await patch('/git/refs/heads/v1', { sha: old })).toEqual([422, 'Update is not a fast forward']);
    expect(await github().git.tip(name, 'refs/heads/v1')).toBe(sha);
    expect(await patch('/git/refs/heads/v1', { sha: old, force: true })).toEqual([200]);
    expect(await patch('/git/refs/heads/v9', { sha })).toEqual([422, 'Reference does not exist']);
    expect(await ask('/git/refs/heads/v1', { method: 'DELETE' })).toEqual([204]);
    expect(await github().git.tip(name, 'refs/heads/v1')).toBeUndefined();
  });

  it('of a protected branch stay', async () => {
    await commit();
    const sha = await commit('side', { a: '2' });
    expect(await patch('/git/refs/heads/main', { sha })).toEqual([422, expect.any(String)]);
    expect(await ask('/git/refs/heads/main', { method: 'DELETE' })).toEqual([422, expect.any(String)]);
  });

  it('do not bring a job to workflows other than those of the default branch', async () => {
    await commit('main', { [workflow]: 'name: one\n' });
    const sha = await commit('side', { [workflow]: 'name: two\n' });
    const behind = await commit('side', { a: '3' });
    // The tip of a branch is there already; a commit below it has no ref of its own.
    expect(await post('/git/refs', { ref: 'refs/heads/a', sha: behind })).toEqual([201]);
    const order = { ref: 'refs/heads/b', sha };
    expect(await post('/git/refs', order)).toEqual([403, 'Resource not accessible by integration']);
    expect(await post('/git/refs', order, { login: admin })).toEqual([201]);
  });

  it.each([
    ['default-branch', [200]],
    ['where-it-was', [403, 'Resource not accessible by integration']],
  ])('move over changed workflows of the default branch as assumed: %s', async (value, expected) => {
    world().setAssumption('github-workflows-of-moved-refs', value);
    const old = await commit('main', { [workflow]: 'name: one\n' });
    await post('/git/refs', { ref: 'refs/heads/v1', sha: old });
    const sha = await commit('main', { [workflow]: 'name: two\n' });
    expect(await patch('/git/refs/heads/v1', { sha })).toEqual(expected);
  });
});

describe('releases', () => {
  const order = { tag_name: 'v1.0.0', name: 'one' };

  it('are published with a tag of their own, once', async () => {
    const sha = await commit();
    expect(await post('/releases', order)).toEqual([201]);
    expect(await github().git.tip(name, 'refs/tags/v1.0.0')).toBe(sha);
    expect((await call(`${api}/releases/tags/v1.0.0`)).body).toMatchObject({ name: 'one', draft: false });
    const { status, body } = await call(`${api}/releases`, { method: 'POST', body: order });
    expect([status, body]).toMatchObject([422, { errors: [{ code: 'already_exists', field: 'tag_name' }] }]);
    expect(await post('/releases', { ...order, unknown: 1 })).toEqual([422, expect.any(String)]);
    expect(await post('/releases', { tag_name: 'v2', target_commitish: 'absent' })).toEqual([
      422,
      expect.any(String),
    ]);
  });

  it('are drafts until they are published: no tag, and nothing to see for readers', async () => {
    await commit();
    const { body } = await call(`${api}/releases`, { method: 'POST', body: { ...order, draft: true } });
    const path = new URL(String(Reflect.get(Object(body), 'url'))).pathname;
    expect(await github().git.tip(name, 'refs/tags/v1.0.0')).toBeUndefined();
    expect((await call(`${api}/releases/tags/v1.0.0`)).status).toBe(404);
    expect((await call(path, { permissions: { contents: 'read' } })).status).toBe(404);
    const changed = await call(path, { method: 'PATCH', body: { draft: false } });
    expect(changed.body).toMatchObject({ draft: false, immutable: true });
    expect((await call(`${api}/releases/latest`)).body).toMatchObject({ tag_name: 'v1.0.0' });
  });

  it('that are immutable keep their tag and never get it again', async () => {
    const sha = await commit();
    await post('/releases', order);
    const next = await commit('main', { a: '2' });
    const tag = '/git/refs/tags/v1.0.0';
    expect(await patch(tag, { sha: next, force: true }, { login: admin })).toEqual([422, expect.any(String)]);
    expect(await ask(tag, { method: 'DELETE', login: admin })).toEqual([422, expect.any(String)]);
    expect(await github().git.tip(name, 'refs/tags/v1.0.0')).toBe(sha);
    const { body } = await call(`${api}/releases/tags/v1.0.0`);
    const { pathname } = new URL(String(Reflect.get(Object(body), 'url')));
    expect((await call(pathname, { method: 'DELETE' })).status).toBe(204);
    const again = await call(`${api}/releases`, { method: 'POST', body: order });
    expect(again.body).toMatchObject({ errors: [{ message: 'tag_name was used by an immutable release' }] });
  });
});

describe('attestations', () => {
  const hex = 'a'.repeat(64);
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'a.tar', digest: { sha256: hex } }],
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {},
  };
  const build = (said: unknown) => ({
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: {},
    dsseEnvelope: {
      payload: Buffer.from(JSON.stringify(said)).toString('base64'),
      payloadType: 'application/vnd.in-toto+json',
      signatures: [{ sig: 'AAAA' }],
    },
  });
  const permissions = { attestations: 'write' } as const;

  it('are found by the digest of what they speak of', async () => {
    const bundle = build(statement);
    expect(await post('/attestations', { bundle }, { permissions })).toEqual([201]);
    const found = await call(`${api}/attestations/sha256:${hex}`, { permissions });
    expect(found.body).toMatchObject({ attestations: [{ bundle }] });
    const other = await call(`${api}/attestations/sha256:${'b'.repeat(64)}`, { permissions });
    expect(other.status).toBe(404);
  });

  it('are refused without the permission, and of what is no statement', async () => {
    const bundle = build(statement);
    expect(await post('/attestations', { bundle }, { permissions: everything })).toEqual([
      403,
      expect.any(String),
    ]);
    expect(await post('/attestations', { bundle: build({}) }, { permissions })).toEqual([
      422,
      expect.any(String),
    ]);
    expect(await post('/attestations', { bundle: {} }, { permissions })).toEqual([422, expect.any(String)]);
  });
});
