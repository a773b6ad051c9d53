import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { TokenCredential } from '@azure/core-auth';
import type { HttpClient } from '@azure/core-rest-pipeline';
import type * as v from 'valibot';
import { UserError } from '../../base/errors/index.ts';
import type { RetryPolicy, RetryPorts } from '../../base/retry.ts';
import { checkJson } from '../../base/schema.ts';
import { computeKeyHint, isP256 } from '../../domain/statement/index.ts';
import { createRest, readText } from '../http/index.ts';
import type { Rest, RestRequest, RestResponse } from '../http/index.ts';
import { findScope } from './challenge.ts';
import { explainMalformed, explainRefusal } from './failures.ts';
import { formatKeyId, parseKeyId } from './key-id.ts';
import { KeyBody, SignBody } from './schema.ts';
import type { KeyId, KeyVaultClient, VaultKey, VaultSigner } from './types.ts';

/** What a client of Key Vault is made of. */
export interface KeyVaultOptions {
  readonly httpClient: HttpClient;
  readonly credential: TokenCredential;
  readonly ports: RetryPorts;
  readonly policy?: RetryPolicy;
}

// https://learn.microsoft.com/rest/api/keyvault/keys/operation-groups?view=rest-keyvault-keys-7.5
const apiVersion = '7.5';

interface Api {
  readonly rest: Rest;
  readonly credential: TokenCredential;
  /** The scope that each vault asked for. */
  readonly scopes: Map<string, string>;
}

/** The keys of one vault by REST; the SDK would bring its own pipeline and 1 MB for two calls. */
export function createKeyVaultClient(options: KeyVaultOptions): KeyVaultClient {
  const api: Api = { rest: createRest(options), credential: options.credential, scopes: new Map() };
  return {
    readKey: (id) => readKey(api, id),
    sign: (id, digest) => sign(api, id, digest),
    openSigner: (id) => openSigner(api, id),
  };
}

async function openSigner(api: Api, id: KeyId): Promise<VaultSigner> {
  const key = await readKey(api, id);
  const fault = findFault(key);
  if (fault !== undefined)
    throw new UserError('KEYVAULT_KEY_UNUSABLE', { subject: formatKeyId(key.id), reason: fault });
  return {
    key,
    keyHint: computeKeyHint(key.publicKey),
    sign: (digest) => sign(api, key.id, digest),
  };
}

function findFault({ publicKey, isEnabled, operations }: VaultKey): string | undefined {
  if (!isEnabled) return 'it is disabled';
  if (!isP256(publicKey)) return 'it is not on the curve P-256';
  return operations.includes('sign') ? undefined : 'its permitted operations lack "sign"';
}

async function readKey(api: Api, id: KeyId): Promise<VaultKey> {
  const { key, attributes } = await ask(api, id, { method: 'GET', operation: 'get' }, KeyBody);
  const named = parseAnsweredId(key.kid, id);
  const publicKey = readPublicKey(key, id);
  return { id: named, publicKey, isEnabled: attributes.enabled, operations: key.key_ops };
}

// Signing twice does no more than signing once.
async function sign(api: Api, id: KeyId, digest: Uint8Array): Promise<Uint8Array> {
  const body = JSON.stringify({ alg: 'ES256', value: Buffer.from(digest).toString('base64url') });
  const call = { method: 'POST', operation: 'sign', path: '/sign', body } as const;
  const { value } = await ask(api, id, call, SignBody);
  return Buffer.from(value, 'base64url');
}

interface Call extends Pick<RestRequest, 'method' | 'body'> {
  readonly operation: string;
  readonly path?: string;
}

async function ask<T>(api: Api, id: KeyId, call: Call, schema: v.GenericSchema<unknown, T>): Promise<T> {
  const keyId = formatKeyId(id);
  const response = await send(api, id, call);
  if (response.status >= 300) throw explainRefusal(response, call.operation, keyId);
  const checked = checkJson(schema, readText(response));
  if (checked.ok) return checked.value;
  throw explainMalformed(call.operation, keyId, checked.problems.join('; '));
}

// A vault says itself, in a 401, which token it wants; the answer is kept for all later calls.
async function send(api: Api, id: KeyId, call: Call): Promise<RestResponse> {
  const known = api.scopes.get(id.vaultUri);
  const first = await sendOnce(api, id, call, known);
  if (first.status !== 401 || known !== undefined) return first;
  const scope = findScope(first.headers.get('www-authenticate'), id.vaultUri);
  if (scope === undefined) return first;
  api.scopes.set(id.vaultUri, scope);
  return sendOnce(api, id, call, scope);
}

async function sendOnce(api: Api, id: KeyId, call: Call, scope: string | undefined): Promise<RestResponse> {
  const { method, body, path = '' } = call;
  const { version = '', ...rest } = id;
  const url = `${formatKeyId(rest)}/${version}${path}?api-version=${apiVersion}`;
  const token = scope === undefined ? null : await api.credential.getToken(scope);
  const headers = {
    ...(token === null ? {} : { Authorization: `Bearer ${token.token}` }),
    ...(body === undefined ? {} : json),
  };
  const content = body === undefined ? {} : { body };
  return api.rest.send({ method, url, headers, isRepeatable: true, ...content });
}

const json = { 'Content-Type': 'application/json' };

function parseAnsweredId(kid: string, asked: KeyId): KeyId & { readonly version: string } {
  const { version, ...id } = parseKeyId(kid);
  const isAsked = id.vaultUri === asked.vaultUri && id.name.toLowerCase() === asked.name.toLowerCase();
  if (isAsked && version !== undefined) return { ...id, version };
  throw explainMalformed('get', formatKeyId(asked), `it answered the key "${kid.slice(0, 200)}"`);
}

function readPublicKey(key: v.InferOutput<typeof KeyBody>['key'], id: KeyId): KeyObject {
  const { kty, crv, x, y } = key;
  if (!kty.startsWith('EC') || crv === undefined || x === undefined || y === undefined) {
    throw new UserError('KEYVAULT_KEY_UNUSABLE', {
      subject: formatKeyId(id),
      reason: `its type is ${kty.slice(0, 20)}, not EC`,
    });
  }
  try {
    return createPublicKey({ key: { kty: 'EC', crv, x, y }, format: 'jwk' });
  } catch {
    throw new UserError('KEYVAULT_KEY_UNUSABLE', {
      subject: formatKeyId(id),
      reason: `its curve ${crv.slice(0, 20)} is not P-256`,
    });
  }
}
