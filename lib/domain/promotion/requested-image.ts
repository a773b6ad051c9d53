import { UserError } from '../../base/errors/index.ts';
import type { Notation } from '../../base/notation.ts';
import { parsePinnedImage } from '../image/index.ts';
import type { Digest, PinnedImage } from '../image/index.ts';

/** An image as a caller names it for a registry that is known otherwise: the host may be left out. */
export interface RequestedImage {
  readonly registry: string | undefined;
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: Digest;
}

// Reserved by RFC 2606: stands in for the host while the rest is parsed.
const placeholder = 'registry.invalid';

/** An image of a registry that is known otherwise. */
export const requestedImageNotation: Notation<RequestedImage> = {
  form: '`repository@sha256:…`',
  parse: parseRequestedImage,
};

/** Text to requested image: `[host/]repository[:tag]@sha256:…`; throws IMAGE_* codes. */
export function parseRequestedImage(text: string): RequestedImage {
  const hasRegistry = startsWithHost(text);
  const image = parsePinnedImage(hasRegistry ? text : `${placeholder}/${text}`);
  if (!image.digest.startsWith('sha256:')) {
    throw new UserError('IMAGE_DIGEST_INVALID', {
      subject: image.digest,
      reason: 'ACR names manifests by sha256 alone',
    });
  }
  const { repository, tag, digest } = image;
  return { registry: hasRegistry ? image.registry : undefined, repository, tag, digest };
}

/** The image in the registry it must be in; a host that is another throws PROMOTION_WRONG_REGISTRY. */
export function pinRequested(image: RequestedImage, registry: string): PinnedImage {
  if (image.registry !== undefined && image.registry !== registry) {
    throw new UserError('PROMOTION_WRONG_REGISTRY', {
      subject: `${image.registry}/${image.repository}`,
      reason: `the registry of this step is ${registry}`,
    });
  }
  return { registry, repository: image.repository, digest: image.digest };
}

/** Whether a repository is in the folder that pull requests write to; nothing from there is promoted. */
export function isPullRequestFolder(repository: string): boolean {
  return repository === 'pr' || repository.startsWith('pr/');
}

/** Fails when the tag beside the digest was found to point elsewhere, or nowhere; throws PROMOTION_TAG_MOVED. */
export function assertTagUnmoved(
  requested: RequestedImage,
  registry: string,
  found: Digest | undefined,
): void {
  const { repository, tag, digest } = requested;
  if (tag === undefined || found === digest) return;
  throw new UserError('PROMOTION_TAG_MOVED', {
    subject: `${registry}/${repository}:${tag}`,
    reason: found === undefined ? `it is gone; it was ${digest}` : `it points at ${found}, not at ${digest}`,
  });
}

// Docker's rule, distribution/reference normalize.go splitDockerDomain: a host has a dot or a port, or is localhost.
function startsWithHost(text: string): boolean {
  const name = text.split('@', 1)[0] ?? '';
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  return /[.:]/.test(first) || first === 'localhost';
}
