import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { quarantine } from '../../estate/index.ts';
import { hashOf, openBench } from './testing/bench.ts';
import type { Bench } from './testing/bench.ts';

// Rows follow the workflow categories of the distribution specification 1.1: pull, push, discovery, management.
const base = `https://${quarantine.loginServer}/v2/conformance/app`;
const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const indexType = 'application/vnd.oci.image.index.v1+json';
let bench: Bench;
let login: string;

beforeEach(async () => {
  bench = await openBench();
  const found = bench.registries.logins.find(({ loginServer }) => loginServer === quarantine.loginServer);
  login = `Basic ${Buffer.from(`${found?.username}:${found?.password}`).toString('base64')}`;
});

afterEach(() => bench.close());

interface Init {
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function send(method: string, path: string, init: Init = {}): Promise<Response> {
  const url = path.startsWith('https:')
    ? path
    : path.startsWith('/v2/')
      ? new URL(path, base).href
      : base + path;
  return bench.send(url, { method, ...init, headers: { authorization: login, ...init.headers } });
}

async function pushBlob(text: string, digest = hashOf(text)): Promise<string> {
  const response = await send('POST', `/blobs/uploads/?digest=${digest}`, { body: text });
  expect(response.status).toBe(201);
  return digest;
}

interface Answer {
  readonly errors: readonly { readonly code: string }[];
  readonly tags: readonly string[];
  readonly manifests: readonly { readonly digest: string; readonly artifactType?: string }[];
}

async function jsonOf(response: Response): Promise<Answer> {
  return (await response.json()) as Answer;
}

async function errorOf(response: Response): Promise<string> {
  return (await jsonOf(response)).errors[0]?.code ?? 'no error';
}

async function pushImage(reference: string, extra: object = {}) {
  const config = '{"os":"linux","architecture":"amd64"}';
  const [configDigest, layer] = [await pushBlob(config), await pushBlob('layer')];
  const body = JSON.stringify({
    schemaVersion: 2,
    mediaType: manifestType,
    config: {
      mediaType: 'application/vnd.oci.image.config.v1+json',
      digest: configDigest,
      size: config.length,
    },
    layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar', digest: layer, size: 5 }],
    ...extra,
  });
  const digest = hashOf(body);
  const response = await putManifest(reference === 'digest' ? digest : reference, body);
  return { body, digest, response };
}

function putManifest(reference: string, body: string, type = manifestType): Promise<Response> {
  return send('PUT', `/manifests/${reference}`, { body, headers: { 'content-type': type } });
}

function listReferrers(digest: string, query = ''): Promise<Response> {
  return send('GET', `/referrers/${digest}${query}`);
}

describe('pull', () => {
  it('answers a manifest by tag and by digest, GET and HEAD alike', async () => {
    const { body, digest } = await pushImage('v1');
    for (const reference of ['v1', digest, encodeURIComponent(digest)]) {
      const [got, head] = [
        await send('GET', `/manifests/${reference}`),
        await send('HEAD', `/manifests/${reference}`),
      ];
      expect([got.status, head.status]).toEqual([200, 200]);
      expect(await got.text()).toBe(body);
      expect(head.headers.get('docker-content-digest')).toBe(digest);
      expect(head.headers.get('content-length')).toBe(String(body.length));
      expect(head.headers.get('content-type')).toBe(manifestType);
      expect(head.body).toBeNull();
    }
  });

  it.each([
    ['an unknown tag', '/manifests/none', 404, 'MANIFEST_UNKNOWN'],
    ['an unknown digest', `/manifests/${hashOf('none')}`, 404, 'MANIFEST_UNKNOWN'],
    ['an unknown blob', `/blobs/${hashOf('none')}`, 404, 'BLOB_UNKNOWN'],
    ['a malformed digest', '/blobs/sha256:12', 400, 'DIGEST_INVALID'],
  ])('refuses %s', async (_, path, status, code) => {
    await pushImage('v1');
    const response = await send('GET', path);
    expect([response.status, await errorOf(response)]).toEqual([status, code]);
  });

  it('refuses an unknown repository', async () => {
    const response = await send('GET', '/manifests/v1');
    expect([response.status, await errorOf(response)]).toEqual([404, 'NAME_UNKNOWN']);
  });

  it('refuses a manifest when Accept leaves its type out', async () => {
    await pushImage('v1');
    const response = await send('GET', '/manifests/v1', { headers: { accept: indexType } });
    expect([response.status, await errorOf(response)]).toEqual([404, 'MANIFEST_UNKNOWN']);
  });

  it('sends the client to the data endpoint for a blob, which serves ranges', async () => {
    const digest = await pushBlob('0123456789');
    const redirect = await send('GET', `/blobs/${digest}`);
    expect(redirect.status).toBe(307);
    const location = redirect.headers.get('location') ?? '';
    const whole = await bench.send(location);
    expect(await whole.text()).toBe('0123456789');
    const part = await bench.send(location, { headers: { range: 'bytes=2-4' } });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      'bytes 2-4/10',
      '234',
    ]);
    const beyond = await bench.send(location, { headers: { range: 'bytes=10-' } });
    expect(beyond.status).toBe(416);
    const forged = await bench.send(location.replace(/sig=[^&]+/, 'sig=x'));
    expect(forged.status).toBe(403);
    bench.world.clock.advance(60 * 60 * 1000);
    expect((await bench.send(location)).status).toBe(403);
  });

