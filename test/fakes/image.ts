import { mediaTypes } from '../../lib/domain/artifact/index.ts';
import type { Digest } from '../../lib/domain/image/index.ts';
import type { FakeRegistry } from './registry.ts';

/** Pushes an image for two platforms; another `seed` is another digest. */
export async function pushIndex(
  registry: FakeRegistry,
  repository: string,
  seed: string,
  tag?: string,
): Promise<Digest> {
  const manifests = [];
  for (const architecture of ['amd64', 'arm64']) {
    const { digest, size } = await pushManifest(registry, repository, `${seed} ${architecture}`);
    manifests.push({
      mediaType: mediaTypes.ociManifest,
      digest,
      size,
      platform: { os: 'linux', architecture },
    });
  }
  const bytes = encode({ schemaVersion: 2, mediaType: mediaTypes.ociIndex, manifests });
  return registry.writeManifest(repository, {
    mediaType: mediaTypes.ociIndex,
    bytes,
    ...(tag === undefined ? {} : { tag }),
  });
}

/** Pushes an image for one platform. */
export async function pushManifest(
  registry: FakeRegistry,
  repository: string,
  seed: string,
): Promise<{ readonly digest: Digest; readonly size: number }> {
  const blob = new TextEncoder().encode(seed);
  const digest = await registry.writeBlob(repository, blob);
  const config = { mediaType: 'application/vnd.oci.image.config.v1+json', digest, size: blob.length };
  const bytes = encode({ schemaVersion: 2, mediaType: mediaTypes.ociManifest, config, layers: [] });
  return {
    digest: await registry.writeManifest(repository, { mediaType: mediaTypes.ociManifest, bytes }),
    size: bytes.length,
  };
}

function encode(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
