/** What the process of the simulator is asked. */
export type Question =
  | { readonly kind: 'promote'; readonly index: number; readonly tag: string }
  | { readonly kind: 'memory' | 'verdict' | 'end' };

/** How one promotion ended. */
export interface Promoted {
  readonly kind: 'promoted';
  readonly index: number;
  readonly exitCode: number | undefined;
  readonly errors: readonly string[];
  /** The payload digest of the completion record. */
  readonly record: string;
  readonly status: string;
}

/** After a collection of garbage. */
export interface Memory {
  readonly heapBytes: number;
  readonly rssBytes: number;
}

/** What the registries hold in the end. */
export interface Verdict {
  readonly completions: number;
  readonly problems: readonly string[];
  /** Tags and manifests of both registries. */
  readonly lines: number;
  readonly throttled: number;
  readonly requests: number;
  readonly imports: number;
}

export type Answer =
  | { readonly kind: 'ready' }
  | Promoted
  | { readonly kind: 'memory'; readonly memory: Memory }
  | { readonly kind: 'verdict'; readonly verdict: Verdict };
