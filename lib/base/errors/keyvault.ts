import type { ErrorCatalogue } from './types.ts';

/** Errors of Azure Key Vault. */
export const keyvaultErrors = {
  KEYVAULT_KEY_ID_INVALID: {
    kind: 'user',
    title: 'The key identifier cannot be used',
    cause: 'The text is no identifier of a key in Azure Key Vault.',
    remedy:
      'Write `https://<vault>.vault.azure.net/keys/<name>[/<version>]`; `az keyvault key show --query key.kid` prints it.',
  },
  KEYVAULT_FORBIDDEN: {
    kind: 'user',
    title: 'The identity may not use the key',
    cause: 'Key Vault found no role assignment that allows the operation on this key.',
    remedy: 'Assign "Key Vault Crypto User" on the key to the identity.',
  },
  KEYVAULT_NETWORK_FORBIDDEN: {
    kind: 'user',
    title: 'The vault refuses this network',
    cause: 'The firewall of the vault does not allow the address of the runner.',
    remedy: 'Run the job in the network of the private endpoint, or allow the subnet of the runner.',
  },
  KEYVAULT_UNAUTHORIZED: {
    kind: 'user',
    title: 'Key Vault does not accept the token',
    cause: 'The vault belongs to another tenant, or the token is not meant for Key Vault.',
    remedy: 'Check `tenant-id` and the host of the key identifier.',
  },
  KEYVAULT_KEY_NOT_FOUND: {
    kind: 'user',
    title: 'The key is not in the vault',
    cause: 'The vault has no key of this name or version, or it was deleted.',
    remedy: 'Check the key identifier; a deleted key can be recovered with `az keyvault key recover`.',
  },
  KEYVAULT_KEY_UNUSABLE: {
    kind: 'user',
    title: 'The key cannot sign',
    cause: 'The key is disabled, outside its dates, not on the curve P-256, or not meant for signing.',
    remedy: 'Create a key with `--kty EC --curve P-256 --ops sign verify`, or enable this one.',
  },
  KEYVAULT_CHALLENGE_UNTRUSTED: {
    kind: 'external',
    title: 'The vault asks for a token that it must not have',
    cause: 'The challenge names a resource other than the domain of the vault, so its token would go astray.',
    remedy: 'Check the host of the key identifier, and what stands between the runner and Azure.',
  },
  KEYVAULT_UNAVAILABLE: {
    kind: 'external',
    title: 'Key Vault does not answer',
    cause: 'It throttles or fails; the request was repeated without success.',
    remedy: 'Run the job again later.',
  },
  KEYVAULT_REFUSED: {
    kind: 'external',
    title: 'Key Vault refused the request',
    cause: 'The reason is Azure’s own.',
    remedy: 'Follow the reason in the message.',
  },
  KEYVAULT_MALFORMED: {
    kind: 'external',
    title: 'Key Vault’s answer cannot be read',
    cause: 'The answer lacks a field that API version 7.5 promises.',
    remedy: 'Run the job again; report it if it happens twice.',
  },
} as const satisfies ErrorCatalogue;
