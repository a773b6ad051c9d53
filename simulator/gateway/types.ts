/** What is known of a request before a service sees it; faults and hooks choose by it. */
export interface RequestInfo {
  /** Counts from 1. */
  readonly n: number;
  readonly host: string;
  readonly method: string;
  /** As sent, percent-encoding kept. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
}

export type RequestMatch = (request: RequestInfo) => boolean;

/** What a fault does to a request. */
export type FaultAction =
  /** Waits (real time), then goes on. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Breaks the connection; the service never sees the request. */
  | { readonly kind: 'drop' }
  /** The service does its work, then the connection breaks without a reply. */
  | { readonly kind: 'commit-then-drop' }
  /** The reply breaks off after so many bytes of its body. */
  | { readonly kind: 'truncate'; readonly bytes: number }
  /** Answered by the gateway; the service never sees the request. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly retryAfterSeconds?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
    }
  /** Waits until the promise resolves, then goes on. */
  | { readonly kind: 'hold'; readonly until: Promise<unknown> };

export interface Fault {
  readonly match: RequestMatch;
  readonly do: FaultAction;
  /** How many requests it meets; default 1. */
  readonly times?: number;
}

/** Where scenarios and tests disturb the traffic. */
export interface FaultTap {
  /** Answers a function that takes the fault back. */
  add(fault: Fault): () => void;
  /**
   * Lets another client act once around the next matching request: before the service sees it,
   * or after the service is done and before the reply leaves.
   */
  between(match: RequestMatch, act: () => Promise<void>, side?: 'before' | 'after'): () => void;
  /** Takes all faults back. */
  clear(): void;
}

/** One line of `requests.jsonl`. */
export interface RequestEntry {
  readonly n: number;
  /** Simulated time, RFC 3339. */
  readonly at: string;
  readonly host: string;
  readonly method: string;
  readonly path: string;
  /** Signatures and tokens are replaced by `REDACTED`. */
  readonly query: string;
  /** 0: no status line was sent. */
  readonly status: number;
  readonly durationMs: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** The name that the bearer token claims; not verified here. */
  readonly principal?: string;
  /** `User-Agent`. */
  readonly client?: string;
  readonly fault?: string;
}

/** The requests since the start, in the order in which they ended; memory holds the newest few thousand. */
export interface RequestList {
  readonly count: number;
  /** What came after the first `count`, oldest first; throws when memory holds it no more. */
  since(count: number): readonly RequestEntry[];
}

/** The door to the simulated world. */
export interface Gateway {
  /** `http://127.0.0.1:<port>`: the CONNECT proxy. */
  readonly url: string;
  readonly port: number;
  /** PEM file of the CA that signed every certificate of the world. */
  readonly caFile: string;
  readonly faults: FaultTap;
  readonly requests: RequestList;
  /** Errors that services threw; each is a defect of the simulator. */
  readonly bugs: readonly Error[];
  /** Called before a service sees a request; the request waits for it. */
  onRequest(listener: (request: RequestInfo) => Promise<void> | void): () => void;
  /** Called when the service is done and nothing of the reply has left; the reply waits for it. */
  onReply(listener: (request: RequestInfo, status: number) => Promise<void> | void): () => void;
  /** Called when the reply has left, or its connection is broken; nothing waits for it. */
  onDone(listener: (request: RequestInfo) => void): () => void;
  /** Variables that lead a program's network into the world. */
  env(): Readonly<Record<string, string>>;
  stop(): Promise<void>;
}
