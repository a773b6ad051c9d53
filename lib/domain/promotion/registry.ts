import type { Descriptor, Manifest } from '../artifact/index.ts';
import type { Digest } from '../image/index.ts';
import type { Signer, TrustedKeys } from '../statement/index.ts';

/** The locks of a tag or manifest. */
export interface Locks {
  readonly deleteEnabled: boolean;
  readonly writeEnabled: boolean;
  readonly readEnabled: boolean;
}

/** What records need of a registry's data plane; the registry client has all of it. */
export interface RecordRegistry {
  readonly registry: string;
  findDigest(repository: string, tag: string): Promise<Digest | undefined>;
  findManifest(repository: string, digest: Digest): Promise<Manifest | undefined>;
  writeManifest(
    repository: string,
    upload: { readonly mediaType: string; readonly bytes: Uint8Array; readonly tag?: string },
  ): Promise<Digest>;
  findBlob(repository: string, digest: Digest, maxBytes: number): Promise<Uint8Array | undefined>;
  writeBlob(repository: string, bytes: Uint8Array): Promise<Digest>;
  listReferrers(repository: string, subject: Digest, artifactType?: string): Promise<readonly Descriptor[]>;
  listTags(repository: string): AsyncIterable<{ readonly name: string; readonly digest: Digest }>;
  findTag(
    repository: string,
    tag: string,
  ): Promise<{ readonly digest: Digest; readonly attributes: Locks } | undefined>;
  findManifestProperties(
    repository: string,
    digest: Digest,
  ): Promise<{ readonly tags: readonly string[]; readonly attributes: Locks } | undefined>;
  setTagAttributes(repository: string, tag: string, attributes: Partial<Locks>): Promise<void>;
  setManifestAttributes(repository: string, digest: Digest, attributes: Partial<Locks>): Promise<void>;
}

/** A repository of a registry that holds records. */
export interface RecordShelf {
  readonly client: RecordRegistry;
  readonly repository: string;
}

/** A shelf whose records are believed only when they verify. */
export interface TrustedShelf extends RecordShelf {
  /** Of `lazaret.yaml` on the protected branch. */
  readonly keys: TrustedKeys;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** A shelf that records are written to. */
export interface SigningShelf extends TrustedShelf {
  /** Opens the promotion key; called only when something is to be signed. */
  openSigner(): Promise<Signer>;
}
