import type { RegistryStore, Registries } from '../azure/registry/types.ts';
import type { World } from '../world/types.ts';
import { catalogue } from './catalogue/index.ts';
import { buildLayout } from './layout/image.ts';
import type { ImageSpec } from './layout/types.ts';
import { publishDatabase } from './scanner-db/index.ts';

/** An image of the catalogue as a lock file names it. */
export interface UpstreamImage {
  /** `host/repository:tag`. */
  readonly reference: string;
  readonly digest: string;
  readonly reason: string;
}

/** The catalogue with its digests; they are the same on every machine. */
export function listUpstreamImages(): readonly UpstreamImage[] {
  return catalogue.map((spec) => ({
    reference: `${spec.registry}/${spec.repository}:${spec.tags[0]}`,
    digest: buildLayout(spec).index.digest,
    reason: spec.reason,
  }));
}

/** Fills the upstream registries of a world; what is there already stays. */
export async function seedUpstream(world: World, registries: Registries): Promise<void> {
  for (const spec of catalogue) {
    const store = registries.find(spec.registry);
    if (store === undefined) throw new Error(`no upstream registry has the host "${spec.registry}"`);
    if (store.resolve(spec.repository, spec.tags[0]) === undefined) await seedImage(world, store, spec);
  }
  const database = registries.find('ghcr.io')?.resolve('aquasecurity/trivy-db', '2');
  if (database === undefined) await publishDatabase(world, registries);
}

/** Pushes one image of a spec, for tests that publish a new version upstream; answers the digest of its index. */
export async function seedImage(world: World, store: RegistryStore, spec: ImageSpec): Promise<string> {
  const { blobs, manifests, index } = buildLayout(spec);
  for (const bytes of blobs) store.addBlob(spec.repository, await world.blobs.put(bytes));
  for (const { bytes, mediaType } of manifests) await push(store, spec.repository, { bytes, mediaType });
  for (const tag of spec.tags)
    await push(store, spec.repository, { bytes: index.bytes, mediaType: index.mediaType, tag });
  return index.digest;
}

async function push(
  store: RegistryStore,
  repository: string,
  manifest: Parameters<RegistryStore['putManifest']>[1],
): Promise<void> {
  const pushed = await store.putManifest(repository, manifest);
  if (!pushed.ok) throw new Error(`${store.host}/${repository}: ${pushed.code} ${pushed.message}`);
}
