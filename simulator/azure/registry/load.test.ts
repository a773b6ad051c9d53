import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { quarantine } from '../../estate/index.ts';
import { openBench } from './testing/bench.ts';
import type { Bench } from './testing/bench.ts';

const host = quarantine.loginServer;
const app = 'conformance/app';
const type = 'application/vnd.oci.image.index.v1+json';
const names = Array.from({ length: 1000 }, (_, index) => `v${String(index).padStart(4, '0')}`);
let bench: Bench;

beforeEach(async () => {
  bench = await openBench();
});

afterEach(() => bench.close());

function send(method: string, path: string): Promise<Response> {
  const [login] = bench.registries.logins;
  const authorization = `Basic ${btoa(`${login?.username}:${login?.password}`)}`;
  return bench.send(`https://${host}${path}`, { method, headers: { authorization } });
}

async function readPages<T>(
  path: string,
  pick: (body: Record<string, unknown>) => readonly T[],
): Promise<T[]> {
  const found: T[] = [];
  let next: string | undefined = path;
  while (next !== undefined) {
    const reply = await send('GET', next);
    found.push(...pick((await reply.json()) as Record<string, unknown>));
    next = /^<([^>]+)>/.exec(reply.headers.get('link') ?? '')?.[1];
  }
  return found;
}

async function pushTags(): Promise<void> {
  const store = bench.registries.find(host);
  for (const note of names) {
    const bytes = Buffer.from(
      JSON.stringify({ schemaVersion: 2, mediaType: type, manifests: [], annotations: { note } }),
    );
    await store?.putManifest(app, { bytes, mediaType: type, tag: note });
  }
}

describe('a repository of a thousand tags', () => {
  it('is listed whole, page by page, each tag once', async () => {
    await pushTags();
    const tags = await readPages(`/v2/${app}/tags/list?n=100`, (body) => body['tags'] as string[]);
    expect(tags).toEqual(names);
    const manifests = await readPages(
      `/acr/v1/${app}/_manifests?n=100`,
      (body) => body['manifests'] as { readonly tags: readonly string[] }[],
    );
    expect(manifests.flatMap((manifest) => manifest.tags).toSorted()).toEqual(names);
    const details = await readPages(
      `/acr/v1/${app}/_tags?n=100&orderby=timedesc`,
      (body) => body['tags'] as { readonly name: string }[],
    );
    expect(new Set(details.map(({ name }) => name)).size).toBe(1000);
  }, 120_000);
});

describe('uploads that nobody ends', () => {
  it('make room for new ones', async () => {
    const start = async () => (await send('POST', `/v2/${app}/blobs/uploads/`)).headers.get('location') ?? '';
    const first = await start();
    expect((await send('GET', first)).status).toBe(204);
    let last = first;
    for (let index = 0; index < 500; index += 1) last = await start();
    expect([(await send('GET', first)).status, (await send('GET', last)).status]).toEqual([404, 204]);
  }, 120_000);
});
