import { UserError } from '../../../lib/base/errors/index.ts';
import { parsePinnedImage, parseRepository } from '../../../lib/domain/image/index.ts';
import type { PinnedImage } from '../../../lib/domain/image/index.ts';

const folders = ['upstream/', 'tools/'];

/** Text to upstream image, Docker Hub's short names included (`node@sha256:…` is `docker.io/library/node@…`). */
export function parseUpstreamImage(text: string): PinnedImage {
  const image = parsePinnedImage(text, { isDockerShorthandAllowed: true });
  if (image.digest.startsWith('sha256:')) return image;
  throw new UserError('IMAGE_DIGEST_INVALID', {
    subject: image.digest,
    reason: 'ACR names manifests by sha256 alone',
  });
}

/** A repository that imports may write to: builds and pull requests have their own folders. */
export function parseQuarantineFolder(text: string): string {
  const repository = parseRepository(text);
  if (folders.some((folder) => repository.startsWith(folder))) return repository;
  throw new UserError('IMPORT_REPOSITORY_FORBIDDEN', {
    subject: repository,
    reason: 'it is neither under `upstream/` nor under `tools/`',
  });
}

/** Where an upstream image goes when nothing else is asked: `upstream/<host>/<repository>`. */
export function buildQuarantineRepository(image: PinnedImage): string {
  // A colon may not stand in a repository; an underscore may not stand in a host, so no two hosts meet.
  return parseRepository(`upstream/${image.registry.replace(':', '_')}/${image.repository}`);
}
