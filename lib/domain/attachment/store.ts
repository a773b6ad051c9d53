import { CodedError, ExternalError } from '../../base/errors/index.ts';
import { mediaTypes } from '../artifact/index.ts';
import type { Descriptor } from '../artifact/index.ts';
import { computeDigest } from '../image/index.ts';
import type { Digest } from '../image/index.ts';
import { bundleMediaType, checkStatement, maxBundleBytes } from '../statement/index.ts';
import type { Expectation, StatementCode, StatementKind, VerifiedStatement } from '../statement/index.ts';
import { emptyConfig, malformed, parseAttachment, renderAttachment } from './manifest.ts';
import type { Attachment, AttachmentReader, AttachmentShelf } from './types.ts';

/**
 * The most statements of one image that are read. Those of other artifact types do not count; of ours none may be
 * passed over, for the one that is left out may be the verdict that took a pass back, and a registry tells no time.
 */
const maxAttachments = 500;

/** Statements of an image that held, and why the others did not. */
export interface SortedStatements<K extends StatementKind> {
  readonly verified: readonly (VerifiedStatement<K> & { readonly manifestDigest: Digest })[];
  readonly refused: readonly {
    readonly manifestDigest: Digest;
    readonly code: StatementCode;
    readonly reason: string;
  }[];
}

/**
 * Attaches a bundle to an image and looks whether the registry lists it; answers the digest of the referrer.
 * Throws STATEMENT_NOT_LISTED.
 */
export async function attachBundle(
  shelf: AttachmentShelf,
  subject: Descriptor,
  bundle: Uint8Array,
  predicateType: string,
): Promise<Digest> {
  const { client, repository } = shelf;
  await client.writeBlob(repository, emptyConfig);
  await client.writeBlob(repository, bundle);
  const bytes = renderAttachment(bundle, subject, predicateType);
  const digest = await client.writeManifest(repository, { mediaType: mediaTypes.ociManifest, bytes });
  const listed = await client.listReferrers(repository, subject.digest, bundleMediaType);
  if (listed.some((referrer) => referrer.digest === digest)) return digest;
  throw broken(shelf, subject.digest, 'STATEMENT_NOT_LISTED', `${digest} is not among its referrers`);
}

/** A bundle with the predicate type that its annotation names. */
export interface AttachedBundle {
  readonly bundle: Uint8Array;
  readonly predicateType: string;
}

/**
 * Attaches the bundles that an image lacks, looks whether the registry lists them all, and answers their referrers. The
 * same bundle has the same referrer, so whoever comes second writes nothing. Throws STATEMENT_NOT_LISTED.
 */
export async function ensureAttachments(
  shelf: AttachmentShelf,
  subject: Descriptor,
  bundles: readonly AttachedBundle[],
): Promise<readonly Digest[]> {
  const wanted = bundles.map(({ bundle, predicateType }) => {
    const bytes = renderAttachment(bundle, subject, predicateType);
    return { bundle, bytes, digest: computeDigest(bytes) };
  });
  const before = await listDigests(shelf, subject.digest);
  const lacking = wanted.filter(({ digest }) => !before.has(digest));
  if (lacking.length === 0) return wanted.map(({ digest }) => digest);
  await shelf.client.writeBlob(shelf.repository, emptyConfig);
  for (const { bundle, bytes } of lacking) await writeReferrer(shelf, bundle, bytes);
  const after = await listDigests(shelf, subject.digest);
  const lost = wanted.find(({ digest }) => !after.has(digest));
  if (lost === undefined) return wanted.map(({ digest }) => digest);
  throw broken(shelf, subject.digest, 'STATEMENT_NOT_LISTED', `${lost.digest} is not among its referrers`);
}

/** Every referrer of an image that says it carries a bundle, read. Throws STATEMENT_TOO_MANY. */
export async function listAttachments(
  shelf: AttachmentShelf<AttachmentReader>,
  image: Digest,
): Promise<readonly Attachment[]> {
  const referrers = await shelf.client.listReferrers(shelf.repository, image, bundleMediaType);
  if (referrers.length > maxAttachments) throw tooMany(shelf, image, referrers.length);
  const attachments: Attachment[] = [];
  // One after the other: the bundles together may be larger than the memory of a runner.
  for (const { digest } of referrers)
    attachments.push({ manifestDigest: digest, bundle: await readBundle(shelf, digest, image) });
  return attachments;
}

