/** An OCI platform as a build asks for it. */
export interface BuildPlatform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
}

/** A layer in the world's blob store. */
export interface Layer {
  /** Of the compressed bytes. */
  readonly digest: string;
  readonly size: number;
  /** Of the tar inside. */
  readonly diffId: string;
}

/** The `config` of an image configuration that a build reads and writes (image-spec 1.1 `config.md`, and Docker's own fields). */
export interface ImageSettings {
  User?: string;
  ExposedPorts?: Record<string, object>;
  Env?: string[];
  Entrypoint?: string[] | null;
  Cmd?: string[] | null;
  Volumes?: Record<string, object>;
  WorkingDir?: string;
  Labels?: Record<string, string>;
  StopSignal?: string;
  Shell?: string[];
  OnBuild?: string[];
  Healthcheck?: Healthcheck;
}

export interface Healthcheck {
  readonly Test: readonly string[];
  /** Nanoseconds. */
  readonly Interval?: number;
  readonly Timeout?: number;
  readonly StartPeriod?: number;
  readonly Retries?: number;
}

export interface HistoryEntry {
  readonly created?: string;
  readonly created_by?: string;
  readonly comment?: string;
  readonly author?: string;
  readonly empty_layer?: boolean;
}

/** An image that FROM or COPY --from names, ready to be read. */
export interface PulledImage {
  readonly registry: string;
  readonly repository: string;
  readonly tag?: string;
  /** Of what the reference names: the index where there is one. */
  readonly digest: string;
  readonly platform: BuildPlatform;
  readonly created?: string;
  readonly settings: ImageSettings;
  readonly history: readonly HistoryEntry[];
  readonly layers: readonly Layer[];
}

/** Where base images come from, with the rights of the run. Throws {@link BuildFailure} in Docker's words. */
export interface ImageSource {
  pull(reference: string, platform: BuildPlatform): Promise<PulledImage>;
}

export interface BuildJob {
  /** The context as a tar, plain or gzipped. */
  readonly context: () => AsyncIterable<Uint8Array>;
  /** A folder of the context that is the build's root; empty for the whole. */
  readonly folder: string;
  /** Path in the context. */
  readonly dockerfile: string;
  readonly target?: string;
  readonly arguments: ReadonlyMap<string, string>;
  readonly platform: BuildPlatform;
  readonly images: ImageSource;
  /** One line of the builder's output. */
  readonly print: (line: string) => void;
  readonly signal: AbortSignal;
}

/** A finished image: all its blobs lie in the world's blob store, nothing is pushed. */
export interface BuiltImage {
  readonly manifest: { readonly bytes: Uint8Array; readonly mediaType: string; readonly digest: string };
  readonly configDigest: string;
  readonly layers: readonly Layer[];
  /** Every image that was pulled, in order. */
  readonly bases: readonly PulledImage[];
}

/** A build that ends as Docker would end it; the message is its last line. */
export class BuildFailure extends Error {
  override readonly name = 'BuildFailure';
}
