import { createHash } from 'node:crypto';
import type { RegistryStore } from '../../azure/registry/types.ts';
import type { World } from '../../world/types.ts';

const manifestType = 'application/vnd.oci.image.manifest.v1+json';

/** A file that is kept in a registry: an OCI artifact of one layer, as oras pushes it. */
export interface FileArtifact {
  readonly repository: string;
  readonly tag: string;
  readonly configType: string;
  readonly layerType: string;
  /** Name of the file (`org.opencontainers.image.title`). */
  readonly title: string;
  readonly bytes: Buffer;
  /** RFC 3339. */
  readonly created: string;
}

/** Pushes the artifact and moves its tag to it; answers the digest of its manifest. */
export async function pushArtifact(
  world: World,
  store: RegistryStore,
  artifact: FileArtifact,
): Promise<string> {
  const config = Buffer.from('{}');
  for (const bytes of [config, artifact.bytes]) {
    store.addBlob(artifact.repository, await world.blobs.put(bytes));
  }
  const annotations = { 'org.opencontainers.image.title': artifact.title };
  const manifest = {
    schemaVersion: 2,
    mediaType: manifestType,
    config: describe(artifact.configType, config),
    layers: [{ ...describe(artifact.layerType, artifact.bytes), annotations }],
    annotations: { 'org.opencontainers.image.created': artifact.created },
  };
  const bytes = Buffer.from(JSON.stringify(manifest));
  const pushed = await store.putManifest(artifact.repository, {
    ...{ bytes, mediaType: manifestType, tag: artifact.tag },
  });
  if (!pushed.ok) throw new Error(`${store.host}/${artifact.repository}: ${pushed.code} ${pushed.message}`);
  return pushed.digest;
}

function describe(mediaType: string, bytes: Buffer) {
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  return { mediaType, digest, size: bytes.length };
}
