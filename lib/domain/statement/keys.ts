import { createHash, createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import * as v from 'valibot';
import { UserError } from '../../base/errors/index.ts';
import { checkShape } from '../../base/schema.ts';
import { instant } from './predicates/index.ts';
import type { KeyPurpose } from './kinds.ts';
import type { TrustedKey, TrustedKeys } from './types.ts';

const purposes = ['provenance', 'decision', 'promotion'] as const satisfies readonly KeyPurpose[];

const keySchema = v.strictObject({
  name: v.pipe(
    v.string(),
    v.regex(/^[a-z0-9][a-z0-9.-]{0,63}$/, 'no name in lower-case kebab-case'),
    v.description('What people call the key.'),
  ),
  purpose: v.pipe(v.picklist(purposes), v.description('The kind of statements that it may sign.')),
  'public-key': v.pipe(v.string(), v.maxLength(1024), v.description('PEM of a public key on P-256.')),
  'valid-from': v.pipe(instant, v.description('Signatures made earlier do not count (RFC 3339).')),
  'valid-until': v.pipe(instant, v.description('Signatures made later do not count (RFC 3339).')),
});

/** The `keys` part of `lazaret.yaml`: a list, each entry strict, so that a misspelt limit is not overlooked. */
export const trustedKeysSchema = v.pipe(v.array(keySchema), v.minLength(1), v.maxLength(64));

/**
 * The trusted keys of `lazaret.yaml`'s `keys`, after YAML and before trust; throws STATEMENT_KEYS_INVALID.
 * `source` names file and commit for the message.
 */
export function parseTrustedKeys(keys: unknown, source: string): TrustedKeys {
  const checked = checkShape(trustedKeysSchema, keys);
  if (!checked.ok) throw invalid(source, checked.problems.slice(0, 5).join('; '));
  const trusted = new Map<string, TrustedKey>();
  for (const entry of checked.value) {
    const key = toTrustedKey(entry, source);
    const other = [...trusted.values()].find(
      ({ keyHint, name }) => keyHint === key.keyHint || name === key.name,
    );
    if (other !== undefined) throw invalid(source, `"${key.name}" repeats name or key of "${other.name}"`);
    trusted.set(key.keyHint, key);
  }
  return trusted;
}

/**
 * The hint of a key: base64 of the SHA-256 of its SubjectPublicKeyInfo, as cosign writes it. It names the key and
 * proves nothing: what counts is the signature under the trusted key of that hint.
 */
export function computeKeyHint(publicKey: KeyObject): string {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('base64');
}

/** Whether the key is on P-256, the only curve that is used (ES256, RFC 7518 §3.4). */
export function isP256(key: KeyObject): boolean {
  return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
}

function toTrustedKey(entry: v.InferOutput<typeof keySchema>, source: string): TrustedKey {
  const publicKey = readPem(entry['public-key'], `"${entry.name}"`, source);
  const [validFrom, validUntil] = [Date.parse(entry['valid-from']), Date.parse(entry['valid-until'])];
  if (validFrom >= validUntil) throw invalid(source, `"${entry.name}" ends before it begins`);
  const { name, purpose } = entry;
  return { name, purpose, keyHint: computeKeyHint(publicKey), publicKey, validFrom, validUntil };
}

function readPem(pem: string, name: string, source: string): KeyObject {
  // A private key would be read here too, and would then lie open on the branch.
  if (!pem.trimStart().startsWith('-----BEGIN PUBLIC KEY-----'))
    throw invalid(source, `${name} has no "BEGIN PUBLIC KEY"`);
  try {
    const key = createPublicKey(pem);
    if (isP256(key)) return key;
  } catch (cause) {
    throw invalid(source, `the public key of ${name} cannot be read`, cause);
  }
  throw invalid(source, `the key of ${name} is not on the curve P-256`);
}

function invalid(subject: string, reason: string, cause?: unknown): UserError {
  return new UserError('STATEMENT_KEYS_INVALID', { subject, reason, cause });
}
