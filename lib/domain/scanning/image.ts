import { UserError } from '../../base/errors/index.ts';
import { collectArtifact, listImages } from '../artifact/index.ts';
import type { Manifest, PlatformImage } from '../artifact/index.ts';
import { formatImageReference, pinImage } from '../image/index.ts';
import type { Digest, PinnedImage } from '../image/index.ts';
import type { RequestedImage } from '../promotion/index.ts';
import type { ScanShelf } from './types.ts';

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
  const { images: platforms, others: notScanned } = listImages({ root, children });
  if (platforms.length === 0) {
    throw new UserError('SCAN_IMAGE_UNSUPPORTED', {
      subject: formatImageReference(image),
      reason: 'it has no image for any platform',
    });
  }
  return { image, root, children, platforms, notScanned };
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
