import * as v from 'valibot';
import { checkJson } from '../../../lib/base/schema.ts';
import { vault } from '../../estate/index.ts';
import { requireRight } from './access.ts';
import type { Authorizer } from '../rbac/types.ts';
import { signDigest, verifyDigest } from './sign.ts';
import { findKey, findSecret } from './state.ts';
import { VaultFault } from './types.ts';
import type { KeyVersion, VaultCall, VaultState } from './types.ts';

/** What the answers are made from. */
export interface Vault {
  readonly state: VaultState;
  readonly authorizer: Authorizer;
}

const Bytes = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]*$/),
  v.transform((text) => Buffer.from(text, 'base64url')),
);
const SignBody = v.object({ alg: v.string(), value: Bytes });
const VerifyBody = v.object({ alg: v.string(), digest: Bytes, value: Bytes });

/** `GET /keys` and `GET /keys/{name}/versions`. */
export function listKeys({ state, authorizer }: Vault, { principal }: VaultCall, name?: string): unknown {
  const object = name === undefined ? '' : `keys/${name}`;
  requireRight(authorizer, { principal, action: 'keys/read', object });
  if (name !== undefined) findKey(state, name, '');
  const listed =
    name === undefined
      ? Object.keys(state.keys).map((each) => renderItem(each, findKey(state, each, '')))
      : (state.keys[name.toLowerCase()] ?? []).map((key) => renderItem(name, key, key.version));
  return { value: listed, nextLink: null };
}

/** `GET /keys/{name}/{version}`. */
export function getKey(
  { state, authorizer }: Vault,
  { principal }: VaultCall,
  name: string,
  version: string,
): unknown {
  requireRight(authorizer, { principal, action: 'keys/read', object: `keys/${name}` });
  const key = findKey(state, name, version);
  const { kty, crv, x, y, n, e } = key.jwk;
  const parts = kty === 'EC' ? { crv, x, y } : { n, e };
  const kid = `https://${vault.host}/keys/${name}/${key.version}`;
  return { key: { kid, kty, key_ops: ['sign', 'verify'], ...parts }, attributes: renderAttributes(key) };
}

/** `POST /keys/{name}/{version}/sign`. */
export async function sign(
  { state, authorizer }: Vault,
  call: VaultCall,
  name: string,
  version: string,
): Promise<unknown> {
  requireRight(authorizer, {
    principal: call.principal,
    action: 'keys/sign/action',
    object: `keys/${name}`,
  });
  const key = requireEnabled(findKey(state, name, version), 'sign');
  const { alg, value } = await readBody(SignBody, call);
  const signature = Buffer.from(signDigest(key, alg, value)).toString('base64url');
  return { kid: `https://${vault.host}/keys/${name}/${key.version}`, value: signature };
}

/** `POST /keys/{name}/{version}/verify`. */
export async function verify(
  { state, authorizer }: Vault,
  call: VaultCall,
  name: string,
  version: string,
): Promise<unknown> {
  requireRight(authorizer, {
    principal: call.principal,
    action: 'keys/verify/action',
    object: `keys/${name}`,
  });
  const key = requireEnabled(findKey(state, name, version), 'verify');
  const { alg, digest, value } = await readBody(VerifyBody, call);
  return { value: verifyDigest(key, alg, { digest, signature: value }) };
}

/** `GET /secrets/{name}/{version}`. */
export function getSecret(
  { state, authorizer }: Vault,
  { principal }: VaultCall,
  name: string,
  version: string,
): unknown {
  requireRight(authorizer, { principal, action: 'secrets/getSecret/action', object: `secrets/${name}` });
  const secret = findSecret(state, name, version);
  const id = `https://${vault.host}/secrets/${name}/${secret.version}`;
  return { value: secret.value, id, attributes: renderAttributes({ ...secret, isEnabled: true }) };
}

function renderItem(name: string, key: KeyVersion, version?: string): unknown {
  const kid = `https://${vault.host}/keys/${name}${version === undefined ? '' : `/${version}`}`;
  return { kid, attributes: renderAttributes(key) };
}

function renderAttributes({ createdAt, isEnabled }: Pick<KeyVersion, 'createdAt' | 'isEnabled'>): unknown {
  return {
    ...{ enabled: isEnabled, created: createdAt, updated: createdAt },
    ...{ recoveryLevel: 'Recoverable+Purgeable', recoverableDays: 90, exportable: false },
  };
}

function requireEnabled(key: KeyVersion, operation: string): KeyVersion {
  if (key.isEnabled) return key;
  throw new VaultFault(
    403,
    'Forbidden',
    `Operation ${operation} is not allowed on a disabled key.`,
    'KeyDisabled',
  );
}

async function readBody<T>(schema: v.GenericSchema<unknown, T>, { request }: VaultCall): Promise<T> {
  const checked = checkJson(schema, await request.text());
  if (checked.ok) return checked.value;
  throw new VaultFault(400, 'BadParameter', `Property has an invalid value: ${checked.problems.join('; ')}`);
}
