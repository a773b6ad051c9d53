/** A content digest, `sha256:` and 64 lower-case hex digits (or `sha512:` and 128). Made by `parseDigest` alone. */
export type Digest = string & { readonly __brand: 'Digest' };

/** An OCI image reference: `registry/repository[:tag][@digest]`. The registry is a host with an optional port. */
export interface ImageReference {
  readonly registry: string;
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: Digest;
}

/** An image reference whose content cannot change. The only form that is scanned, decided, promoted or deployed. */
export interface PinnedImage extends ImageReference {
  readonly digest: Digest;
}
