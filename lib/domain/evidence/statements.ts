import { listAttachments, sortStatements } from '../attachment/index.ts';
import type { AttachmentReader, AttachmentShelf } from '../attachment/index.ts';
import type { Digest } from '../image/index.ts';
import type { Expectation, StatementKind, VerifiedStatement } from '../statement/index.ts';
import type { ImagePlatform, RefusedStatement } from './types.ts';

/** By what statements are verified. */
export type Trust = Pick<Expectation<StatementKind>, 'keys' | 'now'>;

/** A statement that held, with the referrer that carries it. */
export type Verified<K extends StatementKind> = VerifiedStatement<K> & { readonly manifestDigest: Digest };

/** Statements of one image that count, newest first, and those that do not. */
export interface ReadStatements<K extends StatementKind> {
  readonly verified: readonly Verified<K>[];
  readonly refused: readonly RefusedStatement[];
}

type Shelf = AttachmentShelf<AttachmentReader>;

/** Reads and verifies every statement of some kinds about one digest. */
export async function readStatements<K extends StatementKind>(
  shelf: Shelf,
  image: Digest,
  kinds: readonly K[],
  trust: Trust & Pick<Expectation<K>, 'resourceUri' | 'maxAgeMs'>,
): Promise<ReadStatements<K>> {
  const attachments = await listAttachments(shelf, image);
  const { verified, refused } = sortStatements(attachments, { ...trust, kinds, subject: image });
  const about = kinds.join(' or ');
  return {
    verified: verified.toSorted((a, b) => b.madeAt - a.madeAt),
    refused: refused.map((each) => ({ ...each, about, image })),
  };
}

/** The newest verified SBOM of each platform, and the platforms that have none. */
export interface Sboms {
  readonly found: ReadonlyMap<Digest, Verified<'sbom'>>;
  readonly missing: readonly ImagePlatform[];
  readonly refused: readonly RefusedStatement[];
}

/** Reads the SBOM statement of every platform. */
export async function readSboms(
  shelf: Shelf,
  platforms: readonly ImagePlatform[],
  trust: Trust,
): Promise<Sboms> {
  const found = new Map<Digest, Verified<'sbom'>>();
  const refused: RefusedStatement[] = [];
  for (const { manifest } of platforms) {
    const read = await readStatements(shelf, manifest.digest, ['sbom'], trust);
    const [newest] = read.verified;
    if (newest !== undefined) found.set(manifest.digest, newest);
    refused.push(...read.refused);
  }
  return { found, refused, missing: platforms.filter(({ manifest }) => !found.has(manifest.digest)) };
}
