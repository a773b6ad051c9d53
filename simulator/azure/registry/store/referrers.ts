import { findRepository } from './state.ts';
import type { Store } from './state.ts';

/** A line of the referrers list (distribution-spec 1.1, "Listing Referrers"). */
export interface Referrer {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly artifactType?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Manifests of the repository whose subject is `digest`, in the order of their digests. */
export function listReferrers(store: Store, name: string, digest: string): readonly Referrer[] {
  const manifests = findRepository(store, name)?.manifests ?? {};
  return Object.entries(manifests)
    .filter(([, record]) => record.subject === digest)
    .map(([own, { mediaType, size, artifactType, annotations }]) => ({
      ...{ mediaType, digest: own, size },
      ...(artifactType === undefined ? {} : { artifactType }),
      ...(annotations === undefined ? {} : { annotations }),
    }))
    .sort((a, b) => (a.digest < b.digest ? -1 : 1));
}
