import { digestOf, outcomeOf, prepareImage, putManifest, types } from './target.ts';
import type { Calls } from './types.ts';

const accept = { accept: Object.values(types).join(', ') };

/** Manifests and tags: pushed, read, listed and removed, and what is refused. */
export const manifestCalls: readonly Calls[] = [
  {
    name: 'a manifest by tag and by digest',
    async make(target) {
      const manifest = await prepareImage(target, 'layer');
      const put = await putManifest(target, 'v1', manifest);
      const replies = [];
      for (const reference of ['v1', digestOf(manifest)]) {
        replies.push(await target.send('GET', `manifests/${reference}`, { headers: accept }));
        replies.push(await target.send('HEAD', `manifests/${reference}`, { headers: accept }));
      }
      const shown = replies.map(({ status, headers, body }) => {
        const { 'content-type': type, 'docker-content-digest': digest, 'content-length': length } = headers;
        return [status, type, digest, length, body.toString()];
      });
      return [put.status, put.headers['docker-content-digest'], shown];
    },
  },
  {
    name: 'an index of two images, and one of a child that is not there',
    async make(target) {
      const images = [await prepareImage(target, 'one'), await prepareImage(target, 'two')];
      for (const image of images) await putManifest(target, digestOf(image), image);
      const whole = await putManifest(target, 'index', indexOf(images), types.index);
      const partial = await putManifest(target, 'partial', indexOf(['absent']), types.index);
      return [outcomeOf(whole), partial.status < 400];
    },
  },
  {
    name: 'a manifest whose layer is not there',
    async make(target) {
      const manifest = await prepareImage(target, 'layer');
      return outcomeOf(
        await putManifest(target, 'bad', manifest.replace(digestOf('layer'), digestOf('absent'))),
      );
    },
  },
  {
    name: 'a manifest that is no JSON',
    make: async (target) => outcomeOf(await putManifest(target, 'bad', '{')),
  },
  {
    name: 'a manifest under a digest that is not its own',
    async make(target) {
      const manifest = await prepareImage(target, 'layer');
      return outcomeOf(await putManifest(target, digestOf('other'), manifest));
    },
  },
  {
    name: 'unknown tag, unknown digest, unknown repository',
    async make(target) {
      await putManifest(target, 'v1', await prepareImage(target, 'layer'));
      const paths = [
        'manifests/none',
        `manifests/${digestOf('none')}`,
        `/v2/${target.sibling}-none/tags/list`,
      ];
      return Promise.all(
        paths.map(async (path) => outcomeOf(await target.send('GET', path, { headers: accept }))),
      );
    },
  },
  {
    name: 'a tag that moves',
    async make(target) {
      const [one, two] = [await prepareImage(target, 'one'), await prepareImage(target, 'two')];
      await putManifest(target, 'moving', one);
      await putManifest(target, 'moving', two);
      const head = await target.send('HEAD', 'manifests/moving', { headers: accept });
      const old = await target.send('HEAD', `manifests/${digestOf(one)}`, { headers: accept });
      return [head.headers['docker-content-digest'], old.status];
    },
  },
  {
    name: 'tags in order, and by pages',
    async make(target) {
      const manifest = await prepareImage(target, 'layer');
      for (const tag of ['b', 'd', 'a', 'c']) await putManifest(target, tag, manifest);
      const lists = [];
      for (const query of ['', '?n=2', '?n=2&last=b', '?n=0', '?last=c']) {
        const reply = await target.send('GET', `tags/list${query}`);
        lists.push([query, reply.status, readTags(reply.body), reply.headers['link'] !== undefined]);
      }
      return lists;
    },
  },
  {
    name: 'a manifest that is removed by its digest',
    async make(target) {
      const manifest = await prepareImage(target, 'removed');
      await putManifest(target, 'removed', manifest);
      const path = `manifests/${digestOf(manifest)}`;
      const replies = [await target.send('DELETE', path), await target.send('DELETE', path)];
      for (const each of [path, 'manifests/removed'])
        replies.push(await target.send('GET', each, { headers: accept }));
      return replies.map(outcomeOf);
    },
  },
  {
    name: 'a tag that is removed',
    async make(target) {
      const manifest = await prepareImage(target, 'kept');
      await putManifest(target, 'gone', manifest);
      const removed = await target.send('DELETE', 'manifests/gone');
      const kept = await target.send('GET', `manifests/${digestOf(manifest)}`, { headers: accept });
      return [outcomeOf(removed), kept.status];
    },
  },
  {
    name: 'a name that is none',
    make: async (target) => (await target.send('GET', '/v2/UPPER/tags/list')).status >= 400,
  },
];

function indexOf(manifests: readonly string[]): string {
  const entries = manifests.map((text) => ({
    mediaType: types.manifest,
    digest: digestOf(text),
    size: text.length,
  }));
  return JSON.stringify({ schemaVersion: 2, mediaType: types.index, manifests: entries });
}

function readTags(body: Buffer): unknown {
  const value: unknown = JSON.parse(body.toString());
  return typeof value === 'object' && value !== null && 'tags' in value ? value.tags : undefined;
}
