import * as v from 'valibot';
import type { Reply } from '../bench/http.ts';
import { digestOf, outcomeOf, prepareImage, putManifest, types } from './target.ts';
import type { Calls } from './types.ts';

const List = v.object({
  mediaType: v.optional(v.string()),
  manifests: v.array(v.object({ digest: v.string(), artifactType: v.optional(v.string()) })),
});

/** Referrers of the distribution specification 1.1. */
export const referrerCalls: readonly Calls[] = [
  {
    name: 'referrers of what nobody refers to',
    make: async (target) => readList(await target.send('GET', `referrers/${digestOf('nobody')}`)),
  },
  {
    name: 'referrers of an image, in any order',
    async make(target) {
      const image = await prepareImage(target, 'image');
      await putManifest(target, 'image', image);
      const subject = { mediaType: types.manifest, digest: digestOf(image), size: image.length };
      for (const text of ['one', 'two']) {
        const manifest = await prepareImage(target, text, { subject });
        await putManifest(target, digestOf(manifest), manifest);
      }
      return readList(await target.send('GET', `referrers/${subject.digest}`));
    },
  },
  {
    name: 'a referrer of what is not there yet',
    async make(target) {
      const subject = { mediaType: types.manifest, digest: digestOf('later'), size: 5 };
      const manifest = await prepareImage(target, 'early', { subject });
      const put = await putManifest(target, digestOf(manifest), manifest);
      return [outcomeOf(put), readList(await target.send('GET', `referrers/${subject.digest}`))];
    },
  },
  {
    name: 'a referrer that is removed is listed no more',
    async make(target) {
      const subject = { mediaType: types.manifest, digest: digestOf('removed'), size: 7 };
      const manifest = await prepareImage(target, 'gone', { subject });
      await putManifest(target, digestOf(manifest), manifest);
      await target.send('DELETE', `manifests/${digestOf(manifest)}`);
      return readList(await target.send('GET', `referrers/${subject.digest}`));
    },
  },
  {
    name: 'the artifact type of its own goes before the configuration’s',
    async make(target) {
      const subject = { mediaType: types.manifest, digest: digestOf('typed'), size: 5 };
      const manifest = await prepareImage(target, 'typed', { subject, artifactType: 'application/x.own' });
      await putManifest(target, digestOf(manifest), manifest);
      return readList(await target.send('GET', `referrers/${subject.digest}`));
    },
  },
  {
    name: 'OCI-Subject tells that the registry knows referrers',
    async make(target) {
      const subject = { mediaType: types.manifest, digest: digestOf('told'), size: 4 };
      const manifest = await prepareImage(target, 'told', { subject });
      return (await putManifest(target, digestOf(manifest), manifest)).headers['oci-subject'];
    },
  },
];

function readList({ status, headers, body }: Reply): unknown {
  const { mediaType, manifests } = v.parse(List, JSON.parse(body.toString()));
  const sorted = manifests.toSorted((a, b) => (a.digest < b.digest ? -1 : 1));
  return [status, headers['content-type'], mediaType, sorted];
}
