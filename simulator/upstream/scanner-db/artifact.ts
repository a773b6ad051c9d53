import { createHash } from 'node:crypto';
import type { RegistryStore } from '../../azure/registry/types.ts';
import type { World } from '../../world/types.ts';

const manifestType = 'application/vnd.oci.image.manifest.v1+json';

/** A file that is kept in a registry: an OCI artifact of one layer, as oras pushes it. */
export interface FileArtifact {
  readonly repository: string;
  readonly tags: readonly string[];
  readonly artifactType?: string;
  readonly configType: string;
  readonly layerType: string;
  /** Name of the file (`org.opencontainers.image.title`). */
  readonly title: string;
  readonly bytes: Buffer;
  /** RFC 3339. */
  readonly created: string;
  /** Where it was published. */
  readonly source?: string;
}

/** Pushes the artifact and moves its tags to it; answers the digest of its manifest. */
export async function pushArtifact(
  world: World,
  store: RegistryStore,
  artifact: FileArtifact,
): Promise<string> {
  const config = Buffer.from('{}');
  for (const bytes of [config, artifact.bytes]) {
    store.addBlob(artifact.repository, await world.blobs.put(bytes));
  }
  const bytes = Buffer.from(JSON.stringify(renderManifest(artifact, config)));
  let digest = '';
  for (const tag of artifact.tags) {
    const pushed = await store.putManifest(artifact.repository, { bytes, mediaType: manifestType, tag });
    if (!pushed.ok) throw new Error(`${store.host}/${artifact.repository}: ${pushed.code} ${pushed.message}`);
    digest = pushed.digest;
  }
  return digest;
}

function renderManifest(artifact: FileArtifact, config: Buffer) {
  const { artifactType, configType, layerType, bytes, title, created, source } = artifact;
  const annotations = { 'org.opencontainers.image.title': title };
  return {
    schemaVersion: 2,
    mediaType: manifestType,
    ...(artifactType === undefined ? {} : { artifactType }),
    config: describe(configType, config),
    layers: [{ ...describe(layerType, bytes), annotations }],
    annotations: {
      'org.opencontainers.image.created': created,
      ...(source === undefined ? {} : { 'org.opencontainers.image.source': source }),
    },
  };
}

function describe(mediaType: string, bytes: Buffer) {
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  return { mediaType, digest, size: bytes.length };
}
