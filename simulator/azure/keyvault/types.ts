import type { JsonWebKey } from 'node:crypto';
import type { Principal } from '../entra/types.ts';

/** One version of a key, private half included; it never leaves the service. */
export interface KeyVersion {
  readonly version: string;
  readonly jwk: JsonWebKey;
  readonly createdAt: number;
  isEnabled: boolean;
}

/** One version of a secret. */
export interface SecretVersion {
  readonly version: string;
  readonly value: string;
  readonly createdAt: number;
}

/** What the vault holds; the newest version of everything is the last. */
export interface VaultState {
  readonly keys: Record<string, KeyVersion[]>;
  readonly secrets: Record<string, SecretVersion[]>;
}

/** A request whose caller is known. */
export interface VaultCall {
  readonly request: Request;
  readonly url: URL;
  readonly principal: Principal;
}

/** A refusal as Key Vault writes it. */
export class VaultFault extends Error {
  readonly status: number;
  readonly code: string;
  readonly innerCode: string | undefined;

  constructor(status: number, code: string, message: string, innerCode?: string) {
    super(message);
    this.name = 'VaultFault';
    this.status = status;
    this.code = code;
    this.innerCode = innerCode;
  }
}