  it('answers a blob directly when the switch says so', async () => {
    bench.world.setAssumption('registry-blob-get', 'direct');
    const digest = await pushBlob('bytes');
    const [got, head] = [await send('GET', `/blobs/${digest}`), await send('HEAD', `/blobs/${digest}`)];
    expect([got.status, await got.text(), head.headers.get('content-length')]).toEqual([200, 'bytes', '5']);
  });
});

describe('push', () => {
  it('takes a blob by POST and PUT', async () => {
    const digest = hashOf('two steps');
    const start = await send('POST', '/blobs/uploads/');
    expect(start.status).toBe(202);
    const location = `${start.headers.get('location')}&digest=${digest}`;
    const end = await send('PUT', location, { body: 'two steps' });
    expect([end.status, end.headers.get('docker-content-digest')]).toEqual([201, digest]);
    expect((await send('HEAD', `/blobs/${digest}`)).status).toBe(200);
  });

  it('takes chunks in order and refuses one out of order', async () => {
    const start = await send('POST', '/blobs/uploads/');
    const wrong = await send('PATCH', start.headers.get('location') ?? '', {
      body: 'world',
      headers: { 'content-range': '5-9' },
    });
    expect(wrong.status).toBe(416);
    const first = await send('PATCH', start.headers.get('location') ?? '', {
      body: 'hello',
      headers: { 'content-range': '0-4' },
    });
    expect([first.status, first.headers.get('range')]).toEqual([202, '0-4']);
    const again = await send('PATCH', first.headers.get('location') ?? '', {
      body: 'hello',
      headers: { 'content-range': '0-4' },
    });
    expect(again.status).toBe(416);
    const status = await send('GET', first.headers.get('location') ?? '');
    expect([status.status, status.headers.get('range')]).toEqual([204, '0-4']);
    const end = await send('PUT', `${status.headers.get('location')}&digest=${hashOf('helloworld')}`, {
      body: 'world',
      headers: { 'content-range': '5-9' },
    });
    expect(end.status).toBe(201);
    expect((await send('HEAD', `/blobs/${hashOf('helloworld')}`)).headers.get('content-length')).toBe('10');
  });

  it('refuses a blob whose digest lies, and forgets the upload', async () => {
    const start = await send('POST', '/blobs/uploads/');
    const location = `${start.headers.get('location')}&digest=${hashOf('other')}`;
    const end = await send('PUT', location, { body: 'bytes' });
    expect([end.status, await errorOf(end)]).toEqual([400, 'DIGEST_INVALID']);
    expect((await send('HEAD', `/blobs/${hashOf('other')}`)).status).toBe(404);
    const retried = await send('PUT', location, { body: 'bytes' });
    expect([retried.status, await errorOf(retried)]).toEqual([404, 'BLOB_UPLOAD_UNKNOWN']);
  });

  it('forgets an upload that is cancelled', async () => {
    const start = await send('POST', '/blobs/uploads/');
    const location = start.headers.get('location') ?? '';
    expect((await send('DELETE', location)).status).toBe(204);
    expect((await send('GET', location)).status).toBe(404);
  });

  it('takes an empty blob', async () => {
    const start = await send('POST', '/blobs/uploads/');
    const end = await send('PUT', `${start.headers.get('location')}&digest=${hashOf('')}`);
    expect(end.status).toBe(201);
    expect((await send('HEAD', `/blobs/${hashOf('')}`)).headers.get('content-length')).toBe('0');
  });

  it('takes and serves SHA-512', async () => {
    const digest = await pushBlob('layer', hashOf('layer', 'sha512'));
    expect((await send('HEAD', `/blobs/${digest}`)).status).toBe(200);
    const { body } = await pushImage('v1');
    const by512 = hashOf(body, 'sha512');
    expect((await putManifest(by512, body)).status).toBe(201);
    expect((await send('GET', `/manifests/${by512}`)).headers.get('docker-content-digest')).toBe(by512);
  });

  it.each([
    ['from a repository', `&from=conformance/other`, 201],
    ['from anywhere', '', 201],
    ['from where it is not', '&from=conformance/third', 202],
  ])('mounts a blob %s', async (_, from, status) => {
    const digest = hashOf('shared');
    const other = `https://${quarantine.loginServer}/v2/conformance/other`;
    await send('POST', `${other}/blobs/uploads/?digest=${digest}`, { body: 'shared' });
    const mounted = await send('POST', `/blobs/uploads/?mount=${digest}${from}`);
    expect(mounted.status).toBe(status);
    expect((await send('HEAD', `/blobs/${digest}`)).status).toBe(status === 201 ? 200 : 404);
  });

  it('accepts a manifest whose subject is missing and names the subject', async () => {
    const subject = { mediaType: manifestType, digest: hashOf('absent'), size: 6 };
    const { response } = await pushImage('digest', { subject });
    expect([response.status, response.headers.get('oci-subject')]).toEqual([201, subject.digest]);
  });

  it('takes an index of an index, and refuses one with a missing child', async () => {
    const { digest, body } = await pushImage('digest');
    const index = (child: string, mediaType: string, size: number) =>
      JSON.stringify({
        schemaVersion: 2,
        mediaType: indexType,
        manifests: [{ mediaType, digest: child, size }],
      });
    const inner = index(digest, manifestType, body.length);
    expect((await putManifest(hashOf(inner), inner, indexType)).status).toBe(201);
    expect(
      (await putManifest('nested', index(hashOf(inner), indexType, inner.length), indexType)).status,
    ).toBe(201);
    const broken = await putManifest('broken', index(hashOf('gone'), manifestType, 4), indexType);
    expect([broken.status, await errorOf(broken)]).toEqual([400, 'MANIFEST_BLOB_UNKNOWN']);
    expect((await send('HEAD', '/manifests/broken')).status).toBe(404);
  });

  const huge = ' '.repeat(4 * 1024 * 1024 + 1);

  it.each([
    ['no JSON', { body: 'text' }, 400, 'MANIFEST_INVALID'],
    ['of another media type', { type: 'application/json' }, 400, 'MANIFEST_INVALID'],
    ['pushed to a lying digest', { reference: hashOf('other') }, 400, 'DIGEST_INVALID'],
    ['pushed to an invalid tag', { reference: '-v1' }, 400, 'TAG_INVALID'],
    ['larger than 4 MiB', { body: huge }, 413, 'SIZE_INVALID'],
  ])('refuses a manifest that is %s', async (_, asked, status, code) => {
    const { reference, body, type } = { reference: 'v1', body: '{}', type: manifestType, ...asked };
    const response = await putManifest(reference, body, type);
    expect([response.status, await errorOf(response)]).toEqual([status, code]);
  });
});

