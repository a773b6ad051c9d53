import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { formatImageReference } from '../../lib/domain/image/index.ts';
import { lockFileName, parseImageLock } from '../../lib/domain/image-lock/index.ts';
import { listUpstreamImages } from '../../simulator/upstream/index.ts';
import { root } from '../support/repository.ts';

describe('the lock file of this project', () => {
  it('holds what the catalogue serves, but for the try-out image', async () => {
    const { entries } = parseImageLock(await readFile(join(root, lockFileName), 'utf8'), lockFileName);
    const locked = entries.map(({ image, reason }) => [formatImageReference(image), reason]);
    const served = listUpstreamImages().filter(({ reference }) => !reference.includes('/hello-world:'));
    // `npm run simulator -- exec -- npm run images-lock` refreshes the digests.
    expect(locked).toEqual(served.map(({ reference, digest, reason }) => [`${reference}@${digest}`, reason]));
  });

  it('names its schema for editors', async () => {
    const [first] = (await readFile(join(root, lockFileName), 'utf8')).split('\n');
    expect(first).toBe('# yaml-language-server: $schema=./images.lock.schema.json');
  });
});
