import type { Slice, World } from '../../../world/types.ts';
import type { StoredAttributes } from '../types.ts';
import { findEntry, setEntry } from './table.ts';
import type { Table } from './table.ts';

/** A tag as the registry keeps it. Times are milliseconds since the epoch. */
export interface TagRecord {
  digest: string;
  readonly createdAt: number;
  updatedAt: number;
  attributes: StoredAttributes;
}

/** A manifest as the registry keeps it; its bytes lie in the world's blob store under `digest`. */
export interface ManifestRecord {
  readonly mediaType: string;
  readonly size: number;
  /** Config and layers together; of an index its own bytes. */
  readonly imageSize: number;
  readonly createdAt: number;
  updatedAt: number;
  attributes: StoredAttributes;
  readonly configMediaType?: string;
  readonly os?: string;
  readonly architecture?: string;
  readonly subject?: string;
  /** As the referrers list shows it. */
  readonly artifactType?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  quarantineState?: string;
  quarantineDetails?: string;
}

export interface RepositoryRecord {
  readonly createdAt: number;
  updatedAt: number;
  attributes: StoredAttributes;
  readonly manifests: Table<ManifestRecord>;
  readonly tags: Table<TagRecord>;
  /** By digest: a blob is served only from repositories that it was pushed or mounted to. */
  readonly blobs: Table<true>;
}

/** Policies of a registry that its data plane obeys. */
export interface RegistryPolicies {
  /** `policies.exportPolicy.status` is enabled. */
  isExportEnabled: boolean;
  /** `policies.quarantinePolicy.status` is enabled. */
  isQuarantineEnabled: boolean;
}

export interface RegistryState {
  readonly repositories: Table<RepositoryRecord>;
  readonly policies: RegistryPolicies;
}

/** One registry's part of the world. */
export interface Store {
  readonly host: string;
  readonly world: World;
  readonly slice: Slice<RegistryState>;
}

export function openStore(world: World, host: string): Store {
  const slice = world.slice(`registry-${host.replaceAll('.', '-')}`, startState);
  return { host, world, slice };
}

/** All attributes on: nothing is locked. */
export function startAttributes(): StoredAttributes {
  return { deleteEnabled: true, writeEnabled: true, readEnabled: true, listEnabled: true };
}

export function findRepository(store: Store, name: string): RepositoryRecord | undefined {
  return findEntry(store.slice.value.repositories, name);
}

/** The repository, made at the first push. */
export function openRepository(store: Store, name: string): RepositoryRecord {
  const now = store.world.clock.now();
  const found = findRepository(store, name);
  if (found !== undefined) return found;
  const attributes = startAttributes();
  const made = { createdAt: now, updatedAt: now, attributes, manifests: {}, tags: {}, blobs: {} };
  setEntry(store.slice.value.repositories, name, made);
  store.slice.touch();
  return made;
}

/** Marks a change of a repository. */
export function touchRepository(store: Store, repository: RepositoryRecord): void {
  repository.updatedAt = store.world.clock.now();
  store.slice.touch();
}

function startState(): RegistryState {
  return { repositories: {}, policies: { isExportEnabled: true, isQuarantineEnabled: false } };
}
