import { constants, createPrivateKey, createPublicKey, privateEncrypt, publicDecrypt } from 'node:crypto';
import { p256 } from '@noble/curves/nist.js';
import { VaultFault } from './types.ts';
import type { KeyVersion } from './types.ts';

/** Bytes of a SHA-256 digest, the only thing that ES256 and RS256 sign. */
const digestBytes = 32;

// The DER of DigestInfo before a SHA-256 digest: RFC 8017 §9.2, note 1.
const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/** Signs a digest as `POST /keys/{name}/{version}/sign` does: r and s for ES256, PKCS #1 v1.5 for RS256. */
export function signDigest(key: KeyVersion, algorithm: string, digest: Uint8Array): Uint8Array {
  checkAlgorithm(key, algorithm);
  checkLength(digest);
  if (algorithm === 'ES256') return p256.sign(digest, scalarOf(key), { prehash: false, lowS: false });
  const padding = constants.RSA_PKCS1_PADDING;
  const privateKey = createPrivateKey({ key: key.jwk, format: 'jwk' });
  return privateEncrypt({ key: privateKey, padding }, Buffer.concat([digestInfo, digest]));
}

/** Whether a signature is one of the key over the digest. */
export function verifyDigest(
  key: KeyVersion,
  algorithm: string,
  signed: { readonly digest: Uint8Array; readonly signature: Uint8Array },
): boolean {
  checkAlgorithm(key, algorithm);
  checkLength(signed.digest);
  try {
    if (algorithm === 'ES256') {
      const point = p256.getPublicKey(scalarOf(key));
      return p256.verify(signed.signature, signed.digest, point, { prehash: false, lowS: false });
    }
    const publicKey = createPublicKey({ key: key.jwk, format: 'jwk' });
    const opened = publicDecrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, signed.signature);
    return Buffer.compare(opened, Buffer.concat([digestInfo, signed.digest])) === 0;
  } catch {
    // A signature of the wrong length or padding is a wrong signature.
    return false;
  }
}

function checkAlgorithm(key: KeyVersion, algorithm: string): void {
  const fitting = key.jwk.kty === 'EC' ? 'ES256' : 'RS256';
  if (algorithm === fitting) return;
  throw new VaultFault(
    400,
    'BadParameter',
    `Key and signing algorithm are incompatible. Key is of type '${key.jwk.kty}', and algorithm is '${algorithm}'.`,
  );
}

function checkLength(digest: Uint8Array): void {
  if (digest.length === digestBytes) return;
  throw new VaultFault(
    400,
    'BadParameter',
    `Invalid length of 'value': ${digest.length} bytes. SHA-256 hash has 32 bytes.`,
  );
}

function scalarOf(key: KeyVersion): Uint8Array {
  return Buffer.from(key.jwk.d ?? '', 'base64url');
}
