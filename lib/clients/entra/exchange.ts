import type { AccessToken, GetTokenOptions } from '@azure/core-auth';
import type { HttpClient } from '@azure/core-rest-pipeline';
import { CodedError, ExternalError, UserError } from '../../base/errors/index.ts';
import { traceRequests, userAgent } from '../http/index.ts';
import type { Trace } from '../http/index.ts';
import { explainRefusal } from './failures.ts';

/** One sign-in. */
export interface ExchangeOptions {
  readonly tenantId: string;
  readonly clientId: string;
  readonly httpClient: HttpClient;
  readonly getIdToken: (audience: string) => Promise<string>;
  readonly mask: (secret: string) => void;
  readonly scopes: string | string[];
  readonly tokenOptions?: GetTokenOptions;
}

/** What the exchange learns on the way, for the message when it fails. */
export interface ExchangeTrace extends Trace {
  assertion: string;
}

// https://learn.microsoft.com/entra/workload-id/workload-identity-federation-create-trust
const federationAudience = 'api://AzureADTokenExchange';

/** Signs in once with an assertion that is minted for this exchange alone. */
export async function exchangeAssertion(
  options: ExchangeOptions,
  trace: ExchangeTrace,
): Promise<AccessToken> {
  try {
    const token = await requestToken(options, trace);
    options.mask(token.token);
    return token;
  } catch (error) {
    throw explain(error, trace, options);
  }
}

async function requestToken(options: ExchangeOptions, trace: ExchangeTrace): Promise<AccessToken> {
  const { ClientAssertionCredential } = await import('@azure/identity');
  let minted: Promise<string> | undefined;
  // Identity calls this twice a token; both calls are for the same exchange.
  const getAssertion = (): Promise<string> => (minted ??= mintAssertion(options, trace));
  const credential = new ClientAssertionCredential(options.tenantId, options.clientId, getAssertion, {
    httpClient: traceRequests(options.httpClient, trace),
    retryOptions: { maxRetries: 0 },
    userAgentOptions: { userAgentPrefix: userAgent },
  });
  return credential.getToken(options.scopes, options.tokenOptions ?? {});
}

async function mintAssertion(options: ExchangeOptions, trace: ExchangeTrace): Promise<string> {
  try {
    trace.assertion = await options.getIdToken(federationAudience);
    return trace.assertion;
  } catch (error) {
    trace.failure = error instanceof CodedError ? error : unavailable(error);
    throw trace.failure;
  }
}

function unavailable(error: unknown): UserError {
  const reason = error instanceof Error ? error.message : 'the request failed';
  return new UserError('ENTRA_ASSERTION_UNAVAILABLE', { subject: federationAudience, reason, cause: error });
}

// MSAL says "network_error" of an answer that it cannot read.
function malformed(status: number, cause: unknown): ExternalError {
  return new ExternalError('ENTRA_MALFORMED', {
    ...{ system: 'Microsoft Entra ID', operation: 'token', subject: 'login.microsoftonline.com' },
    reason: `HTTP ${status} with a body that is no token`,
    ...{ status, cause },
  });
}

function explain(error: unknown, trace: ExchangeTrace, options: ExchangeOptions): unknown {
  if (trace.failure !== undefined) return trace.failure;
  if (trace.refusal === undefined) return trace.status === undefined ? error : malformed(trace.status, error);
  const scope = typeof options.scopes === 'string' ? options.scopes : options.scopes.join(' ');
  return explainRefusal(trace.refusal, { ...options, scope, assertion: trace.assertion }, error);
}
