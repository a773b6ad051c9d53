import type { Digest } from '../../domain/image/index.ts';

/** What the suite needs to know of a registry (ARM `Microsoft.ContainerRegistry/registries`, 2025-11-01). */
export interface RegistryAccount {
  /** The ARM resource id in the casing that ARM answered. */
  readonly id: string;
  readonly name: string;
  readonly loginServer: string;
  readonly roleAssignmentMode: 'AbacRepositoryPermissions' | 'LegacyRegistryPermissions';
}

/** Where an import takes its image from. */
export type ImportSource =
  | {
      readonly kind: 'registry';
      readonly resourceId: string;
      readonly repository: string;
      readonly digest: Digest;
    }
  | {
      readonly kind: 'upstream';
      readonly host: string;
      readonly repository: string;
      readonly digest: Digest;
      readonly credentials?: { readonly username: string; readonly password: string };
    };

/** One import by digest. Without tags the image arrives untagged in `repository`. */
export interface ImportRequest {
  readonly source: ImportSource;
  readonly repository: string;
  readonly tags: readonly string[];
}

/** The control plane of one registry. Throws ARM_* codes and IMPORT_* codes. */
export interface RegistryManagementClient {
  readAccount(): Promise<RegistryAccount>;
  /**
   * Asks ARM to import (mode NoForce) and follows the operation to its end.
   * Never repeats the POST by itself: a dropped reply is IMPORT_OUTCOME_UNKNOWN, and the caller reads the state back.
   */
  importImage(request: ImportRequest, signal?: AbortSignal): Promise<void>;
}
