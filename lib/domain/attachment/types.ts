import type { Descriptor, Manifest } from '../artifact/index.ts';
import type { Digest } from '../image/index.ts';
import type { Outcome } from '../statement/index.ts';

/** What attaching needs of a registry's data plane; the registry client has all of it. */
export interface AttachmentRegistry {
  readonly registry: string;
  findManifest(repository: string, digest: Digest): Promise<Manifest | undefined>;
  writeManifest(
    repository: string,
    upload: { readonly mediaType: string; readonly bytes: Uint8Array },
  ): Promise<Digest>;
  findBlob(repository: string, digest: Digest, maxBytes: number): Promise<Uint8Array | undefined>;
  writeBlob(repository: string, bytes: Uint8Array): Promise<Digest>;
  listReferrers(repository: string, subject: Digest, artifactType?: string): Promise<readonly Descriptor[]>;
}

/** A repository whose images have statements. */
export interface AttachmentShelf {
  readonly client: AttachmentRegistry;
  readonly repository: string;
}

/** A referrer that says it carries a Sigstore bundle; nothing about it is verified. */
export interface Attachment {
  /** Of the referrer. */
  readonly manifestDigest: Digest;
  /** The bundle's bytes, or why there are none. */
  readonly bundle: Outcome<Uint8Array>;
}
