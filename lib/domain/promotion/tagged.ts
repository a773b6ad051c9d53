import { CodedError, UserError } from '../../base/errors/index.ts';
import { mediaTypes, parseManifest } from '../artifact/index.ts';
import type { Descriptor, Manifest } from '../artifact/index.ts';
import { emptyConfig, parseAttachment, renderAttachment } from '../attachment/index.ts';
import { formatImageReference } from '../image/index.ts';
import type { Digest } from '../image/index.ts';
import { signPayload, statementKinds, verifyStatement } from '../statement/index.ts';
import type { StatementKind, VerifiedStatement } from '../statement/index.ts';
import { lockManifest, lockTag } from './lock.ts';
import { maxRecordBytes } from './manifest.ts';
import { malformedRecord } from './parse.ts';
import type { RecordPlace } from './parse.ts';
import type { RecordShelf, SigningShelf, TrustedShelf } from './registry.ts';

/** Which statement about which image stands under which tag. */
export interface TagOrder<K extends StatementKind> {
  readonly kind: K;
  readonly tag: string;
  readonly image: Digest;
}

/** A signed statement as a registry holds it. */
export interface TaggedStatement<K extends StatementKind> {
  readonly statement: VerifiedStatement<K>;
  readonly manifestDigest: Digest;
}

/** The verified statement under a tag, undefined when the tag is not there; throws STATEMENT_* and PROMOTION_RECORD_*. */
export async function findTagged<K extends StatementKind>(
  shelf: TrustedShelf,
  order: TagOrder<K>,
): Promise<TaggedStatement<K> | undefined> {
  const digest = await shelf.client.findDigest(shelf.repository, order.tag);
  return digest === undefined ? undefined : readTagged(shelf, order, digest);
}

/**
 * Leaves exactly one locked statement under a tag and answers it: the one of `payload`, or another's that was there.
 * OCI has no compare-and-swap, so the order is write, lock, read back: whoever reads another's verified one adopts it.
 */
export async function ensureTagged<K extends StatementKind>(
  shelf: SigningShelf,
  order: TagOrder<K>,
  payload: Uint8Array,
  subject: Descriptor,
): Promise<TaggedStatement<K>> {
  const found = await shelf.client.findDigest(shelf.repository, order.tag);
  if (found === undefined) await writeTagged(shelf, order, payload, subject);
  const manifestDigest = await lockTag(shelf, order.tag);
  const stored = await readTagged(shelf, order, manifestDigest);
  await lockManifest(shelf, manifestDigest);
  return stored;
}

/** Reads a statement by the digest of its manifest. */
export async function readTagged<K extends StatementKind>(
  shelf: TrustedShelf,
  order: TagOrder<K>,
  manifestDigest: Digest,
): Promise<TaggedStatement<K>> {
  const bundle = await readBundle(shelf, order, manifestDigest);
  return { statement: verify(shelf, order, bundle), manifestDigest };
}

/** Where a statement stands, for the message of an error. */
export function placeOf({ client, repository }: RecordShelf, tag: string): RecordPlace {
  return { registry: client.registry, repository, tag };
}

function verify<K extends StatementKind>(
  shelf: TrustedShelf,
  { kind, image }: TagOrder<K>,
  bundle: Uint8Array,
): VerifiedStatement<K> {
  const { client, repository, keys } = shelf;
  const resourceUri = formatImageReference({ registry: client.registry, repository, digest: image });
  return verifyStatement(bundle, { kinds: [kind], subject: image, keys, now: shelf.now(), resourceUri });
}

async function readBundle<K extends StatementKind>(
  { client, repository }: TrustedShelf,
  { tag, image }: TagOrder<K>,
  manifestDigest: Digest,
): Promise<Uint8Array> {
  const place = placeOf({ client, repository }, tag);
  const manifest = await client.findManifest(repository, manifestDigest);
  if (manifest === undefined) throw malformedRecord(place, 'its manifest is not there');
  if (isUnsigned(manifest)) throw unsigned(place);
  const layer = parseAttachment(manifest, image);
  if (!layer.ok) throw malformedRecord(place, layer.reason);
  if (layer.value.size > maxRecordBytes)
    throw malformedRecord(place, `its bundle is larger than ${maxRecordBytes} bytes`);
  const bundle = await client.findBlob(repository, layer.value.digest, maxRecordBytes);
  if (bundle === undefined) throw malformedRecord(place, 'its bundle is not there');
  return bundle;
}

// Records of the first version were in-toto statements without an envelope, and promotions then needed no verdict.
function isUnsigned(manifest: Manifest): boolean {
  const content = parseManifest(manifest);
  const layers = content.kind === 'image' ? content.layers : [];
  return layers.some(({ mediaType }) => mediaType === 'application/vnd.in-toto+json');
}

function unsigned({ registry, repository, tag }: RecordPlace): UserError {
  return new UserError('PROMOTION_RECORD_UNSIGNED', {
    subject: `${registry}/${repository}:${tag}`,
    reason: 'nobody signed it, and nobody knows whether the image had a verdict',
  });
}

async function writeTagged<K extends StatementKind>(
  shelf: SigningShelf,
  order: TagOrder<K>,
  payload: Uint8Array,
  subject: Descriptor,
): Promise<void> {
  const { client, repository } = shelf;
  const bundle = await signPayload(payload, await shelf.openSigner());
  // A statement by a key that does not count would be locked in the place of the one that does.
  verify(shelf, order, bundle);
  await client.writeBlob(repository, emptyConfig);
  await client.writeBlob(repository, bundle);
  const bytes = renderAttachment(bundle, subject, statementKinds[order.kind].predicateType);
  try {
    await client.writeManifest(repository, { mediaType: mediaTypes.ociManifest, bytes, tag: order.tag });
  } catch (error) {
    if (!isOvertaken(error)) throw error;
  }
}

// Another process wrote, or wrote and locked, the tag between our look and our write: its record is read back next.
function isOvertaken(error: unknown): boolean {
  if (!(error instanceof CodedError)) return false;
  return error.code === 'REGISTRY_LOCKED' || error.code === 'REGISTRY_OUTCOME_UNKNOWN';
}
