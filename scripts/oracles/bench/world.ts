import assert from 'node:assert/strict';
import { live, quarantine } from '../../../simulator/estate/index.ts';
import type { Simulation } from '../../../simulator/simulation.ts';
import type { Bench } from './bench.ts';
import { buildIndex, seedIndex } from './images.ts';
import type { Index } from './images.ts';

/** What a program of the registries finds: an image for two platforms in live, and the same on Docker Hub. */
export const seeded = { host: live.loginServer, repository: 'upstream/hello', tag: '1.0' } as const;
export const seededName = `${seeded.host}/${seeded.repository}:${seeded.tag}`;
const hub = { host: 'docker.io', repository: 'library/hello', tag: '1.0' } as const;

/** Where a program may write. */
export const playground = `${quarantine.loginServer}/conformance`;

/** Puts the image where the programs look for it. */
export async function fillRegistries({ simulation }: Bench): Promise<void> {
  const index = await buildSeeded();
  await seedIndex(simulation, seeded, index);
  await seedIndex(simulation, hub, index);
}

/** The image as it was seeded; the same bytes every time. */
export function buildSeeded(): Promise<Index> {
  return buildIndex('oracle');
}

/** The digest behind a tag of a registry, read past all services. */
export function findDigest({ registries }: Simulation, name: string): string | undefined {
  const {
    host = '',
    repository = '',
    tag = '',
  } = /^(?<host>[^/]+)\/(?<repository>.+):(?<tag>[^:]+)$/.exec(name)?.groups ?? {};
  return registries.find(host)?.resolve(repository, tag)?.digest;
}

/** Fails unless the tag leads to the seeded image. */
export async function assertSeeded({ simulation }: Bench, name: string): Promise<void> {
  assert.equal(findDigest(simulation, name), (await buildSeeded()).index.digest);
}
