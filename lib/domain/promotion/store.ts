import { CodedError } from '../../base/errors/index.ts';
import { mediaTypes, parseManifest } from '../artifact/index.ts';
import type { Descriptor } from '../artifact/index.ts';
import { computeDigest, parseDigest } from '../image/index.ts';
import type { Digest } from '../image/index.ts';
import { lockManifest, lockTag } from './lock.ts';
import {
  buildRecordTag,
  emptyConfig,
  maxRecordBytes,
  parseRecordManifest,
  renderRecordManifest,
} from './manifest.ts';
import { malformedRecord, parseRecord } from './parse.ts';
import type { RecordPlace } from './parse.ts';
import type { RecordShelf } from './registry.ts';
import { renderRecord } from './statement.ts';
import type { Completion, PromotionRecord, RecordKind, RecordOf, StoredRecord } from './types.ts';

/** The record of a kind about an image, or undefined when there is none; throws PROMOTION_RECORD_MALFORMED. */
export async function findRecord<K extends RecordKind>(
  shelf: RecordShelf,
  kind: K,
  image: Digest,
): Promise<StoredRecord<RecordOf<K>> | undefined> {
  const digest = await shelf.client.findDigest(shelf.repository, buildRecordTag(kind, image));
  return digest === undefined ? undefined : readRecord(shelf, kind, image, digest);
}

/**
 * Leaves exactly one locked record of a kind about an image and answers it: the given one, or another's that was there.
 * OCI has no compare-and-swap, so the order is write, lock, read back: whoever reads another's record adopts it.
 */
export async function ensureRecord<K extends RecordKind>(
  shelf: RecordShelf,
  kind: K,
  record: RecordOf<K>,
  subject: Descriptor,
): Promise<StoredRecord<RecordOf<K>>> {
  const tag = buildRecordTag(kind, subject.digest);
  const found = await shelf.client.findDigest(shelf.repository, tag);
  if (found === undefined) await writeRecord(shelf, record, subject);
  const manifestDigest = await lockTag(shelf, tag);
  const stored = await readRecord(shelf, kind, subject.digest, manifestDigest);
  await lockManifest(shelf, manifestDigest);
  return stored;
}

/** The newest completion in a repository that is wanted, in the registry's order of tags; undefined when there is none. */
export async function findLatestCompletion(
  shelf: RecordShelf,
  isWanted: (completion: Completion) => boolean,
): Promise<StoredRecord<Completion> | undefined> {
  for await (const { name, digest } of shelf.client.listTags(shelf.repository)) {
    const hex = /^promotion-sha256-([0-9a-f]{64})$/.exec(name)?.[1];
    if (hex === undefined) continue;
    const stored = await readRecord(shelf, 'promotion', parseDigest(`sha256:${hex}`), digest);
    if (isWanted(stored.record)) return stored;
  }
  return undefined;
}

/** The image's own descriptor as a stored record carries it, which outlives the image. */
export async function readSubject(
  { client, repository }: RecordShelf,
  stored: StoredRecord,
): Promise<Descriptor> {
  const { kind, target } = stored.record;
  const place: RecordPlace = {
    registry: client.registry,
    repository,
    tag: buildRecordTag(kind, target.digest),
  };
  const manifest = await client.findManifest(repository, stored.manifestDigest);
  const subject = manifest === undefined ? undefined : parseManifest(manifest).subject;
  if (subject === undefined) throw malformedRecord(place, 'it names no subject');
  return subject;
}

async function readRecord<K extends RecordKind>(
  { client, repository }: RecordShelf,
  kind: K,
  image: Digest,
  manifestDigest: Digest,
): Promise<StoredRecord<RecordOf<K>>> {
  const place: RecordPlace = { registry: client.registry, repository, tag: buildRecordTag(kind, image) };
  const manifest = await client.findManifest(repository, manifestDigest);
  if (manifest === undefined) throw malformedRecord(place, 'its manifest is not there');
  const layer = parseRecordManifest(kind, manifest, image, place);
  const payload = await client.findBlob(repository, layer.digest, maxRecordBytes);
  if (payload === undefined) throw malformedRecord(place, 'its payload is not there');
  const record = parseRecord(kind, payload, place);
  const { target } = record;
  const isHere = target.registry === client.registry && target.repository === repository;
  if (!isHere || target.digest !== image) throw malformedRecord(place, 'it is about another image');
  return { record, digest: computeDigest(payload), manifestDigest };
}

async function writeRecord(
  { client, repository }: RecordShelf,
  record: PromotionRecord,
  subject: Descriptor,
): Promise<void> {
  const payload = renderRecord(record);
  await client.writeBlob(repository, emptyConfig);
  await client.writeBlob(repository, payload);
  const bytes = renderRecordManifest(record.kind, payload, subject);
  const tag = buildRecordTag(record.kind, subject.digest);
  try {
    await client.writeManifest(repository, { mediaType: mediaTypes.ociManifest, bytes, tag });
  } catch (error) {
    if (!isOvertaken(error)) throw error;
  }
}

// Another process wrote, or wrote and locked, the tag between our look and our write: its record is read back next.
function isOvertaken(error: unknown): boolean {
  if (!(error instanceof CodedError)) return false;
  return error.code === 'REGISTRY_LOCKED' || error.code === 'REGISTRY_OUTCOME_UNKNOWN';
}
