import { ExternalError, UserError } from '../../base/errors/index.ts';
import { maxManifestBytes } from '../../domain/artifact/index.ts';
import type { Manifest } from '../../domain/artifact/index.ts';
import { formatImageReference } from '../../domain/image/index.ts';
import type { Digest } from '../../domain/image/index.ts';
import { findDatabase, listBlobs, readImage } from '../../domain/scanning/index.ts';
import type { Contents, DatabasePlace, FetchedBlob, ScanShelf } from '../../domain/scanning/index.ts';
import type { RequestedImage } from '../../domain/promotion/index.ts';
import { invalid, readContents } from './list.ts';
import { readPieces, WrongBlob } from './read.ts';

/** What a folder is expected to hold. */
export interface Expected {
  readonly image: RequestedImage;
  /** With a digest: a tag says nothing about a folder. */
  readonly database: DatabasePlace;
}

/**
 * Opens a folder that fetch-image wrote, as if it were the registry. Its list is believed in nothing: only what follows
 * from the two digests by hashing is read, and nothing else may lie there. Throws SCAN_LAYOUT_* codes.
 */
export async function openFolder(folder: string, expected: Expected): Promise<ScanShelf> {
  const contents = await readContents(folder);
  assertExpected(folder, contents, expected);
  const shelf = createShelf(folder, contents);
  const scanned = await readImage(expected.image, shelf);
  const database = await findDatabase(expected.database, shelf);
  assertSame(folder, contents.blobs, listBlobs(scanned, database));
  return shelf;
}

function assertExpected(folder: string, contents: Contents, { image, database }: Expected): void {
  const { registry } = contents.image;
  const pairs = [
    [contents.image, image],
    [contents.database, { ...database, registry: undefined }],
  ] as const;
  for (const [held, asked] of pairs) {
    const isSame =
      held.registry === (asked.registry ?? registry) &&
      held.repository === asked.repository &&
      held.digest === asked.digest;
    if (isSame) continue;
    const name = `${asked.repository}@${asked.digest ?? ''}`;
    throw new UserError('SCAN_LAYOUT_MISMATCH', {
      subject: folder,
      reason: `it holds ${formatImageReference(held)}, not ${name}`,
    });
  }
}

function createShelf(folder: string, { image, blobs }: Contents): ScanShelf {
  const held = new Map(blobs.map((blob) => [blob.descriptor.digest, blob]));
  const find = (digest: Digest): FetchedBlob => {
    const blob = held.get(digest);
    if (blob === undefined) throw invalid(folder, `it lacks ${digest}`);
    return blob;
  };
  return {
    registry: image.registry,
    // That the tag points here was seen when the folder was filled.
    findDigest: (repository) => Promise.resolve(repository === image.repository ? image.digest : undefined),
    findManifest: (_repository, digest) => readManifest(folder, find(digest)),
    streamBlob: async (_repository, digest, { maxBytes, sink }) => {
      const { descriptor } = find(digest);
      if (descriptor.size > maxBytes) throw invalid(folder, `${digest} has ${descriptor.size} bytes`);
      await sink(explain(readPieces(folder, digest), digest));
      return true;
    },
  };
}

async function readManifest(folder: string, { descriptor }: FetchedBlob): Promise<Manifest> {
  const { mediaType, digest, size } = descriptor;
  if (size > maxManifestBytes) throw invalid(folder, `the manifest ${digest} has ${size} bytes`);
  const pieces: Uint8Array[] = [];
  for await (const piece of explain(readPieces(folder, digest), digest)) pieces.push(piece);
  return { mediaType, digest, bytes: Buffer.concat(pieces) };
}

async function* explain(pieces: AsyncIterable<Uint8Array>, digest: Digest): AsyncGenerator<Uint8Array> {
  try {
    yield* pieces;
  } catch (error) {
    if (!(error instanceof WrongBlob)) throw error;
    throw new ExternalError('SCAN_LAYOUT_TAMPERED', {
      ...{ subject: digest, reason: error.message, cause: error },
      ...{ system: 'workflow artifact', operation: 'read' },
    });
  }
}

function assertSame(folder: string, listed: readonly FetchedBlob[], needed: readonly FetchedBlob[]): void {
  const wanted = new Set(needed.map(({ descriptor }) => descriptor.digest));
  const extra = listed.find(({ descriptor }) => !wanted.has(descriptor.digest));
  if (extra === undefined) return;
  throw invalid(folder, `${extra.descriptor.digest} belongs neither to the image nor to the database`);
}
