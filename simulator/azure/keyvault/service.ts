import { createPublicKey } from 'node:crypto';
import { location, vault } from '../../estate/index.ts';
import type { Service, World } from '../../world/types.ts';
import type { EntraTokens } from '../entra/types.ts';
import type { Authorizer } from '../rbac/types.ts';
import { authenticate, challenge } from './access.ts';
import { getKey, getSecret, listKeys, sign, verify } from './objects.ts';
import type { Vault } from './objects.ts';
import { findKey, makeKey, makeVersion, openVault } from './state.ts';
import { VaultFault } from './types.ts';
import type { VaultCall } from './types.ts';

/** The simulated vault, with what a portal user can do to it. */
export interface KeyVault {
  readonly service: Service;
  /** The public half of a key's newest version, as PEM. */
  readPublicKey(name: string): string;
  /** Adds a version to a key, or a new key. */
  rotateKey(name: string, type?: 'EC' | 'RSA'): void;
  setEnabled(name: string, isEnabled: boolean): void;
  setSecret(name: string, value: string): void;
}

/** Makes the estate's vault, `<name>.vault.azure.net`, in RBAC mode. */
export function createKeyVault(
  world: World,
  { tokens, authorizer }: { readonly tokens: EntraTokens; readonly authorizer: Authorizer },
): KeyVault {
  const slice = openVault(world);
  return {
    service: {
      name: 'Key Vault',
      hosts: [vault.host],
      async handle(request) {
        await world.pause(30);
        try {
          const url = new URL(request.url);
          const principal = await authenticate(tokens, request);
          const body = await answer({ state: slice.value, authorizer }, { request, url, principal });
          return Response.json(body, { headers: commonHeaders(world) });
        } catch (error) {
          if (!(error instanceof VaultFault)) throw error;
          return renderFault(world, error);
        }
      },
    },
    readPublicKey: (name) => {
      const { jwk } = findKey(slice.value, name, '');
      return createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString();
    },
    rotateKey(name, type = 'EC') {
      const versions = (slice.value.keys[name] ??= []);
      versions.push(makeKey(type, `${name}/${versions.length}`, world.clock.now()));
      slice.touch();
    },
    setEnabled(name, isEnabled) {
      findKey(slice.value, name, '').isEnabled = isEnabled;
      slice.touch();
    },
    setSecret(name, value) {
      const versions = (slice.value.secrets[name] ??= []);
      const version = makeVersion(`secrets/${name}/${versions.length}`);
      versions.push({ version, value, createdAt: Math.floor(world.clock.now() / 1000) });
      slice.touch();
    },
  };
}

// https://learn.microsoft.com/rest/api/keyvault/keys/operation-groups
const routes: readonly {
  readonly method: string;
  readonly path: RegExp;
  readonly answer: (vault: Vault, call: VaultCall, name: string, version: string) => unknown;
}[] = [
  { method: 'GET', path: /^\/keys\/?$/, answer: (on, call) => listKeys(on, call) },
  { method: 'GET', path: /^\/keys\/([0-9A-Za-z-]+)\/versions$/, answer: listKeys },
  { method: 'GET', path: /^\/keys\/([0-9A-Za-z-]+)(?:\/([0-9a-f]*))?$/, answer: getKey },
  { method: 'POST', path: /^\/keys\/([0-9A-Za-z-]+)\/(?:([0-9a-f]*)\/)?sign$/, answer: sign },
  { method: 'POST', path: /^\/keys\/([0-9A-Za-z-]+)\/(?:([0-9a-f]*)\/)?verify$/, answer: verify },
  { method: 'GET', path: /^\/secrets\/([0-9A-Za-z-]+)(?:\/([0-9a-f]*))?$/, answer: getSecret },
];

function answer(on: Vault, call: VaultCall): unknown {
  const { pathname, searchParams } = call.url;
  const version = searchParams.get('api-version') ?? '';
  // Versions 7.0 to 7.6, then dated ones (azure-rest-api-specs, specification/keyvault).
  if (!/^(?:7\.[0-6]|20\d\d-\d\d-\d\d(?:-preview\.\d)?)$/.test(version)) {
    throw new VaultFault(400, 'BadParameter', `The specified version (${version}) is not recognized.`);
  }
  const fitting = routes.filter(({ path }) => path.test(pathname));
  const route = fitting.find(({ method }) => method === call.request.method);
  if (route === undefined) {
    const isKnown = fitting.length > 0;
    throw isKnown
      ? new VaultFault(405, 'MethodNotAllowed', `The method ${call.request.method} is not allowed here.`)
      : new VaultFault(404, 'NotFound', `There is nothing at ${pathname}.`);
  }
  const [, name = '', keyVersion = ''] = route.path.exec(pathname) ?? [];
  return route.answer(on, call, name, keyVersion);
}

function renderFault(world: World, fault: VaultFault): Response {
  const { code, message, innerCode } = fault;
  const inner = innerCode === undefined ? {} : { innererror: { code: innerCode } };
  return Response.json(
    { error: { code, message, ...inner } },
    {
      status: fault.status,
      headers: {
        ...commonHeaders(world),
        ...(fault.status === 401 ? { 'www-authenticate': challenge } : {}),
      },
    },
  );
}

// Headers of real answers (azure-sdk-for-js recordings).
function commonHeaders(world: World): Record<string, string> {
  return {
    'cache-control': 'no-cache',
    pragma: 'no-cache',
    expires: '-1',
    date: new Date(world.clock.now()).toUTCString(),
    'x-ms-keyvault-region': location,
    'x-ms-request-id': world.uuid(),
    'x-ms-keyvault-service-version': '1.9.2400.1',
    'strict-transport-security': 'max-age=31536000;includeSubDomains',
    'x-content-type-options': 'nosniff',
  };
}
