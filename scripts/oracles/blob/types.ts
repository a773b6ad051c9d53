import type { Call, Reply } from '../bench/http.ts';

/** A container of a blob service; every blob of it is reached by a shared access signature. */
export interface BlobTarget {
  /** `permissions` as in `sp`; a query of its own may follow. */
  send(name: string, permissions: string, call: Call & { readonly query?: string }): Promise<Reply>;
}

/** The same calls for any blob service; the answer is what must be equal. */
export interface BlobCalls {
  readonly name: string;
  make(target: BlobTarget): Promise<unknown>;
}
