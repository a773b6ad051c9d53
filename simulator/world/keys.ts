import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { CryptoKey, JSONWebKeySet, JWK } from 'jose';
import * as v from 'valibot';
import { checkJson } from '../../lib/base/schema.ts';

/** An RS256 key of one issuer. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey | Uint8Array;
  /** The public half, as a `jwks_uri` answers it. */
  readonly jwks: JSONWebKeySet;
}

/**
 * Answers the issuer's key, made at the first call and kept in the state folder.
 * It lies beside the slices, so that a restored snapshot still accepts the tokens issued before.
 */
export function openSigningKey(folder: string, issuer: string): () => Promise<SigningKey> {
  let opened: Promise<SigningKey> | undefined;
  return () => (opened ??= loadKey(join(folder, 'keys'), `${issuer}.json`));
}

async function loadKey(folder: string, name: string): Promise<SigningKey> {
  const file = join(folder, name);
  const stored = await readFile(file, 'utf8').catch(() => undefined);
  const jwk = stored === undefined ? await makeKey(folder, file) : readStoredKey(stored);
  const kid = await calculateJwkThumbprint(jwk);
  const { kty = '', n = '', e = '' } = jwk;
  const jwks = { keys: [{ kty, n, e, kid, use: 'sig', alg: 'RS256' }] };
  return { kid, privateKey: await importJWK(jwk, 'RS256'), jwks };
}

const StoredKey = v.looseObject({ kty: v.literal('RSA'), n: v.string(), e: v.string(), d: v.string() });

function readStoredKey(text: string): JWK {
  const checked = checkJson(StoredKey, text);
  if (!checked.ok) throw new Error(`a key of the state folder is broken: ${checked.problems.join('; ')}`);
  return checked.value;
}

async function makeKey(folder: string, file: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  await mkdir(folder, { recursive: true });
  await writeFile(file, JSON.stringify(jwk), { mode: 0o600 });
  return jwk;
}
