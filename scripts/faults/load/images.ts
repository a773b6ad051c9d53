import { createHash } from 'node:crypto';
import type { RegistryStore } from '../../../simulator/azure/registry/index.ts';
import type { World } from '../../../simulator/world/index.ts';

const mediaType = 'application/vnd.oci.image.manifest.v1+json';

/** Leaves small images of different digests in a repository, and answers the digests. */
export async function seedImages(
  store: RegistryStore,
  world: World,
  order: { readonly repository: string; readonly count: number },
): Promise<readonly string[]> {
  const { repository, count } = order;
  const config = Buffer.from(
    JSON.stringify({ architecture: 'amd64', os: 'linux', rootfs: { type: 'layers', diff_ids: [] } }),
  );
  store.addBlob(repository, await world.blobs.put(config));
  const digests: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const manifest = {
      ...{ schemaVersion: 2, mediaType },
      config: {
        mediaType: 'application/vnd.oci.image.config.v1+json',
        digest: `sha256:${createHash('sha256').update(config).digest('hex')}`,
        size: config.length,
      },
      layers: [],
      annotations: { 'org.opencontainers.image.version': String(index) },
    };
    const bytes = Buffer.from(JSON.stringify(manifest));
    const pushed = await store.putManifest(repository, { bytes, mediaType });
    if (!pushed.ok) throw new Error(`${pushed.code}: ${pushed.message}`);
    digests.push(pushed.digest);
  }
  return digests;
}
