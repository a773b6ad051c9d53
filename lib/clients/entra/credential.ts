import type { AccessToken, GetTokenOptions } from '@azure/core-auth';
import type { HttpClient } from '@azure/core-rest-pipeline';
import { parseRetryAfter, retry } from '../../base/retry.ts';
import type { Attempt, RetryPolicy, RetryPorts } from '../../base/retry.ts';
import type { Clock } from '../../base/time.ts';
import { ExternalError } from '../../base/errors/index.ts';
import { defaultRetryPolicy, isNetworkFailure } from '../http/index.ts';
import { exchangeAssertion } from './exchange.ts';
import type { ExchangeOptions, ExchangeTrace } from './exchange.ts';
import type { EntraCredential } from './types.ts';

/** The identity to sign in as, and what that takes. */
export interface EntraOptions {
  readonly tenantId: string;
  readonly clientId: string;
  readonly httpClient: HttpClient;
  readonly ports: RetryPorts;
  readonly policy?: RetryPolicy;
  /** Asks GitHub for a fresh OIDC token; each call is one request. */
  readonly getIdToken: (audience: string) => Promise<string>;
  /** Told of each access token, so that it is never printed. */
  readonly mask: (secret: string) => void;
}

/** A kept token is given up this long before it ends; Azure's tokens live about an hour or longer. */
const marginMs = 5 * 60_000;

/**
 * A credential over GitHub's OIDC tokens. `@azure/identity` asks for an assertion twice a token and does not join
 * calls made at the same time, so keeping and joining is done here, and every exchange has an assertion of its own.
 */
export function createEntraCredential(options: EntraOptions): EntraCredential {
  const kept = new Map<string, AccessToken>();
  const underway = new Map<string, Promise<AccessToken>>();
  return {
    getToken: async (scopes, tokenOptions) => {
      const key = keyOf(scopes, tokenOptions);
      const token = kept.get(key);
      if (token !== undefined && tokenOptions?.claims === undefined && isFresh(token, options)) return token;
      const running = underway.get(key) ?? fetchToken(scopes, tokenOptions, options);
      underway.set(key, running);
      return running.then((fetched) => remember(kept, key, fetched)).finally(() => underway.delete(key));
    },
  };
}

function keyOf(scopes: string | string[], options: GetTokenOptions | undefined): string {
  return JSON.stringify([scopes, options?.claims ?? '', options?.tenantId ?? '']);
}

function isFresh(token: AccessToken, options: EntraOptions): boolean {
  return token.expiresOnTimestamp - marginMs > options.ports.clock.now();
}

function remember(kept: Map<string, AccessToken>, key: string, token: AccessToken): AccessToken {
  kept.set(key, token);
  return token;
}

function fetchToken(
  scopes: string | string[],
  tokenOptions: GetTokenOptions | undefined,
  options: EntraOptions,
): Promise<AccessToken> {
  const exchange: ExchangeOptions = {
    ...options,
    scopes,
    ...(tokenOptions === undefined ? {} : { tokenOptions }),
  };
  return retry(
    () => attempt(exchange, options.ports.clock),
    options.policy ?? defaultRetryPolicy,
    options.ports,
  );
}

async function attempt(exchange: ExchangeOptions, clock: Clock): Promise<Attempt<AccessToken>> {
  const trace: ExchangeTrace = { assertion: '' };
  try {
    return { kind: 'settled', value: await exchangeAssertion(exchange, trace) };
  } catch (error) {
    if (!isTransient(error)) throw error;
    const retryAfterMs = parseRetryAfter(trace.refusal?.headers.get('retry-after'), clock.now());
    return { kind: 'transient', concede: () => rethrow(error), retryAfterMs };
  }
}

// A token request changes nothing at Entra, so a lost reply may be asked for again, with a new assertion.
function isTransient(error: unknown): boolean {
  if (isNetworkFailure(error)) return error.isRetryable;
  return error instanceof ExternalError && error.code === 'ENTRA_UNAVAILABLE';
}

function rethrow(error: unknown): never {
  throw error;
}
