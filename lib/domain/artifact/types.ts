import type { Digest } from '../image/index.ts';

/** An OCI content descriptor (image-spec 1.1, `descriptor.md`). `size` is in bytes. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly size: number;
  readonly artifactType?: string;
  readonly platform?: Platform;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An OCI platform; `linux/arm/v7` is os/architecture/variant. */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
}

/** A manifest as the registry served it: the bytes are what the digest is of. */
export interface Manifest {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly bytes: Uint8Array;
}

/** An image with everything a decision about it is about: the root manifest and, for an index, all children. */
export interface Artifact {
  readonly root: Manifest;
  /** Empty for a single-platform image; nested indexes are flattened in order. */
  readonly children: readonly Manifest[];
}
