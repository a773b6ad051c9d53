import { mediaTypes, parseManifest } from '../../../lib/domain/artifact/index.ts';
import type { Descriptor, Manifest } from '../../../lib/domain/artifact/index.ts';
import type { TestGate } from '../../../lib/domain/evidence/testing/play-gate.ts';
import { computeDigest, parseDigest } from '../../../lib/domain/image/index.ts';
import type { Digest } from '../../../lib/domain/image/index.ts';
import type { RegistryStore } from '../../../simulator/azure/registry/index.ts';
import type { World } from '../../../simulator/world/index.ts';

/** A simulated registry past its doors: no right is asked for, no request is logged, nothing fails. */
export function openStoreClient(world: World, store: RegistryStore): TestGate['client'] {
  const findManifest = async (repository: string, digest: Digest): Promise<Manifest | undefined> => {
    const found = store.resolve(repository, digest);
    const bytes = found === undefined ? undefined : await store.manifestBytes(digest);
    return found === undefined || bytes === undefined
      ? undefined
      : { mediaType: found.mediaType, digest, bytes };
  };
  return {
    registry: store.host,
    findManifest,
    findDigest: async (repository, tag) => {
      const found = store.resolve(repository, tag);
      return found === undefined ? undefined : parseDigest(found.digest);
    },
    findBlob: async (repository, digest) =>
      store.hasBlob(repository, digest) ? store.manifestBytes(digest) : undefined,
    writeBlob: async (repository, bytes) => {
      store.addBlob(repository, await world.blobs.put(Buffer.from(bytes)));
      return computeDigest(bytes);
    },
    writeManifest: async (repository, upload) => {
      const pushed = await store.putManifest(repository, upload);
      if (pushed.ok) return parseDigest(pushed.digest);
      throw new Error(`${store.host}/${repository}: ${pushed.code} ${pushed.message}`);
    },
    listReferrers: async (repository, subject, type) => {
      const digests = store.manifests(repository).map((digest) => parseDigest(digest));
      const manifests = await Promise.all(digests.map((digest) => findManifest(repository, digest)));
      return manifests.flatMap((manifest) => describeReferrer(manifest, subject, type));
    },
    listTags: async function* (repository) {
      for (const name of store.tags(repository)) {
        const digest = store.resolve(repository, name)?.digest;
        if (digest !== undefined) yield { name, digest: parseDigest(digest) };
      }
    },
  };
}

function describeReferrer(
  manifest: Manifest | undefined,
  subject: Digest,
  type: string | undefined,
): readonly Descriptor[] {
  if (manifest?.mediaType !== mediaTypes.ociManifest) return [];
  const content = parseManifest(manifest);
  const isWanted =
    content.subject?.digest === subject && (type === undefined || content.artifactType === type);
  const { mediaType, digest, bytes } = manifest;
  return isWanted ? [{ mediaType, digest, size: bytes.length }] : [];
}
