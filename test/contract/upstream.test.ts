import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { listUpstreamImages } from '../../simulator/upstream/index.ts';
import { root } from '../support/repository.ts';

const images = new Map(listUpstreamImages().map(({ reference, digest }) => [reference, digest]));

describe('images of the upstream catalogue', () => {
  it('are what the service is built from', async () => {
    const text = await readFile(join(root, 'workload/chain-api/Dockerfile'), 'utf8');
    const [, reference = '', digest] = /^FROM \S+?\/upstream\/([^@\s]+)@(\S+)/m.exec(text) ?? [];
    expect([reference, digest]).toEqual([expect.stringMatching(/node:24/), images.get(reference)]);
  });
});
