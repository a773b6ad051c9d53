import type { Descriptor, Manifest } from '../artifact/index.ts';
import type { Digest } from '../image/index.ts';
import type { Outcome } from '../statement/index.ts';

/** What reading attachments needs of a registry's data plane. */
export interface AttachmentReader {
  readonly registry: string;
  findManifest(repository: string, digest: Digest): Promise<Manifest | undefined>;
  findBlob(repository: string, digest: Digest, maxBytes: number): Promise<Uint8Array | undefined>;
  listReferrers(repository: string, subject: Digest, artifactType?: string): Promise<readonly Descriptor[]>;
}

/** What attaching needs beside that; the registry client has all of it. */
export interface AttachmentRegistry extends AttachmentReader {
  writeManifest(
    repository: string,
    upload: { readonly mediaType: string; readonly bytes: Uint8Array },
  ): Promise<Digest>;
  writeBlob(repository: string, bytes: Uint8Array): Promise<Digest>;
}

/** A repository whose images have statements; to read them is all that a plain reader can. */
export interface AttachmentShelf<Client extends AttachmentReader = AttachmentRegistry> {
  readonly client: Client;
  readonly repository: string;
}

/** A referrer that says it carries a Sigstore bundle; nothing about it is verified. */
export interface Attachment {
  /** Of the referrer. */
  readonly manifestDigest: Digest;
  /** The bundle's bytes, or why there are none. */
  readonly bundle: Outcome<Uint8Array>;
}
