import type { Descriptor, Manifest } from '../artifact/index.ts';
import type { Digest } from '../image/index.ts';

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