describe('discovery', () => {
  it('lists tags in order and in pages', async () => {
    for (const tag of ['b', 'c', 'a']) await pushImage(tag);
    expect((await jsonOf(await send('GET', '/tags/list'))).tags).toEqual(['a', 'b', 'c']);
    const first = await send('GET', '/tags/list?n=2');
    expect((await jsonOf(first)).tags).toEqual(['a', 'b']);
    expect(first.headers.get('link')).toBe('</v2/conformance/app/tags/list?last=b&n=2&orderby=>; rel="next"');
    expect((await jsonOf(await send('GET', '/tags/list?n=2&last=b'))).tags).toEqual(['c']);
    expect((await jsonOf(await send('GET', '/tags/list?n=0'))).tags).toEqual([]);
  });

  it('lists referrers by subject, filtered and in pages', async () => {
    const { digest, body } = await pushImage('v1');
    const subject = { mediaType: manifestType, digest, size: body.length };
    const made: string[] = [];
    for (const [artifactType, note] of [
      ['a/x', '1'],
      ['a/x', '2'],
      ['b/y', '3'],
    ] as const)
      made.push((await pushImage('digest', { subject, artifactType, annotations: { note } })).digest);
    const all = await listReferrers(digest);
    const body1 = await jsonOf(all);
    expect(all.headers.get('content-type')).toBe(indexType);
    expect(body1.manifests.map((entry) => entry.digest)).toEqual(made.toSorted());
    const filtered = await listReferrers(digest, '?artifactType=b%2Fy');
    expect(filtered.headers.get('oci-filters-applied')).toBe('artifactType');
    expect((await jsonOf(filtered)).manifests).toMatchObject([
      { digest: made[2], artifactType: 'b/y', annotations: { note: '3' } },
    ]);
    const page = await listReferrers(digest, '?n=2');
    const next = /<([^>]+)>/.exec(page.headers.get('link') ?? '')?.[1] ?? '';
    expect((await jsonOf(await send('GET', next))).manifests).toHaveLength(1);
  });

  it('answers an empty index for a subject that nothing refers to', async () => {
    const response = await listReferrers(hashOf('nobody'));
    expect(response.status).toBe(200);
    expect((await jsonOf(response)).manifests).toEqual([]);
  });

  it('shows the type of the config for a referrer without artifactType', async () => {
    const subject = { mediaType: manifestType, digest: hashOf('absent'), size: 6 };
    await pushImage('digest', { subject });
    const { manifests } = await jsonOf(await listReferrers(subject.digest));
    expect(manifests[0]?.artifactType).toBe('application/vnd.oci.image.config.v1+json');
  });
});

