import { UserError } from '../../base/errors/index.ts';
import { collectArtifact, isImageMediaType, parseManifest } from '../artifact/index.ts';
import type { Descriptor, ImageContent, Manifest, Platform } from '../artifact/index.ts';
import { formatImageReference, pinImage } from '../image/index.ts';
import type { Digest, PinnedImage } from '../image/index.ts';
import type { RequestedImage } from '../promotion/index.ts';
import type { ScanShelf } from './types.ts';

/** One platform of an image: what is pulled, scanned and reported by itself. */
export interface PlatformImage {
  readonly manifest: Manifest;
  readonly content: ImageContent;
  /** `linux/arm64/v8`; `unknown` where the index does not say. */
  readonly platform: string;
}

/** The image that was asked for, with everything that has to be scanned. */
export interface ScannedImage {
  readonly image: PinnedImage;
  readonly root: Manifest;
  /** Of an index; each is held against its descriptor. */
  readonly children: readonly Manifest[];
  readonly platforms: readonly PlatformImage[];
  /** Children that are no images. */
  readonly notScanned: readonly Digest[];
}

const inTotoType = 'application/vnd.in-toto+json';

/** Resolves the image once and reads the manifests of all its platforms. Throws SCAN_IMAGE_* and IMAGE_* codes. */
export async function readImage(requested: RequestedImage, registry: ScanShelf): Promise<ScannedImage> {
  const image = await pin(requested, registry);
  const { repository, digest } = image;
  const find = (wanted: Digest): Promise<Manifest | undefined> => registry.findManifest(repository, wanted);
  const root = await find(digest);
  if (root === undefined) {
    throw new UserError('SCAN_IMAGE_NOT_FOUND', {
      subject: formatImageReference(image),
      reason: 'the registry has no such manifest',
    });
  }
  const { children } = await collectArtifact(root, find);
  const names = listPlatforms([root, ...children]);
  const parsed = [root, ...children].filter(({ mediaType }) => isImageMediaType(mediaType)).map(parse);
  const platforms = parsed.filter(({ content }) => !isAttestation(content));
  if (platforms.length === 0) {
    throw new UserError('SCAN_IMAGE_UNSUPPORTED', {
      subject: formatImageReference(image),
      reason: 'it has no image for any platform',
    });
  }
  return {
    image,
    ...{ root, children },
    platforms: platforms.map((each) => ({ ...each, platform: names.get(each.manifest.digest) ?? 'unknown' })),
    notScanned: parsed.filter(({ content }) => isAttestation(content)).map(({ manifest }) => manifest.digest),
  };
}

async function pin(requested: RequestedImage, { registry, findDigest }: ScanShelf): Promise<PinnedImage> {
  const { repository, tag, digest } = requested;
  if (requested.registry !== undefined && requested.registry !== registry) {
    throw new UserError('SCAN_IMAGE_WRONG_REGISTRY', {
      subject: `${requested.registry}/${repository}`,
      reason: `the registry of this step is ${registry}`,
    });
  }
  const found = tag === undefined ? digest : await findDigest(repository, tag);
  if (found === digest) return pinImage({ registry, repository }, digest);
  throw new UserError('SCAN_IMAGE_TAG_MOVED', {
    subject: `${registry}/${repository}:${tag ?? ''}`,
    reason: found === undefined ? `it is gone; it was ${digest}` : `it points at ${found}, not at ${digest}`,
  });
}

function parse(manifest: Manifest): { readonly manifest: Manifest; readonly content: ImageContent } {
  const content = parseManifest(manifest);
  if (content.kind === 'image') return { manifest, content };
  throw new TypeError(`${manifest.digest} has the media type of an image and the body of an index`);
}

// BuildKit keeps its statements as a child for the platform unknown/unknown. What has a layer that can be run is
// scanned whatever its platform says: https://docs.docker.com/build/metadata/attestations/attestation-storage/
function isAttestation({ layers }: ImageContent): boolean {
  return layers.length > 0 && layers.every(({ mediaType }) => mediaType === inTotoType);
}

function listPlatforms(manifests: readonly Manifest[]): ReadonlyMap<Digest, string> {
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
