import { tenantId } from '../../estate/index.ts';
import { openSigningKey } from '../../world/index.ts';
import type { Service, World } from '../../world/types.ts';
import type { TrustedIssuer } from './assertion.ts';
import { openDirectory } from './directory.ts';
import type { Directory } from './directory.ts';
import { buildInstanceDiscovery, buildOpenidConfiguration } from './discovery.ts';
import { entraErrors, renderError } from './errors.ts';
import { answerTokenRequest } from './token-endpoint.ts';
import type { TokenEndpoint } from './token-endpoint.ts';
import { createVerifier, issueToken } from './tokens.ts';
import type { EntraTokens, Principal } from './types.ts';

/** The simulated Entra ID. */
export interface Entra {
  readonly service: Service;
  readonly tokens: EntraTokens;
  readonly directory: Directory;
  /** An access token without an exchange, for tests of other services. */
  issue(principal: Principal, audience: string): Promise<string>;
}

/** Opens Entra on the world's state; it exchanges tokens of the given issuers. */
export function createEntra(world: World, options: { readonly githubIssuer: TrustedIssuer }): Entra {
  const key = openSigningKey(world.folder, 'entra');
  const directory = openDirectory(world);
  const endpoint = { world, directory, key, trusted: [options.githubIssuer] };
  return {
    directory,
    service: {
      name: 'Entra ID',
      hosts: ['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com'],
      handle: (request) => route(endpoint, request),
    },
    tokens: createVerifier(world, key, directory),
    issue: async (principal, audience) => issueToken(world, await key(), principal, audience),
  };
}

async function route(endpoint: TokenEndpoint, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const [, tenant = '', rest = ''] = /^\/([^/]+)\/(.*?)\/?$/.exec(pathname) ?? [];
  if (rest === 'oauth2/v2.0/token' && request.method === 'POST') {
    return answerTokenRequest(endpoint, tenant, request);
  }
  if (request.method !== 'GET') return new Response(null, { status: 405, headers: { allow: 'GET' } });
  return answerDiscovery(endpoint, tenant, rest);
}

async function answerDiscovery(endpoint: TokenEndpoint, tenant: string, rest: string): Promise<Response> {
  if (tenant === 'common' && rest === 'discovery/instance') return Response.json(buildInstanceDiscovery());
  if (/^(v2\.0\/)?\.well-known\/openid-configuration$/.test(rest)) {
    return answerConfiguration(endpoint.world, tenant);
  }
  if (/^discovery\/(v2\.0\/)?keys$/.test(rest)) return Response.json((await endpoint.key()).jwks);
  return new Response(null, { status: 404 });
}

function answerConfiguration(world: World, tenant: string): Response {
  const known = [tenantId, 'common', 'organizations'];
  const headers = { date: new Date(world.clock.now()).toUTCString() };
  if (known.includes(tenant.toLowerCase()))
    return Response.json(buildOpenidConfiguration(tenant), { headers });
  return renderError(world, entraErrors.unknownTenant(tenant), world.uuid());
}
