import { UserError } from '../../base/errors/index.ts';
import { computeDigest } from '../image/index.ts';
import type { Digest } from '../image/index.ts';
import { listChildren } from './content.ts';
import { isImageMediaType, isIndexMediaType } from './media-types.ts';
import type { Artifact, Descriptor, Manifest } from './types.ts';

/** ACR imports at most this many manifests with an index (learn.microsoft.com, "Import container images", limitations). */
export const maxChildren = 50;

/** How deep indexes may nest: an index of indexes of images is the most that tools write. */
const maxIndexDepth = 3;

/** Answers a manifest of the same repository by digest, its bytes hashed again; undefined when it is not there. */
export type FindManifest = (digest: Digest) => Promise<Manifest | undefined>;

/**
 * Reads every manifest below a root and holds each against its descriptor.
 * Throws IMAGE_CHILD_MISSING, IMAGE_CHILD_MISMATCH, IMAGE_INDEX_TOO_LARGE, and what `parseManifest` throws.
 */
export async function collectArtifact(root: Manifest, find: FindManifest): Promise<Artifact> {
  const seen = new Map<Digest, Manifest>();
  await collectBelow(root, { root, find, seen }, 1);
  return { root, children: [...seen.values()] };
}

interface Walk {
  readonly root: Manifest;
  readonly find: FindManifest;
  readonly seen: Map<Digest, Manifest>;
}

async function collectBelow(parent: Manifest, walk: Walk, depth: number): Promise<void> {
  const descriptors = listChildren(parent);
  if (descriptors.length > 0 && depth > maxIndexDepth)
    throw tooLarge(walk.root, `indexes nest deeper than ${maxIndexDepth}`);
  for (const descriptor of descriptors) {
    const known = walk.seen.get(descriptor.digest);
    const child = known ?? (await readChild(parent, descriptor, walk.find));
    assertMatches(parent, descriptor, child);
    if (known !== undefined) continue;
    walk.seen.set(child.digest, child);
    if (walk.seen.size > maxChildren) throw tooLarge(walk.root, `it has more than ${maxChildren} manifests`);
    await collectBelow(child, walk, depth + 1);
  }
}

async function readChild(parent: Manifest, descriptor: Descriptor, find: FindManifest): Promise<Manifest> {
  if (!isImageMediaType(descriptor.mediaType) && !isIndexMediaType(descriptor.mediaType)) {
    throw new UserError('IMAGE_MANIFEST_UNSUPPORTED', {
      subject: descriptor.digest,
      reason: `the index ${parent.digest} names it as a manifest of an unknown media type`,
    });
  }
  const child = await find(descriptor.digest);
  if (child !== undefined) return child;
  throw new UserError('IMAGE_CHILD_MISSING', {
    subject: descriptor.digest,
    reason: `the index ${parent.digest} names it${renderPlatform(descriptor)}`,
  });
}

function assertMatches(parent: Manifest, descriptor: Descriptor, child: Manifest): void {
  const reason = explainMismatch(descriptor, child);
  if (reason === undefined) return;
  throw new UserError('IMAGE_CHILD_MISMATCH', {
    subject: descriptor.digest,
    reason: `${reason} (index ${parent.digest})`,
  });
}

function explainMismatch(descriptor: Descriptor, child: Manifest): string | undefined {
  if (child.digest !== descriptor.digest) return `the registry answered ${child.digest}`;
  if (child.digest.startsWith('sha256:') && computeDigest(child.bytes) !== child.digest)
    return 'its bytes have another digest';
  if (child.bytes.length !== descriptor.size)
    return `it has ${child.bytes.length} bytes, the index says ${descriptor.size}`;
  if (child.mediaType !== descriptor.mediaType)
    return `it is ${child.mediaType}, the index says ${descriptor.mediaType}`;
  return undefined;
}

function renderPlatform({ platform }: Descriptor): string {
  if (platform === undefined) return '';
  const variant = platform.variant === undefined ? '' : `/${platform.variant}`;
  return ` for ${platform.os}/${platform.architecture}${variant}`;
}

function tooLarge(root: Manifest, reason: string): UserError {
  return new UserError('IMAGE_INDEX_TOO_LARGE', { subject: root.digest, reason });
}
