import { generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { p256 } from '@noble/curves/nist.js';
import { computeKeyHint, parseTrustedKeys } from '../keys.ts';
import type { KeyPurpose } from '../kinds.ts';
import type { Signer, TrustedKeys } from '../types.ts';

/** A key pair with its signer and its entry in `lazaret.yaml`. */
export interface TestKey {
  readonly publicKey: KeyObject;
  readonly signer: Signer;
  readonly entry: Readonly<Record<string, string>>;
}

/** Makes a key on P-256 for a purpose, valid for 2026. */
export function createTestKey(purpose: KeyPurpose, name = `${purpose}-2026`): TestKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const scalar = Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url');
  return {
    publicKey,
    signer: {
      keyHint: computeKeyHint(publicKey),
      // node:crypto cannot sign a digest that is there already; Key Vault is given nothing else.
      sign: (digest) => Promise.resolve(p256.sign(digest, scalar, { prehash: false, lowS: false })),
    },
    entry: {
      name,
      purpose,
      'public-key': publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      'valid-from': '2026-01-01T00:00:00Z',
      'valid-until': '2027-01-01T00:00:00Z',
    },
  };
}

/** The keys as trusted ones. */
export function trust(...keys: readonly TestKey[]): TrustedKeys {
  return parseTrustedKeys(
    keys.map(({ entry }) => entry),
    'lazaret.yaml',
  );
}
