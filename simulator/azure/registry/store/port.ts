import type { PutResult, RegistryStore, StoredManifest } from '../types.ts';
import { putManifest } from './put.ts';
import { findRepository, openRepository, touchRepository } from './state.ts';
import type { ManifestRecord, Store } from './state.ts';
import { findEntry, setEntry } from './table.ts';

/** The store as the services see it that write without HTTP. */
export function createRegistryStore(store: Store): RegistryStore {
  return {
    host: store.host,
    resolve: (repository, reference) => resolveManifest(store, repository, reference),
    manifestBytes: (digest) => store.world.blobs.read(digest),
    hasBlob: (repository, digest) => hasBlob(store, repository, digest),
    addBlob: (repository, digest) => addBlob(store, repository, digest),
    putManifest: (repository, manifest): Promise<PutResult> => putManifest(store, repository, manifest),
    repositories: () => Object.keys(store.slice.value.repositories).sort(),
    manifests: (repository) => Object.keys(findRepository(store, repository)?.manifests ?? {}).sort(),
    tags: (repository) => Object.keys(findRepository(store, repository)?.tags ?? {}).sort(),
    attributes(repository, reference) {
      const record = findRepository(store, repository);
      if (record === undefined) return undefined;
      const table = reference.includes(':') ? record.manifests : record.tags;
      return findEntry<{ readonly attributes: ManifestRecord['attributes'] }>(table, reference)?.attributes;
    },
  };
}

/** What a tag or digest names; undefined also for a tag whose manifest is gone. */
export function resolveManifest(store: Store, name: string, reference: string): StoredManifest | undefined {
  const repository = findRepository(store, name);
  if (repository === undefined) return undefined;
  const digest = reference.includes(':') ? reference : findEntry(repository.tags, reference)?.digest;
  const record = digest === undefined ? undefined : findEntry(repository.manifests, digest);
  if (digest === undefined || record === undefined) return undefined;
  return { digest, mediaType: record.mediaType, size: record.size };
}

/** Whether the repository has the blob; its bytes may be in the world for others' sake alone. */
export function hasBlob(store: Store, name: string, digest: string): boolean {
  const repository = findRepository(store, name);
  return repository !== undefined && findEntry(repository.blobs, digest) !== undefined;
}

/** Files a blob of the world's store under a repository. */
export function addBlob(store: Store, name: string, digest: string): void {
  const repository = openRepository(store, name);
  setEntry(repository.blobs, digest, true);
  touchRepository(store, repository);
}
