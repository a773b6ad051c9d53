import { describe, expect, it } from '@jest/globals';
import type { Manifest } from '../../../lib/domain/artifact/index.ts';
import { compareWithSource } from '../src/live.ts';
import type { Manifests, Passage } from '../src/live.ts';
import { createEstate, openShelf, repository } from './estate.ts';
import { resolveSource } from '../src/source.ts';

async function createPassage(): Promise<{ passage: Passage; live: Map<string, Manifest> }> {
  const estate = await createEstate();
  const { quarantine, live, digest } = estate;
  const source = await resolveSource({ registry: undefined, repository, tag: undefined, digest }, quarantine);
  const target = { ...source.image, registry: live.registry };
  const manifests = [source.artifact.root, ...source.artifact.children];
  return {
    passage: { source, target, tags: [], shelf: openShelf(estate, { keys: new Map() }) },
    live: new Map(manifests.map((manifest) => [manifest.digest, manifest])),
  };
}

function codeOf(passage: Passage, live: Manifests): unknown {
  try {
    compareWithSource(passage, live);
  } catch (error) {
    return Reflect.get(Object(error), 'code');
  }
  return 'equal';
}

describe('compareWithSource', () => {
  it('takes equal manifests for equal', async () => {
    const { passage, live } = await createPassage();
    expect(live.size).toBeGreaterThan(1);
    expect(codeOf(passage, live)).toBe('equal');
  });

  it.each([
    { name: 'other bytes', change: { bytes: Buffer.from('{}') }, code: 'PROMOTION_MANIFEST_DIFFERS' },
    { name: 'another media type', change: { mediaType: 'x' }, code: 'PROMOTION_MANIFEST_DIFFERS' },
    { name: 'nothing', change: undefined, code: 'PROMOTION_IMPORT_INCOMPLETE' },
  ])('refuses a live image with $name in any place', async ({ change, code }) => {
    const { passage, live } = await createPassage();
    for (const [digest, manifest] of live) {
      const changed = new Map(live);
      if (change === undefined) changed.delete(digest);
      else changed.set(digest, { ...manifest, ...change });
      expect(codeOf(passage, changed)).toBe(code);
    }
  });
});
