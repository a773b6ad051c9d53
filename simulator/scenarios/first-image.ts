import { buildService, importBase, lockFile, mergeService, reviewAndPromote, startRun } from './chapters.ts';
import { baseImage } from './images.ts';
import type { Scenario } from './types.ts';

/** The main story: one image from its Dockerfile to the live registry, on a base that went the same way. */
export const firstImage: Scenario = {
  name: 'first-image',
  title: 'a base image is imported and promoted, chain-api is built on it, and a person lets it go live',
  async play(stage) {
    const sha = await mergeService(stage);
    const upstream = await startRun(stage, sha, 'upstream.yml');
    const base = await importBase(stage, upstream);
    await importBase(stage, upstream, {
      title: 'Import the images of the lock',
      with: { 'lock-file': lockFile },
    });
    await reviewAndPromote(stage, upstream, base.outputs['image'] ?? '', {
      title: 'Promote the base image',
      with: { tags: baseImage.tag },
    });
    const main = await startRun(stage, sha, 'main.yml');
    const built = await buildService(stage, main);
    await reviewAndPromote(stage, main, built.outputs['image'] ?? '', { with: { tags: sha.slice(0, 12) } });
  },
};
