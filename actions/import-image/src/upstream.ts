import { UserError } from '../../../lib/base/errors/index.ts';
import { parsePinnedImage } from '../../../lib/domain/image/index.ts';
import type { PinnedImage } from '../../../lib/domain/image/index.ts';

/** Text to upstream image, Docker Hub's short names included (`node@sha256:…` is `docker.io/library/node@…`). */
export function parseUpstreamImage(text: string): PinnedImage {
  const image = parsePinnedImage(text, { isDockerShorthandAllowed: true });
  if (image.digest.startsWith('sha256:')) return image;
  throw new UserError('IMAGE_DIGEST_INVALID', {
    subject: image.digest,
    reason: 'ACR names manifests by sha256 alone',
  });
}
