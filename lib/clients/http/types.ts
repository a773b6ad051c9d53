/** A request of our own; the SDKs make theirs by themselves. */
export interface RestRequest {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  /**
   * Whether sending it twice does no more than sending it once. GET and HEAD are by themselves;
   * others only where the caller says so, and are then repeated after a lost reply.
   */
  readonly isRepeatable?: boolean;
  /** The most bytes that a successful answer may have. */
  readonly maxBytes?: number;
  /** Takes the body of a successful answer in pieces, from the first byte again with each attempt; `bytes` stay empty. */
  readonly sink?: (pieces: AsyncIterable<Uint8Array>) => Promise<void>;
  readonly signal?: AbortSignal | undefined;
}

/** An answer, whole and bounded. */
export interface RestResponse {
  readonly status: number;
  /** Header names without regard to case. */
  readonly headers: { get(name: string): string | undefined };
  readonly bytes: Uint8Array;
}

/** Sends a request and answers whatever the host says; throws only NETWORK_* and what its policies throw. */
export interface Rest {
  send(request: RestRequest): Promise<RestResponse>;
}
