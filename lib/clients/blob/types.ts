/** One look at a log blob that may still grow. */
export interface LogChunk {
  /** Bytes from the asked offset; empty when there are none yet. */
  readonly bytes: Uint8Array;
  /** Whether the blob exists. */
  readonly isStarted: boolean;
  /** The metadata `Complete` of the blob, lower-cased, once the writer has ended. */
  readonly completion?: string;
}

/** Azure Blob Storage through SAS URLs. Throws BLOB_* codes. */
export interface BlobClient {
  /** Uploads a stream in blocks of constant memory (Put Block, Put Block List). */
  upload(url: string, content: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<void>;
  readLog(url: string, offset: number, maxBytes: number): Promise<LogChunk>;
}
