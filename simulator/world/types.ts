/** The simulated time; every date of the world derives from it (only TLS certificates use the real one). */
export interface SimulatedClock {
  /** Milliseconds since the epoch, in simulated time. */
  now(): number;
  /** Moves the time forward. */
  advance(ms: number): void;
  /** How far simulated time is ahead of the machine's, in ms. */
  offsetMs(): number;
}

/** One service's part of the world's state: plain JSON, alive in memory, written to the state folder. */
export interface Slice<T> {
  /** The live value. Read it afresh each time: a restored snapshot replaces it. */
  readonly value: T;
  /** Marks the slice as changed, so that it is written out. */
  touch(): void;
}

/** Content-addressed bytes in the state folder; never changed, never removed but by reset. */
export interface BlobStore {
  put(bytes: Uint8Array): Promise<string>;
  /** Takes a stream of unknown length in constant memory; answers digest (`sha256:…`) and size in bytes. */
  putStream(stream: AsyncIterable<Uint8Array>): Promise<{ readonly digest: string; readonly size: number }>;
  has(digest: string): Promise<boolean>;
  size(digest: string): Promise<number | undefined>;
  read(digest: string): Promise<Uint8Array | undefined>;
  /** A stream from `start` to `end` inclusive. */
  stream(
    digest: string,
    range?: { readonly start: number; readonly end: number },
  ): Promise<ReadableStream<Uint8Array> | undefined>;
  /** Files a finished blob also under another algorithm's digest (`sha512:…`). */
  alias(digest: string, of: string): Promise<void>;
}

/** A named choice where Azure's or GitHub's real behaviour is not known; `docs/assumptions.md` is written from these. */
export interface Assumption {
  readonly name: string;
  readonly question: string;
  readonly chosen: string;
  readonly values: readonly string[];
  /** The command that would settle it on a real subscription. */
  readonly settledBy: string;
  /** What is known, with its public source. */
  readonly source: string;
}

/** Named points inside services, such as `import:after-check`, where a test lets something happen. */
export interface Hooks {
  /** Runs `act` each time the point is reached, until the returned function is called. */
  on(point: string, act: () => Promise<void> | void): () => void;
  /** Called by the service; resolves when all that hangs there is done. */
  reach(point: string): Promise<void>;
}

/** What every simulated service is given. */
export interface World {
  readonly clock: SimulatedClock;
  readonly blobs: BlobStore;
  readonly hooks: Hooks;
  /** The folder that everything is kept in. */
  readonly folder: string;
  slice<T extends object>(name: string, initial: () => T): Slice<T>;
  /** A fresh lower-case GUID; deterministic from the world's seed. */
  uuid(): string;
  /** `count` random bytes, deterministic from the world's seed. */
  bytes(count: number): Uint8Array;
  /** The value of a named assumption. */
  assume(name: string): string;
  setAssumption(name: string, value: string): void;
  /** Milliseconds; resolves after simulated latency (scaled by the scenario; 0 in tests). */
  pause(ms: number, signal?: AbortSignal): Promise<void>;
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
  /** Writes everything that changed. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** A frozen copy of all slices. */
export interface Snapshot {
  readonly slices: Readonly<Record<string, unknown>>;
  readonly offsetMs: number;
}

/** A service of the simulated world; the gateway routes by host. */
export interface Service {
  readonly name: string;
  /** Exact host names, or `*.suffix`. The longest match wins. */
  readonly hosts: readonly string[];
  /** Answers one request. `request.url` carries the real host name; it throws only for bugs (the gateway answers 500). */
  handle(request: Request): Promise<Response>;
}
