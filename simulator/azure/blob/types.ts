import type { Service } from '../../world/types.ts';

/** What a SAS may allow; the letters stand in this order in `sp`. */
export type SasPermission = 'r' | 'a' | 'c' | 'w';

/** Where a blob lies in the simulated storage account. */
export interface BlobPath {
  readonly container: string;
  readonly name: string;
}

/** A blob as other services see it. */
export interface BlobProperties {
  readonly kind: 'BlockBlob' | 'AppendBlob';
  readonly size: number;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The blobs behind the SAS URLs, for the services that write and read without HTTP. */
export interface BlobFiles {
  find(path: BlobPath): BlobProperties | undefined;
  read(path: BlobPath, range?: { readonly start: number; readonly end: number }): AsyncIterable<Uint8Array>;
  createAppend(path: BlobPath): void;
  append(path: BlobPath, bytes: Uint8Array): Promise<void>;
  setMetadata(path: BlobPath, metadata: Readonly<Record<string, string>>): void;
}

/** The storage account of ACR Tasks: a service for HTTP clients, and the same blobs for services of the world. */
export interface Blobs {
  readonly service: Service;
  readonly files: BlobFiles;
  /** A URL that carries a service SAS for one blob, valid from now on for `validMs` of simulated time. */
  signedUrl(path: BlobPath, permissions: readonly SasPermission[], validMs: number): string;
}
