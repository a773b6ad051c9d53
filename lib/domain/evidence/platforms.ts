import { UserError } from '../../base/errors/index.ts';
import { collectArtifact, listImages } from '../artifact/index.ts';
import type { Artifact, Descriptor, Manifest } from '../artifact/index.ts';
import { formatImageReference } from '../image/index.ts';
import type { Digest, PinnedImage } from '../image/index.ts';
import type { EvidenceRegistry, ImagePlatform } from './types.ts';

/** An image whole: index and children, each hashed again. Throws GATE_IMAGE_NOT_FOUND and IMAGE_* codes. */
export async function readArtifact(
  image: PinnedImage,
  registry: Pick<EvidenceRegistry, 'findManifest'>,
): Promise<Artifact> {
  const find = (digest: Digest): Promise<Manifest | undefined> =>
    registry.findManifest(image.repository, digest);
  const root = await find(image.digest);
  if (root !== undefined) return collectArtifact(root, find);
  throw new UserError('GATE_IMAGE_NOT_FOUND', {
    subject: formatImageReference(image),
    reason: 'the registry has no such manifest',
  });
}

/** A manifest's descriptor, as statements and records name their subject. */
export function describeManifest({ mediaType, digest, bytes }: Manifest): Descriptor {
  return { mediaType, digest, size: bytes.length };
}

/** Every image of an artifact: what has to be scanned, whatever platform the index gives it. */
export function listPlatforms(artifact: Artifact): readonly ImagePlatform[] {
  return listImages(artifact).images.map(({ manifest, content, platform }) => ({
    ...{ manifest: describeManifest(manifest), config: content.config.digest, platform },
  }));
}
