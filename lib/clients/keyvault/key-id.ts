import { UserError } from '../../base/errors/index.ts';
import type { Notation } from '../../base/notation.ts';
import type { KeyId } from './types.ts';

// Vault hosts of the public cloud, China and US Government, names of 3-24 characters:
// https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates#object-identifiers
const keyIdPattern =
  /^(https:\/\/[a-z][a-z0-9-]{1,22}[a-z0-9]\.(?:vault\.azure\.net|vault\.azure\.cn|vault\.usgovcloudapi\.net))\/keys\/([0-9a-z-]{1,127})(?:\/([0-9a-f]{32}))?\/?$/i;

/** A key of a vault by its identifier. */
export const keyIdNotation: Notation<KeyId> = {
  form: '`https://<vault>.vault.azure.net/keys/<name>[/<version>]`',
  parse: parseKeyId,
};

/** Text to key identifier; throws KEYVAULT_KEY_ID_INVALID. */
export function parseKeyId(text: string): KeyId {
  const [, vault, name, version] = keyIdPattern.exec(text) ?? [];
  if (vault === undefined || name === undefined) {
    throw new UserError('KEYVAULT_KEY_ID_INVALID', {
      subject: text.replace(/[^\x20-\x7e]/g, '?').slice(0, 200),
      reason: `it is no ${keyIdNotation.form}`,
    });
  }
  return {
    vaultUri: vault.toLowerCase(),
    name,
    ...(version === undefined ? {} : { version: version.toLowerCase() }),
  };
}

/** The identifier as a URL. */
export function formatKeyId({ vaultUri, name, version }: KeyId): string {
  return `${vaultUri}/keys/${name}${version === undefined ? '' : `/${version}`}`;
}
