import type { Principal } from '../entra/types.ts';

/** Lock state of a tag, manifest or repository (ACR v1). */
export interface StoredAttributes {
  deleteEnabled: boolean;
  writeEnabled: boolean;
  readEnabled: boolean;
  listEnabled: boolean;
}

/** A manifest in the store; its bytes lie in the blob store under `digest`. */
export interface StoredManifest {
  readonly digest: string;
  readonly mediaType: string;
  readonly size: number;
}

/** The store behind one registry's data plane, for the services that write without HTTP (tasks, import, catalogue). No access checks here. */
export interface RegistryStore {
  readonly host: string;
  resolve(repository: string, reference: string): StoredManifest | undefined;
  manifestBytes(digest: string): Promise<Uint8Array | undefined>;
  hasBlob(repository: string, digest: string): boolean;
  /** Files a blob that already lies in the world's blob store. */
  addBlob(repository: string, digest: string): void;
  /** Checks that children and blobs are there, as a push does; answers the digest or an OCI error. */
  putManifest(
    repository: string,
    manifest: { readonly bytes: Uint8Array; readonly mediaType: string; readonly tag?: string },
  ): Promise<PutResult>;
  /** Repository names in order. */
  repositories(): readonly string[];
  /** Digests of all manifests of a repository. */
  manifests(repository: string): readonly string[];
  tags(repository: string): readonly string[];
  attributes(repository: string, reference: string): StoredAttributes | undefined;
}

export type PutResult =
  | { readonly ok: true; readonly digest: string }
  | { readonly ok: false; readonly status: number; readonly code: string; readonly message: string };

/** All registries of the world, Azure's and upstream's, by host. */
export interface Registries {
  find(host: string): RegistryStore | undefined;
  /** Whether an Entra principal may pull or push a repository of an Azure registry, by RBAC and its role assignment mode. */
  may(principal: Principal, host: string, repository: string, access: 'pull' | 'push'): boolean;
  /** The principal behind a refresh token that the registry's exchange endpoint issued; undefined when it is not valid now. */
  principalOfRefreshToken(host: string, token: string): Promise<Principal | undefined>;
  /** Pull from an upstream host, with its own rules (Docker Hub limits, missing images). */
  readonly upstreamHosts: readonly string[];
}
