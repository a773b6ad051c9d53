import type { KeyObject } from 'node:crypto';
import type { Signer } from '../../domain/statement/index.ts';

/** A key of a vault; the newest version when none is named. */
export interface KeyId {
  /** `https://<vault>.vault.azure.net`. */
  readonly vaultUri: string;
  readonly name: string;
  readonly version?: string;
}

/** A key as Key Vault answers it, without the private half, which never leaves. */
export interface VaultKey {
  /** With its version. */
  readonly id: KeyId & { readonly version: string };
  readonly publicKey: KeyObject;
  readonly isEnabled: boolean;
  readonly operations: readonly string[];
}

/** Signs with one version of one key. */
export interface VaultSigner extends Signer {
  readonly key: VaultKey;
}

/**
 * The keys of one vault (Key Vault REST 7.5).
 * Throws KEYVAULT_*, NETWORK_* and ENTRA_* codes.
 */
export interface KeyVaultClient {
  readKey(id: KeyId): Promise<VaultKey>;
  /** ES256 over a SHA-256 digest; answers r and s, 32 bytes each. */
  sign(id: KeyId, digest: Uint8Array): Promise<Uint8Array>;
  /** Reads the key once, pins its version and checks that it can sign; throws KEYVAULT_KEY_UNUSABLE. */
  openSigner(id: KeyId): Promise<VaultSigner>;
}