/**
 * Holds attachments against an expectation. One of another kind than those that are asked for is left out;
 * every other refusal is listed, for a forged statement is worth a line in the log.
 */
export function sortStatements<K extends StatementKind>(
  attachments: readonly Attachment[],
  expected: Expectation<K>,
): SortedStatements<K> {
  const outcomes = attachments.map(({ manifestDigest, bundle }) => ({
    manifestDigest,
    outcome: bundle.ok ? checkStatement(bundle.value, expected) : bundle,
  }));
  return {
    verified: outcomes.flatMap(({ manifestDigest, outcome }) =>
      outcome.ok ? [{ ...outcome.value, manifestDigest }] : [],
    ),
    refused: outcomes.flatMap(({ manifestDigest, outcome }) =>
      outcome.ok || outcome.code === 'STATEMENT_KIND_UNEXPECTED'
        ? []
        : [{ manifestDigest, code: outcome.code, reason: outcome.reason }],
    ),
  };
}

async function writeReferrer(
  { client, repository }: AttachmentShelf,
  bundle: Uint8Array,
  bytes: Uint8Array,
): Promise<void> {
  await client.writeBlob(repository, bundle);
  try {
    await client.writeManifest(repository, { mediaType: mediaTypes.ociManifest, bytes });
  } catch (error) {
    // Another process wrote and locked the same bytes since; the list that is read next tells.
    if (!(error instanceof CodedError) || error.code !== 'REGISTRY_LOCKED') throw error;
  }
}

async function listDigests(
  { client, repository }: AttachmentShelf,
  image: Digest,
): Promise<ReadonlySet<Digest>> {
  const listed = await client.listReferrers(repository, image, bundleMediaType);
  return new Set(listed.map(({ digest }) => digest));
}

async function readBundle(
  { client, repository }: AttachmentShelf<AttachmentReader>,
  digest: Digest,
  image: Digest,
): Promise<Attachment['bundle']> {
  const manifest = await client.findManifest(repository, digest);
  if (manifest === undefined) return malformed('its manifest is not there');
  const layer = parseAttachment(manifest, image);
  if (!layer.ok) return layer;
  const bytes = await client.findBlob(repository, layer.value.digest, maxBundleBytes);
  return bytes === undefined ? malformed('its bundle is not there') : { ok: true, value: bytes };
}

function tooMany(shelf: AttachmentShelf<AttachmentReader>, image: Digest, count: number): ExternalError {
  const { client, repository } = shelf;
  const [name = ''] = client.registry.split('.');
  const place = `${client.registry}/${repository}@${image}`;
  const remedy = [
    `List them: \`oras discover --artifact-type ${bundleMediaType} ${place}\`.`,
    'See in `ContainerRegistryRepositoryEvents` (Log Analytics) which identity pushed them, and take its right away.',
    `Delete each that it pushed: \`az acr repository delete --name ${name} --image ${repository}@<digest>\`.`,
    'Where they cannot be told apart, build again: a new digest begins with none.',
  ].join(' ');
  const facts = describeList(shelf, image);
  const reason = `${count} hang on it, of which at most ${maxAttachments} are read`;
  return new ExternalError('STATEMENT_TOO_MANY', { ...facts, reason, remedy });
}

function broken(
  shelf: AttachmentShelf<AttachmentReader>,
  image: Digest,
  code: 'STATEMENT_NOT_LISTED',
  reason: string,
): ExternalError {
  return new ExternalError(code, { ...describeList(shelf, image), reason });
}

function describeList({ client, repository }: AttachmentShelf<AttachmentReader>, image: Digest) {
  const subject = `${client.registry}/${repository}@${image}`;
  return { subject, system: 'Azure Container Registry', operation: 'list referrers' };
}
