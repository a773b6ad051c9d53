import type { Manifest } from '../artifact/index.ts';
import type { Digest, PinnedImage } from '../image/index.ts';

/** The part of a registry that a scan reads. What it answers is hashed by the registry's client. */
export interface ScanShelf {
  /** The host. */
  readonly registry: string;
  findDigest(repository: string, tag: string): Promise<Digest | undefined>;
  findManifest(repository: string, digest: Digest): Promise<Manifest | undefined>;
  /** Hands a blob to `sink` in pieces, hashed on the way; from the start again when the connection broke. */
  streamBlob(
    repository: string,
    digest: Digest,
    reading: {
      readonly maxBytes: number;
      readonly sink: (pieces: AsyncIterable<Uint8Array>) => Promise<void>;
    },
  ): Promise<boolean>;
}

/** Where the database is: under a tag that moves every day, or a digest. */
export interface DatabasePlace {
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: Digest | undefined;
}

/** A vulnerability database, unpacked. */
export interface Database {
  readonly image: PinnedImage;
  /** Trivy's cache folder. */
  readonly cacheFolder: string;
  readonly updatedAt: number;
}
