import { ExternalError, UserError } from '../../../lib/base/errors/index.ts';
import type { ErrorCode } from '../../../lib/base/errors/index.ts';
import type { Manifest } from '../../../lib/domain/artifact/index.ts';
import { formatImageReference } from '../../../lib/domain/image/index.ts';
import type { Digest, PinnedImage } from '../../../lib/domain/image/index.ts';
import { findRecord, isLocked, lockManifest, lockTag } from '../../../lib/domain/promotion/index.ts';
import type { Completion } from '../../../lib/domain/promotion/index.ts';
import type { LiveShelf } from './ports.ts';
import { listManifests } from './source.ts';
import type { Source } from './source.ts';

/** A promotion under way: what, where to, and with which tags. */
export interface Passage {
  readonly source: Source;
  readonly target: PinnedImage;
  readonly tags: readonly string[];
  readonly shelf: LiveShelf;
}

/** Refuses a digest that was taken out of use; throws PROMOTION_REVOKED. */
export async function assertNotRevoked({ shelf, target }: Passage): Promise<void> {
  const revocation = await findRecord(shelf, 'revocation', target.digest);
  if (revocation === undefined) return;
  const { reason, ticket } = revocation.record;
  throw new UserError('PROMOTION_REVOKED', {
    subject: formatImageReference(target),
    reason: `${reason} (${ticket})`,
  });
}

/** The tags that are not set yet; one that belongs to another digest throws PROMOTION_TAG_TAKEN. */
export async function findFreeTags({ shelf, target, tags }: Passage): Promise<readonly string[]> {
  const free: string[] = [];
  for (const tag of tags) {
    const digest = await findTagDigest(shelf, tag);
    if (digest !== undefined && digest !== target.digest) throw tagTaken(target, tag, digest);
    if (digest === undefined) free.push(tag);
  }
  return free;
}

/** Manifests of live by digest, as they were read. */
export type Manifests = ReadonlyMap<string, Manifest>;

/** Holds every manifest of live against quarantine's, byte for byte; throws PROMOTION_* codes. */
export function compareWithSource({ source, target }: Passage, live: Manifests): void {
  for (const expected of listManifests(source.artifact)) {
    const actual = live.get(expected.digest);
    const subject = formatImageReference({ ...target, digest: expected.digest });
    if (actual === undefined) throw differs('PROMOTION_IMPORT_INCOMPLETE', subject, 'it is not there');
    if (Buffer.compare(actual.bytes, expected.bytes) !== 0) {
      throw differs('PROMOTION_MANIFEST_DIFFERS', subject, 'its bytes differ');
    }
    if (actual.mediaType !== expected.mediaType) {
      throw differs(
        'PROMOTION_MANIFEST_DIFFERS',
        subject,
        `it is ${actual.mediaType}, not ${expected.mediaType}`,
      );
    }
  }
}

/** Locks tags and manifests. A tag that another promotion has moved meanwhile throws PROMOTION_TAG_TAKEN. */
export async function lockImage({ source, target, tags, shelf }: Passage): Promise<void> {
  for (const tag of tags) {
    const digest = await lockTag(shelf, tag, target.digest);
    if (digest !== target.digest) throw tagTaken(target, tag, digest);
  }
  for (const { digest } of listManifests(source.artifact)) await lockManifest(shelf, digest);
}

/** Fails when live is not what the completion states: content, tags and locks; throws PROMOTION_LIVE_DIFFERS. */
export async function assertStillLive(passage: Passage, completion: Completion): Promise<void> {
  const { client, repository } = passage.shelf;
  compareWithSource(passage, await readManifests(passage));
  for (const tag of completion.tags) {
    const found = await client.findTag(repository, tag);
    const isSame = found?.digest === passage.target.digest && isLocked(found.attributes);
    if (!isSame) throw liveDiffers(passage, `the tag ${tag} is gone, moved or unlocked`);
  }
  for (const digest of completion.manifests) {
    const found = await client.findManifestProperties(repository, digest);
    const isKept = found !== undefined && isLocked(found.attributes);
    if (!isKept) throw liveDiffers(passage, `the manifest ${digest} is gone or unlocked`);
  }
}

/** Fails when the registry does not list records among the image's referrers; throws PROMOTION_REFERRER_MISSING. */
export async function assertListed(
  { shelf, target }: Passage,
  manifestDigests: readonly Digest[],
): Promise<void> {
  const referrers = await shelf.client.listReferrers(shelf.repository, target.digest);
  const missing = manifestDigests.find((wanted) => referrers.every(({ digest }) => digest !== wanted));
  if (missing === undefined) return;
  throw differs('PROMOTION_REFERRER_MISSING', formatImageReference(target), `${missing} is not listed`);
}

/** Every manifest of the image that live has, up to the first that is absent. */
export async function readManifests({ source, shelf }: Passage): Promise<Manifests> {
  const seen = new Map<string, Manifest>();
  for (const { digest } of listManifests(source.artifact)) {
    const manifest = await shelf.client.findManifest(shelf.repository, digest);
    if (manifest === undefined) break;
    seen.set(digest, manifest);
  }
  return seen;
}

// The properties know a tag whose pulls are stopped; the manifest knows a tag whose properties lag (Azure/azure-cli issue 7438).
async function findTagDigest(
  { client, repository }: Passage['shelf'],
  tag: string,
): Promise<Digest | undefined> {
  return (await client.findTag(repository, tag))?.digest ?? client.findDigest(repository, tag);
}

function tagTaken(target: PinnedImage, tag: string, digest: string): UserError {
  return new UserError('PROMOTION_TAG_TAKEN', {
    subject: `${target.registry}/${target.repository}:${tag}`,
    reason: `it points at ${digest}, not at ${target.digest}`,
  });
}

function liveDiffers({ target }: Passage, reason: string): ExternalError {
  return differs('PROMOTION_LIVE_DIFFERS', formatImageReference(target), reason);
}

function differs(code: ErrorCode, subject: string, reason: string): ExternalError {
  return new ExternalError(code, {
    subject,
    reason,
    system: 'Azure Container Registry',
    operation: 'read back',
  });
}
