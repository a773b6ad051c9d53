import { failUnknownManifest, failUnknownRepository, failUnknownTag } from './failure.ts';
import type { Failure } from './failure.ts';
import { failLocked, isDeleteLocked } from './locks.ts';
import { listReferrers } from './referrers.ts';
import { findRepository, touchRepository } from './state.ts';
import type { RepositoryRecord, Store } from './state.ts';
import { findEntry, removeEntry } from './table.ts';

/** Untags; the manifest stays. */
export function deleteTag(store: Store, name: string, tag: string): Failure | undefined {
  const repository = findRepository(store, name);
  const found = repository === undefined ? undefined : findEntry(repository.tags, tag);
  if (repository === undefined || found === undefined) return failUnknownTag(name, tag);
  if (isDeleteLocked(repository, found)) return failLocked(store.world);
  removeEntry(repository.tags, tag);
  touchRepository(store, repository);
  return undefined;
}

/**
 * Deletes a manifest with its tags and its referrers
 * (https://learn.microsoft.com/azure/container-registry/container-registry-manage-artifact, "Delete artifacts").
 * Locks of its tags do not protect it: tag and manifest attributes are independent.
 */
export function deleteManifest(store: Store, name: string, digest: string): Failure | undefined {
  const repository = findRepository(store, name);
  const found = repository === undefined ? undefined : findEntry(repository.manifests, digest);
  if (repository === undefined) return failUnknownRepository(name);
  if (found === undefined) return failUnknownManifest(digest);
  if (isDeleteLocked(repository, found)) return failLocked(store.world);
  const referrers = listReferrers(store, name, digest);
  const locked = referrers.filter((referrer) =>
    isDeleteLocked(findEntry(repository.manifests, referrer.digest)),
  );
  if (locked.length > 0 && store.world.assume('registry-locked-referrer') === 'refuses-delete')
    return failLocked(store.world);
  drop(repository, digest);
  touchRepository(store, repository);
  // A referrer may have referrers; the subject is gone first, so that a ring of them ends.
  for (const referrer of referrers) deleteManifest(store, name, referrer.digest);
  return undefined;
}

export interface DeletedRepository {
  readonly manifests: readonly string[];
  readonly tags: readonly string[];
}

/** Deletes a repository; one locked thing in it keeps it whole. */
export function deleteRepository(store: Store, name: string): DeletedRepository | Failure {
  const repository = findRepository(store, name);
  if (repository === undefined) return failUnknownRepository(name);
  const contents = [...Object.values(repository.manifests), ...Object.values(repository.tags)];
  if (isDeleteLocked(repository, ...contents)) return failLocked(store.world);
  removeEntry(store.slice.value.repositories, name);
  store.slice.touch();
  return { manifests: Object.keys(repository.manifests), tags: Object.keys(repository.tags) };
}

function drop(repository: RepositoryRecord, digest: string): void {
  removeEntry(repository.manifests, digest);
  for (const [tag, record] of Object.entries(repository.tags)) {
    if (record.digest === digest) removeEntry(repository.tags, tag);
  }
}
