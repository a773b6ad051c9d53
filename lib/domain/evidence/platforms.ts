import { UserError } from '../../base/errors/index.ts';
import { collectArtifact, isImageMediaType, parseManifest } from '../artifact/index.ts';
import type { Artifact, Descriptor, ImageContent, Manifest, Platform } from '../artifact/index.ts';
import { formatImageReference } from '../image/index.ts';
import type { Digest, PinnedImage } from '../image/index.ts';
import type { EvidenceRegistry, ImagePlatform } from './types.ts';

const inTotoType = 'application/vnd.in-toto+json';

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
export function listPlatforms({ root, children }: Artifact): readonly ImagePlatform[] {
  const manifests = [root, ...children];
  const names = listNames(manifests);
  return manifests.flatMap((manifest): readonly ImagePlatform[] => {
    if (!isImageMediaType(manifest.mediaType)) return [];
    const content = parseManifest(manifest);
    if (content.kind !== 'image' || isAttestation(content)) return [];
    const platform = names.get(manifest.digest) ?? 'unknown';
    return [{ manifest: describeManifest(manifest), config: content.config.digest, platform }];
  });
}

// BuildKit keeps its statements as a child for the platform unknown/unknown. What has a layer that can be run is an
// image whatever its platform says: https://docs.docker.com/build/metadata/attestations/attestation-storage/
function isAttestation({ layers }: ImageContent): boolean {
  return layers.length > 0 && layers.every(({ mediaType }) => mediaType === inTotoType);
}

function listNames(manifests: readonly Manifest[]): ReadonlyMap<Digest, string> {
  const descriptors = manifests.flatMap((manifest): readonly Descriptor[] => {
    const content = parseManifest(manifest);
    return content.kind === 'index' ? content.manifests : [];
  });
  return new Map(
    descriptors.flatMap(({ digest, platform }) =>
      platform === undefined ? [] : [[digest, renderPlatform(platform)] as const],
    ),
  );
}

function renderPlatform({ os, architecture, variant }: Platform): string {
  return [os, architecture, ...(variant === undefined ? [] : [variant])].join('/');
}
