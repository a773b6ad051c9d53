import { UserError } from '../../base/errors/index.ts';
import type { Notation } from '../../base/notation.ts';
import { parseDigest } from './digest.ts';
import { explainRegistry, explainRepository, explainTag, maxNameCharacters } from './names.ts';
import { quote } from './quote.ts';
import type { Digest, ImageReference, PinnedImage } from './types.ts';

/** How a text that names no registry is read. */
export interface ReferenceOptions {
  /** Reads as Docker does: `nginx` is `docker.io/library/nginx`. Without it such a text is refused. */
  readonly isDockerShorthandAllowed?: boolean;
}

// Longer than any valid reference: 255 + ":" + 128 + "@" + 135.
const maxReferenceCharacters = 520;

/** Text to image reference by the grammar of the OCI distribution specification 1.1; throws IMAGE_REFERENCE_INVALID. */
export function parseImageReference(text: string, options: ReferenceOptions = {}): ImageReference {
  if (text.length > maxReferenceCharacters) throw refuse(text, 'it is longer than any image reference');
  const { name, tag, digest } = split(text);
  const { registry, repository } = splitName(text, name, options);
  const reason =
    explainRegistry(registry) ??
    explainRepository(repository) ??
    explainLength(registry, repository) ??
    (tag === undefined ? undefined : explainTag(tag));
  if (reason !== undefined) throw refuse(text, reason);
  return {
    registry,
    repository,
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest: parseDigest(digest) }),
  };
}

/** Like {@link parseImageReference}, and IMAGE_NOT_PINNED when there is no digest. */
export function parsePinnedImage(text: string, options: ReferenceOptions = {}): PinnedImage {
  const reference = parseImageReference(text, options);
  if (isPinned(reference)) return reference;
  throw new UserError('IMAGE_NOT_PINNED', { subject: quote(text), reason: 'it has no digest' });
}

/** A repository of a registry that is known otherwise. */
export const repositoryNotation: Notation<string> = {
  form: 'a repository path such as `workload/chain-api`',
  parse: parseRepository,
};

/** A repository path such as `workload/chain-api`, without registry, tag and digest. */
export function parseRepository(text: string): string {
  const reason = explainRepository(text);
  if (reason === undefined) return text;
  throw refuse(text, reason);
}

/** A tag such as `v1.2.3`. */
export function parseTag(text: string): string {
  const reason = explainTag(text);
  if (reason === undefined) return text;
  throw refuse(text, reason);
}

/** `registry/repository[:tag][@digest]`; the inverse of {@link parseImageReference}. */
export function formatImageReference(image: ImageReference): string {
  const tag = image.tag === undefined ? '' : `:${image.tag}`;
  const digest = image.digest === undefined ? '' : `@${image.digest}`;
  return `${image.registry}/${image.repository}${tag}${digest}`;
}

/** Whether the reference carries a digest. */
export function isPinned(image: ImageReference): image is PinnedImage {
  return image.digest !== undefined;
}

/** The same image with a digest; the tag is dropped, since it may move away from the digest. */
export function pinImage(image: ImageReference, digest: Digest): PinnedImage {
  return { registry: image.registry, repository: image.repository, digest };
}

interface Parts {
  readonly name: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

function split(text: string): Parts {
  const at = text.indexOf('@');
  const head = at < 0 ? text : text.slice(0, at);
  const digest = at < 0 ? undefined : text.slice(at + 1);
  // A colon before the last slash belongs to the port.
  const colon = head.indexOf(':', head.lastIndexOf('/') + 1);
  if (colon < 0) return { name: head, tag: undefined, digest };
  return { name: head.slice(0, colon), tag: head.slice(colon + 1), digest };
}

function splitName(
  text: string,
  name: string,
  options: ReferenceOptions,
): Pick<ImageReference, 'registry' | 'repository'> {
  if (/:\/\//.test(text)) throw refuse(text, 'it is a URL; leave out the scheme');
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  if (isRegistry(first)) return expandDockerHub(first.toLowerCase(), name.slice(slash + 1), options);
  if (options.isDockerShorthandAllowed === true) return expandDockerHub('docker.io', name, options);
  throw refuse(text, 'it names no registry');
}

// Docker's own rule, distribution/reference normalize.go splitDockerDomain.
function isRegistry(first: string): boolean {
  return /[.:]/.test(first.replace(/^\.+$/, '')) || first === 'localhost';
}

function expandDockerHub(
  registry: string,
  repository: string,
  options: ReferenceOptions,
): Pick<ImageReference, 'registry' | 'repository'> {
  if (options.isDockerShorthandAllowed !== true) return { registry, repository };
  const host = registry === 'index.docker.io' ? 'docker.io' : registry;
  const isOfficial = host === 'docker.io' && repository !== '' && !repository.includes('/');
  return { registry: host, repository: isOfficial ? `library/${repository}` : repository };
}

function explainLength(registry: string, repository: string): string | undefined {
  if (registry.length + 1 + repository.length <= maxNameCharacters) return undefined;
  return `registry and repository together are longer than ${maxNameCharacters} characters`;
}

function refuse(text: string, reason: string): UserError {
  return new UserError('IMAGE_REFERENCE_INVALID', { subject: quote(text), reason });
}
