import * as v from 'valibot';
import { checkJson } from '../../base/schema.ts';
import type { Checked } from '../../base/schema.ts';
import { formatTime } from '../../base/time.ts';
import { renderCanonical } from '../report/index.ts';
import { formatImageReference, isDigest, parsePinnedImage } from '../image/index.ts';
import type { Digest, PinnedImage } from '../image/index.ts';
import type { Descriptor, Manifest } from '../artifact/index.ts';
import type { DatabaseArtifact } from './database.ts';
import type { ScannedImage } from './image.ts';

/** Name of the list of contents in the folder that fetch-image writes. */
export const contentsFile = 'lazaret-fetch.json';

/** A blob or manifest in the folder, and whose it is. */
export interface FetchedBlob {
  readonly repository: string;
  readonly descriptor: Pick<Descriptor, 'mediaType' | 'digest' | 'size'>;
}

/** What a folder of fetch-image holds. It is signed by nobody: each file is hashed when it is used. */
export interface Contents {
  readonly image: PinnedImage;
  readonly database: PinnedImage;
  readonly fetchedAt: number;
  readonly blobs: readonly FetchedBlob[];
}

const maxBlobs = 10_000;
const blobSchema = v.strictObject({
  repository: v.string(),
  mediaType: v.string(),
  digest: v.custom<Digest>((value) => typeof value === 'string' && isDigest(value), 'no digest'),
  size: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});
const pinned = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    try {
      return parsePinnedImage(dataset.value);
    } catch {
      addIssue({ message: 'no pinned image' });
      return NEVER;
    }
  }),
);
const contentsSchema = v.strictObject({
  kind: v.literal('lazaret-fetch'),
  version: v.literal(1),
  image: pinned,
  database: pinned,
  fetchedAt: v.pipe(v.string(), v.isoTimestamp()),
  blobs: v.pipe(v.array(blobSchema), v.maxLength(maxBlobs)),
});

/** Everything that a scan of all platforms reads, each digest once: manifests, configurations, layers, database. */
export function listBlobs(scanned: ScannedImage, database: DatabaseArtifact): readonly FetchedBlob[] {
  const { root, children, platforms, image } = scanned;
  const ofImage = [
    ...[root, ...children].map(describe),
    ...platforms.flatMap(({ content }) => [content.config, ...content.layers]),
  ];
  const ofDatabase = [describe(database.manifest), database.config, database.layer];
  const all = [
    ...ofImage.map((descriptor) => ({ repository: image.repository, descriptor })),
    ...ofDatabase.map((descriptor) => ({ repository: database.image.repository, descriptor })),
  ];
  return [...new Map(all.map((blob) => [blob.descriptor.digest, blob])).values()];
}

/** The list as JSON, the same for the same contents. */
export function renderContents({ image, database, fetchedAt, blobs }: Contents): string {
  return renderCanonical({
    ...{ kind: 'lazaret-fetch', version: 1 },
    ...{ image: formatImageReference(image), database: formatImageReference(database) },
    fetchedAt: formatTime(fetchedAt),
    blobs: blobs.map(({ repository, descriptor: { mediaType, digest, size } }) => ({
      ...{ repository, mediaType, digest, size },
    })),
  });
}

/** Reads the list, or says what is wrong with it. */
export function parseContents(text: string): Checked<Contents> {
  const checked = checkJson(contentsSchema, text);
  if (!checked.ok) return checked;
  const { image, database, fetchedAt, blobs } = checked.value;
  return {
    ok: true,
    value: {
      ...{ image, database, fetchedAt: Date.parse(fetchedAt) },
      blobs: blobs.map(({ repository, ...descriptor }) => ({ repository, descriptor })),
    },
  };
}

function describe({ mediaType, digest, bytes }: Manifest): FetchedBlob['descriptor'] {
  return { mediaType, digest, size: bytes.length };
}
