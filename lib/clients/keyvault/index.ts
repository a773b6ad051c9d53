export { createKeyVaultClient } from './client.ts';
export type { KeyVaultOptions } from './client.ts';
export { formatKeyId, keyIdNotation, parseKeyId } from './key-id.ts';
export type { KeyId, KeyVaultClient, VaultKey, VaultSigner } from './types.ts';
