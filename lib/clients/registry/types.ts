import type { Descriptor, Manifest } from '../../domain/artifact/index.ts';
import type { Digest } from '../../domain/image/index.ts';

/** The lock state that ACR keeps for a manifest and for a tag, each by itself (ACR v1 `changeableAttributes`). */
export interface Attributes {
  readonly deleteEnabled: boolean;
  readonly writeEnabled: boolean;
  readonly readEnabled: boolean;
  readonly listEnabled: boolean;
}

/** A tag, the digest it points at, and its locks. Times are milliseconds since the epoch. */
export interface TagProperties {
  readonly name: string;
  readonly digest: Digest;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly attributes: Attributes;
}

/** A manifest's locks and the tags that point at it. */
export interface ManifestProperties {
  readonly digest: Digest;
  readonly tags: readonly string[];
  readonly attributes: Attributes;
}

/** What to write: the caller's own bytes, under a tag or by digest. */
export interface ManifestUpload {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** The tag to set; by digest alone when absent. */
  readonly tag?: string;
}

/** How a blob is read piece by piece. */
export interface BlobReading {
  readonly maxBytes: number;
  readonly sink: (pieces: AsyncIterable<Uint8Array>) => Promise<void>;
}

/**
 * The data plane of one registry (OCI distribution 1.1 and ACR v1 of 2021-07-01).
 * "Not there" is `undefined` where the return type says so; everything else throws:
 * REGISTRY_FORBIDDEN, REGISTRY_UNAUTHORIZED, REGISTRY_LOCKED, REGISTRY_UNAVAILABLE, REGISTRY_OUTCOME_UNKNOWN,
 * REGISTRY_REFUSED, REGISTRY_MALFORMED, REGISTRY_DIGEST_MISMATCH, NETWORK_* and ENTRA_*.
 */
export interface RegistryClient {
  /** The host, e.g. `lazaretlive.azurecr.io`. */
  readonly registry: string;
  /** The digest a tag points at now. */
  findDigest(repository: string, tag: string): Promise<Digest | undefined>;
  /** The manifest's bytes, hashed again and equal to `digest`. */
  findManifest(repository: string, digest: Digest): Promise<Manifest | undefined>;
  /** Writes a manifest and reads its digest back; a locked tag is REGISTRY_LOCKED. */
  writeManifest(repository: string, upload: ManifestUpload): Promise<Digest>;
  /** A blob of at most `maxBytes`, hashed again. */
  findBlob(repository: string, digest: Digest, maxBytes: number): Promise<Uint8Array | undefined>;
  /**
   * Hands a blob to `sink` in pieces, so that it is never whole in memory, and from the start again when the connection
   * broke; the pieces end with an error when their hash is not the digest. False when the registry has no such blob.
   */
  streamBlob(repository: string, digest: Digest, reading: BlobReading): Promise<boolean>;
  writeBlob(repository: string, bytes: Uint8Array): Promise<Digest>;
  /** All pages of OCI referrers of a subject, filtered on our side too. Empty when there are none. */
  listReferrers(repository: string, subject: Digest, artifactType?: string): Promise<readonly Descriptor[]>;
  /** All pages of tags, newest update first. */
  listTags(repository: string): AsyncIterable<TagProperties>;
  findTag(repository: string, tag: string): Promise<TagProperties | undefined>;
  findManifestProperties(repository: string, digest: Digest): Promise<ManifestProperties | undefined>;
  setTagAttributes(repository: string, tag: string, attributes: Partial<Attributes>): Promise<void>;
  setManifestAttributes(repository: string, digest: Digest, attributes: Partial<Attributes>): Promise<void>;
  /** A refresh token of this registry for `docker login` with user 00000000-0000-0000-0000-000000000000; valid about 3 h. */
  readRefreshToken(): Promise<string>;
}
