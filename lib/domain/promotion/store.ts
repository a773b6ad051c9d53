import type { Descriptor } from '../artifact/index.ts';
import { parseManifest } from '../artifact/index.ts';
import { formatImageReference, parseDigest } from '../image/index.ts';
import type { Digest } from '../image/index.ts';
import { buildRecordTag } from './manifest.ts';
import { malformedRecord, parseRecord } from './parse.ts';
import type { RecordShelf, SigningShelf, TrustedShelf } from './registry.ts';
import { renderRecord } from './statement.ts';
import { ensureTagged, findTagged, placeOf, readTagged } from './tagged.ts';
import type { TaggedStatement, TagOrder } from './tagged.ts';
import type { Completion, RecordKind, RecordOf, StoredRecord } from './types.ts';

/** The verified record of a kind about an image, or undefined when there is none; throws STATEMENT_* and PROMOTION_RECORD_*. */
export async function findRecord<K extends RecordKind>(
  shelf: TrustedShelf,
  kind: K,
  image: Digest,
): Promise<StoredRecord<RecordOf<K>> | undefined> {
  const found = await findTagged(shelf, toOrder(kind, image));
  return found === undefined ? undefined : toRecord(shelf, kind, found);
}

/** Leaves exactly one signed and locked record of a kind about an image and answers it: the given one, or another's. */
export async function ensureRecord<K extends RecordKind>(
  shelf: SigningShelf,
  kind: K,
  record: RecordOf<K>,
  subject: Descriptor,
): Promise<StoredRecord<RecordOf<K>>> {
  const order = toOrder(kind, subject.digest);
  return toRecord(shelf, kind, await ensureTagged(shelf, order, renderRecord(record), subject));
}

/** The newest completion in a repository that is wanted, in the registry's order of tags; undefined when there is none. */
export async function findLatestCompletion(
  shelf: TrustedShelf,
  isWanted: (completion: Completion) => boolean,
): Promise<StoredRecord<Completion> | undefined> {
  for await (const { image, digest } of listCompletions(shelf)) {
    const read = await readTagged(shelf, toOrder('promotion', image), digest);
    const stored = toRecord(shelf, 'promotion', read);
    if (isWanted(stored.record)) return stored;
  }
  return undefined;
}

/** The digest that was promoted last in a repository and not revoked since; undefined when there is none. */
export async function findRunning(shelf: TrustedShelf): Promise<Digest | undefined> {
  for await (const { image, digest } of listCompletions(shelf)) {
    toRecord(shelf, 'promotion', await readTagged(shelf, toOrder('promotion', image), digest));
    if ((await findRecord(shelf, 'revocation', image)) === undefined) return image;
  }
  return undefined;
}

/** The image's own descriptor as a stored record carries it, which outlives the image. */
export async function readSubject(shelf: RecordShelf, stored: StoredRecord): Promise<Descriptor> {
  const { kind, target } = stored.record;
  const manifest = await shelf.client.findManifest(shelf.repository, stored.manifestDigest);
  const subject = manifest === undefined ? undefined : parseManifest(manifest).subject;
  if (subject !== undefined) return subject;
  throw malformedRecord(placeOf(shelf, buildRecordTag(kind, target.digest)), 'it names no subject');
}

async function* listCompletions({
  client,
  repository,
}: RecordShelf): AsyncGenerator<{ readonly image: Digest; readonly digest: Digest }> {
  for await (const { name, digest } of client.listTags(repository)) {
    const hex = /^promotion-sha256-([0-9a-f]{64})$/.exec(name)?.[1];
    if (hex !== undefined) yield { image: parseDigest(`sha256:${hex}`), digest };
  }
}

function toOrder<K extends RecordKind>(kind: K, image: Digest): TagOrder<K> {
  return { kind, image, tag: buildRecordTag(kind, image) };
}

function toRecord<K extends RecordKind>(
  { client, repository }: RecordShelf,
  kind: K,
  { statement, manifestDigest }: TaggedStatement<K>,
): StoredRecord<RecordOf<K>> {
  const { payload, payloadDigest, subject } = statement;
  const place = placeOf({ client, repository }, buildRecordTag(kind, subject.digest));
  const record = parseRecord(kind, payload, place);
  const here = formatImageReference({ registry: client.registry, repository, digest: subject.digest });
  if (formatImageReference(record.target) !== here) throw malformedRecord(place, 'it is about another image');
  return { record, digest: payloadDigest, manifestDigest };
}
