import { quarantine } from './azure.ts';

/** A repository-scoped token of a registry, for programs that log in by user and password alone. */
export interface EstateRegistryToken {
  readonly name: string;
  /** Name of the registry. */
  readonly registry: string;
  /** Repositories that begin with this. */
  readonly folder: string;
  readonly actions: readonly string[];
}

/** The passwords are drawn by the world: https://learn.microsoft.com/azure/container-registry/container-registry-token-based-repository-permissions */
export const registryTokens: readonly EstateRegistryToken[] = [
  {
    name: 'conformance',
    registry: quarantine.name,
    folder: 'conformance/',
    actions: ['pull', 'push', 'delete', 'metadata_read', 'metadata_write'],
  },
];
