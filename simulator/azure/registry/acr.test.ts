import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { quarantine } from '../../estate/index.ts';
import { openBench } from './testing/bench.ts';
import type { Bench } from './testing/bench.ts';

const type = 'application/vnd.oci.image.index.v1+json';
const app = 'conformance/app';
let bench: Bench;

beforeEach(async () => {
  bench = await openBench();
});

afterEach(() => bench.close());

function send(method: string, path: string, body?: object): Promise<Response> {
  const [login] = bench.registries.logins;
  const authorization = `Basic ${btoa(`${login?.username}:${login?.password}`)}`;
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  return bench.send(`https://${quarantine.loginServer}${path}`, {
    method,
    headers: { authorization, 'content-type': type },
    ...init,
  });
}

/** Pushes an index without children; `note` makes its digest. */
async function push(tag: string, note = tag): Promise<Response> {
  const body = { schemaVersion: 2, mediaType: type, manifests: [], annotations: { note } };
  return send('PUT', `/v2/${app}/manifests/${tag}`, body);
}

async function digestOf(tag: string): Promise<string> {
  return (await push(tag)).headers.get('docker-content-digest') ?? '';
}

async function codeOf(response: Response): Promise<string> {
  return ((await response.json()) as { errors: { code: string }[] }).errors[0]?.code ?? '';
}

const locked = 'REGISTRY_DISALLOWED_OPERATION';

describe('lists', () => {
  it('shows tags by name, by time, by digest and in pages', async () => {
    for (const tag of ['b', 'a']) {
      await push(tag, 'same');
      bench.world.clock.advance(1000);
    }
    const digest = await digestOf('c');
    const list = async (query: string) =>
      (
        (await (await send('GET', `/acr/v1/${app}/_tags${query}`)).json()) as { tags?: { name: string }[] }
      ).tags?.map(({ name }) => name);
    expect(await list('')).toEqual(['a', 'b', 'c']);
    expect(await list('?orderby=timedesc')).toEqual(['c', 'a', 'b']);
    expect(await list('?orderby=timeasc&n=2&last=b')).toEqual(['a', 'c']);
    expect(await list(`?digest=${encodeURIComponent(digest)}`)).toEqual(['c']);
    const page = await send('GET', `/acr/v1/${app}/_tags?n=1&orderby=timedesc`);
    expect(page.headers.get('link')).toBe(`</acr/v1/${app}/_tags?last=c&n=1&orderby=timedesc>; rel="next"`);
  });

  it('shows manifests with their tags and attributes', async () => {
    const digest = await digestOf('v1');
    const response = await send('GET', `/acr/v1/${app}/_manifests`);
    expect(await response.json()).toMatchObject({
      registry: quarantine.loginServer,
      imageName: app,
      manifests: [
        {
          digest,
          tags: ['v1'],
          mediaType: type,
          createdTime: expect.stringMatching(/^2029-01-02T03:04:\d\d\.\d{7}Z$/),
          changeableAttributes: {
            deleteEnabled: true,
            writeEnabled: true,
            readEnabled: true,
            listEnabled: true,
          },
        },
      ],
    });
  });

  it('hides what is not to be listed', async () => {
    await push('v1');
    await send('PATCH', `/acr/v1/${app}/_tags/v1`, { listEnabled: false });
    expect(await (await send('GET', `/v2/${app}/tags/list`)).json()).toEqual({ name: app, tags: [] });
  });
});

describe('locks', () => {
  it('keeps a locked tag from being moved and deleted, and the manifest free', async () => {
    const digest = await digestOf('v1');
    const patched = await send('PATCH', `/acr/v1/${app}/_tags/v1`, { writeEnabled: false });
    expect(await patched.json()).toMatchObject({
      tag: { changeableAttributes: { writeEnabled: false, deleteEnabled: true } },
    });
    const moved = await push('v1', 'other');
    expect([moved.status, await codeOf(moved)]).toEqual([405, locked]);
    expect((await send('DELETE', `/acr/v1/${app}/_tags/v1`)).status).toBe(405);
    expect((await send('HEAD', `/v2/${app}/manifests/v1`)).headers.get('docker-content-digest')).toBe(digest);
    const manifest = await send('GET', `/acr/v1/${app}/_manifests/${encodeURIComponent(digest)}`);
    expect(await manifest.json()).toMatchObject({
      manifest: { changeableAttributes: { writeEnabled: true } },
    });
    expect((await send('DELETE', `/v2/${app}/manifests/${digest}`)).status).toBe(202);
  });

  it.each([
    ['registry-locked-status', '409', 409],
    ['registry-locked-tag-same-digest', 'accepted', 201],
  ])('obeys the switch %s=%s for the same digest', async (name, value, status) => {
    await push('v1');
    await send('PATCH', `/acr/v1/${app}/_tags/v1`, { writeEnabled: false });
    bench.world.setAssumption(name, value);
    expect((await push('v1')).status).toBe(status);
  });

  it.each(['writeEnabled', 'deleteEnabled'])(
    'keeps a manifest with %s off from being deleted',
    async (attribute) => {
      const digest = await digestOf('v1');
      await send('PATCH', `/acr/v1/${app}/_manifests/${digest}`, { [attribute]: false });
      const refused = await send('DELETE', `/v2/${app}/manifests/${digest}`);
      expect([refused.status, await codeOf(refused)]).toEqual([405, locked]);
      expect((await send('DELETE', `/acr/v1/${app}`)).status).toBe(405);
      await send('PATCH', `/acr/v1/${app}/_manifests/${digest}`, { [attribute]: true });
      expect((await send('DELETE', `/v2/${app}/manifests/${digest}`)).status).toBe(202);
    },
  );

  it('stops pulls of what is not to be read', async () => {
    const digest = await digestOf('v1');
    await send('PATCH', `/acr/v1/${app}/_manifests/${digest}`, { readEnabled: false });
    for (const reference of ['v1', digest])
      expect((await send('GET', `/v2/${app}/manifests/${reference}`)).status).toBe(405);
  });

  it('covers all images by the repository', async () => {
    await push('v1');
    await send('PATCH', `/acr/v1/${app}`, { writeEnabled: false });
    expect((await push('v2')).status).toBe(405);
    expect((await send('DELETE', `/acr/v1/${app}/_tags/v1`)).status).toBe(405);
    expect((await send('POST', `/v2/${app}/blobs/uploads/`)).status).toBe(405);
  });
});

describe('repositories', () => {
  it('counts, and goes with everything in it', async () => {
    const digest = await digestOf('v1');
    expect(await (await send('GET', `/acr/v1/${app}`)).json()).toMatchObject({
      manifestCount: 1,
      tagCount: 1,
    });
    const deleted = await send('DELETE', `/acr/v1/${app}`);
    expect([deleted.status, await deleted.json()]).toEqual([
      202,
      { manifestsDeleted: [digest], tagsDeleted: ['v1'] },
    ]);
    expect(await codeOf(await send('GET', `/acr/v1/${app}`))).toBe('NAME_UNKNOWN');
  });

  it('says that a tag is not there', async () => {
    await push('v1');
    const response = await send('GET', `/acr/v1/${app}/_tags/v2`);
    expect([response.status, await codeOf(response)]).toEqual([404, 'TAG_UNKNOWN']);
  });
});