describe('management', () => {
  it('deletes a manifest by digest with its tags and referrers', async () => {
    const { digest, body } = await pushImage('v1');
    const subject = { mediaType: manifestType, digest, size: body.length };
    const referrer = await pushImage('digest', { subject });
    expect((await send('DELETE', `/manifests/${digest}`)).status).toBe(202);
    for (const reference of ['v1', digest, referrer.digest])
      expect((await send('GET', `/manifests/${reference}`)).status).toBe(404);
    expect((await send('DELETE', `/manifests/${digest}`)).status).toBe(404);
  });

  it.each([
    ['unsupported', 405, 200],
    ['untag', 202, 404],
  ])('deletes a tag as the switch says: %s', async (value, status, after) => {
    bench.world.setAssumption('registry-oci-tag-delete', value);
    const { digest } = await pushImage('v1');
    expect((await send('DELETE', '/manifests/v1')).status).toBe(status);
    expect((await send('GET', '/manifests/v1')).status).toBe(after);
    expect((await send('GET', `/manifests/${digest}`)).status).toBe(200);
  });

  it('deletes a blob from its repository', async () => {
    const digest = await pushBlob('bytes');
    expect((await send('DELETE', `/blobs/${digest}`)).status).toBe(202);
    expect((await send('HEAD', `/blobs/${digest}`)).status).toBe(404);
    expect((await send('DELETE', `/blobs/${digest}`)).status).toBe(404);
  });

  it('keeps a tag named __proto__ like any other', async () => {
    const { digest } = await pushImage('__proto__');
    expect((await send('HEAD', '/manifests/__proto__')).headers.get('docker-content-digest')).toBe(digest);
    expect((await jsonOf(await send('GET', '/tags/list'))).tags).toEqual(['__proto__']);
  });
});
