import type { Digest } from '../../domain/image/index.ts';

/** A tag of an upstream registry, by the name that references use for the host. */
export interface UpstreamTag {
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
}

/** Where a tag points now. `unknown`: upstream could not be asked, or did not say. */
export type TagAnswer =
  | { readonly kind: 'found'; readonly digest: Digest }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Upstream registries, asked without credentials; nothing is pulled. */
export interface UpstreamClient {
  /** Bounded in time; never throws but for the signal's own reason. */
  findTagDigest(tag: UpstreamTag, signal?: AbortSignal): Promise<TagAnswer>;
}
