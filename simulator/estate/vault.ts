import { resourceGroupScope } from './azure.ts';

/** A key of the estate's vault. */
export interface EstateKey {
  readonly name: string;
  /** The ARM id that a role is assigned on. */
  readonly id: string;
  /** `https://<vault>.vault.azure.net/keys/<name>`. */
  readonly keyId: string;
  readonly purpose: 'provenance' | 'decision' | 'promotion';
}

const name = 'lazaret-kv';

/** The vault that holds the signing keys (RBAC mode). */
export const vault = {
  name,
  host: `${name}.vault.azure.net`,
  id: `${resourceGroupScope}/providers/Microsoft.KeyVault/vaults/${name}`,
} as const;

/** Its keys on P-256, one a purpose. */
export const vaultKeys = {
  provenance: key('provenance'),
  decision: key('decision'),
  promotion: key('promotion'),
} as const satisfies Readonly<Record<EstateKey['purpose'], EstateKey>>;

function key(purpose: EstateKey['purpose']): EstateKey {
  const keyId = `https://${vault.host}/keys/${purpose}`;
  return { name: purpose, id: `${vault.id}/keys/${purpose}`, keyId, purpose };
}
