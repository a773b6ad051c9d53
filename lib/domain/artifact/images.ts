import { parseManifest } from './content.ts';
import type { ImageContent } from './content.ts';
import { isImageMediaType } from './media-types.ts';
import type { Digest } from '../image/index.ts';
import type { Artifact, Descriptor, Manifest, Platform } from './types.ts';

/** One platform of an image: what is pulled, scanned and decided on by itself. */
export interface PlatformImage {
  readonly manifest: Manifest;
  readonly content: ImageContent;
  /** `linux/arm64/v8`; `unknown` where the index does not say. */
  readonly platform: string;
}

/** What an artifact holds: images, whatever platform the index gives them, and statements of the builder. */
export interface ListedImages {
  readonly images: readonly PlatformImage[];
  readonly others: readonly Digest[];
}

const inTotoType = 'application/vnd.in-toto+json';

/** Tells the images of an artifact from what its builder says about them. */
export function listImages({ root, children }: Artifact): ListedImages {
  const manifests = [root, ...children];
  const names = listNames(manifests);
  const parsed = manifests.filter(({ mediaType }) => isImageMediaType(mediaType)).map(parseImage);
  return {
    images: parsed
      .filter(({ content }) => !isAttestation(content))
      .map((each) => ({ ...each, platform: names.get(each.manifest.digest) ?? 'unknown' })),
    others: parsed.filter(({ content }) => isAttestation(content)).map(({ manifest }) => manifest.digest),
  };
}

function parseImage(manifest: Manifest): Omit<PlatformImage, 'platform'> {
  const content = parseManifest(manifest);
  if (content.kind === 'image') return { manifest, content };
  throw new TypeError(`${manifest.digest} has the media type of an image and the body of an index`);
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
