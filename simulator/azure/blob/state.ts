import type { Slice, World } from '../../world/types.ts';
import type { BlobPath } from './types.ts';

/** One staged or committed block: its bytes lie in the world's blob store. */
export interface Part {
  readonly digest: string;
  readonly size: number;
}

interface Common {
  size: number;
  readonly createdAt: number;
  modifiedAt: number;
  /** Raised by each write; the ETag is made of it. */
  version: number;
  readonly contentType: string;
  metadata: Record<string, string>;
}

export interface StoredBlockBlob extends Common {
  readonly kind: 'BlockBlob';
  readonly parts: readonly Part[];
}

export interface StoredAppendBlob extends Common {
  readonly kind: 'AppendBlob';
  /** Number of its file under `append/`. */
  readonly file: number;
  blocks: number;
}

export type StoredBlob = StoredBlockBlob | StoredAppendBlob;

/** Everything that the storage account knows. */
export interface BlobState {
  /** The account key, base64; every SAS is signed with it. */
  readonly key: string;
  files: number;
  readonly blobs: Record<string, StoredBlob>;
  /** Uncommitted blocks by blob, then by block id. */
  readonly staged: Record<string, Record<string, Part>>;
}

/** Opens the account's state. */
export function openBlobState(world: World): Slice<BlobState> {
  return world.slice<BlobState>('azure-blobs', () => ({
    key: Buffer.from(world.bytes(64)).toString('base64'),
    files: 0,
    blobs: {},
    staged: {},
  }));
}

export function toKey(path: BlobPath): string {
  return `${path.container}/${path.name}`;
}
