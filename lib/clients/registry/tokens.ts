import type { TokenCredential } from '@azure/core-auth';
import * as v from 'valibot';
import { ExternalError, UserError } from '../../base/errors/index.ts';
import type { Clock } from '../../base/time.ts';
import { checkJson } from '../../base/schema.ts';
import { readText } from '../http/index.ts';
import type { Rest, RestResponse } from '../http/index.ts';
import { describeReply, explainRefusal, forbid } from './failures.ts';
import { createTokenCache } from './token-cache.ts';
import type { TokenCache } from './token-cache.ts';
import { describeScope } from './scope.ts';

/** What the tokens of one registry are made from. */
export interface TokenOptions {
  readonly registry: string;
  /** Sends without Authorization. */
  readonly rest: Rest;
  readonly credential: TokenCredential;
  readonly clock: Clock;
  /** Told of each token, so that it is never printed. */
  readonly mask: (secret: string) => void;
}

/** One exchange a registry and one token a scope, however many ask, for as long as they live. */
export interface RegistryTokens {
  /** A refresh token that is good for at least `marginMs` more. */
  readRefreshToken(marginMs: number): Promise<string>;
  readAccessToken(scope: string): Promise<string>;
  /** Gives up everything that led to this access token, after the registry refused it. */
  forget(scope: string): void;
}

// https://learn.microsoft.com/azure/container-registry/container-registry-disable-authentication-as-arm
const audienceScope = 'https://containerregistry.azure.net/.default';
const marginMs = 60_000;

const ExchangeBody = v.object({ refresh_token: v.pipe(v.string(), v.nonEmpty()) });
const TokenBody = v.object({ access_token: v.pipe(v.string(), v.nonEmpty()) });

/** ACR's two steps from an Entra token to a token for a repository (https://github.com/Azure/acr/blob/main/docs/AAD-OAuth.md). */
export function createRegistryTokens(options: TokenOptions): RegistryTokens {
  const refresh = createTokenCache(options.clock, () => exchange(options));
  const access = createTokenCache(options.clock, (scope) => fetchAccessToken(scope, refresh, options));
  return {
    readRefreshToken: (atLeastMs) => refresh.read('', atLeastMs),
    readAccessToken: (scope) => access.read(scope, marginMs),
    forget: (scope) => {
      access.forget(scope);
      refresh.forget('');
    },
  };
}

async function exchange(options: TokenOptions): Promise<string> {
  const { registry } = options;
  const token = await options.credential.getToken(audienceScope);
  const form = { grant_type: 'access_token', service: registry, access_token: token?.token ?? '' };
  const response = await post(options, '/oauth2/exchange', form);
  const call = { registry, operation: 'exchange', scope: '', subject: 'oauth2/exchange' };
  if (response.status === 401) {
    throw new UserError('REGISTRY_UNAUTHORIZED', { subject: registry, reason: describeReply(response) });
  }
  if (response.status !== 200) throw explainRefusal(response, call);
  return keep(options, parse(response, ExchangeBody, registry).refresh_token);
}

// A refused token for a scope means a missing right, unless the refresh token itself went stale: then once more.
async function fetchAccessToken(scope: string, refresh: TokenCache, options: TokenOptions): Promise<string> {
  const isKept = refresh.has('');
  const response = await requestAccessToken(scope, await refresh.read('', marginMs), options);
  if (!isKept || response.status !== 401) return takeAccessToken(response, scope, options);
  refresh.forget('');
  return takeAccessToken(
    await requestAccessToken(scope, await refresh.read('', marginMs), options),
    scope,
    options,
  );
}

function requestAccessToken(
  scope: string,
  refreshToken: string,
  options: TokenOptions,
): Promise<RestResponse> {
  const form = { grant_type: 'refresh_token', service: options.registry, scope, refresh_token: refreshToken };
  return post(options, '/oauth2/token', form);
}

function takeAccessToken(response: RestResponse, scope: string, options: TokenOptions): string {
  const { registry } = options;
  const { repository, actions } = describeScope(scope);
  const call = { registry, operation: actions.join(','), scope, subject: repository };
  if (response.status === 401) throw forbid(call, describeReply(response));
  if (response.status !== 200) throw explainRefusal(response, call);
  return keep(options, parse(response, TokenBody, registry).access_token);
}

// Both endpoints only hand out tokens, so asking twice does no harm.
function post(
  options: TokenOptions,
  path: string,
  form: Readonly<Record<string, string>>,
): Promise<RestResponse> {
  return options.rest.send({
    method: 'POST',
    url: `https://${options.registry}${path}`,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
    isRepeatable: true,
  });
}

function parse<T>(response: RestResponse, schema: v.GenericSchema<unknown, T>, registry: string): T {
  const checked = checkJson(schema, readText(response));
  if (checked.ok) return checked.value;
  throw new ExternalError('REGISTRY_MALFORMED', {
    system: 'Azure Container Registry',
    operation: 'token',
    subject: registry,
    reason: checked.problems.join('; '),
  });
}

function keep(options: TokenOptions, token: string): string {
  options.mask(token);
  return token;
}
