import { UserError } from '../../../lib/base/errors/index.ts';
import type { RegistryClient } from '../../../lib/clients/registry/index.ts';
import { collectArtifact } from '../../../lib/domain/artifact/index.ts';
import type { Artifact, Descriptor, Manifest } from '../../../lib/domain/artifact/index.ts';
import { formatImageReference } from '../../../lib/domain/image/index.ts';
import type { PinnedImage } from '../../../lib/domain/image/index.ts';
import { assertTagUnmoved, isPullRequestFolder, pinRequested } from '../../../lib/domain/promotion/index.ts';
import type { RequestedImage } from '../../../lib/domain/promotion/index.ts';

/** The image to promote, with every manifest as quarantine has it. */
export interface Source {
  readonly image: PinnedImage;
  readonly artifact: Artifact;
}

/** Reads the requested image whole; from here on only its digest counts. Throws PROMOTION_* and IMAGE_* codes. */
export async function resolveSource(requested: RequestedImage, quarantine: RegistryClient): Promise<Source> {
  const image = pinRequested(requested, quarantine.registry);
  assertNotPullRequest(image);
  const { repository, tag } = requested;
  if (tag !== undefined) {
    assertTagUnmoved(requested, quarantine.registry, await quarantine.findDigest(repository, tag));
  }
  const root = await readRoot(image, quarantine);
  const artifact = await collectArtifact(root, (digest) => quarantine.findManifest(image.repository, digest));
  return { image, artifact };
}

/** The root manifest's descriptor, as the subject of records. */
export function describeRoot({ artifact }: Source): Descriptor {
  const { mediaType, digest, bytes } = artifact.root;
  return { mediaType, digest, size: bytes.length };
}

/** The root and all children. */
export function listManifests(artifact: Artifact): readonly Manifest[] {
  return [artifact.root, ...artifact.children];
}

function assertNotPullRequest(image: PinnedImage): void {
  if (!isPullRequestFolder(image.repository)) return;
  throw fromPullRequest(image, image.repository);
}

async function readRoot(image: PinnedImage, quarantine: RegistryClient): Promise<Manifest> {
  const root = await quarantine.findManifest(image.repository, image.digest);
  if (root !== undefined) return root;
  const pullRequest = await findInPullRequests(image, quarantine);
  if (pullRequest !== undefined) throw fromPullRequest(image, pullRequest);
  throw new UserError('PROMOTION_DIGEST_NOT_FOUND', {
    subject: formatImageReference(image),
    reason: 'the repository has no such manifest',
  });
}

// Pull requests write to `pr/` and the repository's path, or to `pr/` and its name alone.
async function findInPullRequests(
  image: PinnedImage,
  quarantine: RegistryClient,
): Promise<string | undefined> {
  const name = image.repository.slice(image.repository.lastIndexOf('/') + 1);
  for (const repository of new Set([`pr/${image.repository}`, `pr/${name}`])) {
    if ((await quarantine.findManifest(repository, image.digest)) !== undefined) return repository;
  }
  return undefined;
}

function fromPullRequest(image: PinnedImage, repository: string): UserError {
  return new UserError('PROMOTION_FROM_PULL_REQUEST', {
    subject: formatImageReference(image),
    reason: `it stands in "${repository}"`,
  });
}
