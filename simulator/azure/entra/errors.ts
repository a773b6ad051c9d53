import type { World } from '../../world/types.ts';

/** A refusal of the token endpoint. */
export interface EntraError {
  readonly code: number;
  readonly error:
    | 'invalid_client'
    | 'invalid_request'
    | 'unauthorized_client'
    | 'invalid_resource'
    | 'invalid_scope'
    | 'unsupported_grant_type';
  readonly status: 400 | 401;
  readonly message: string;
}

type Kind = Pick<EntraError, 'error' | 'status'>;

const client: Kind = { error: 'invalid_client', status: 401 };
const request: Kind = { error: 'invalid_request', status: 400 };
const federationHelp =
  'Check your federated identity credential Subject, Audience and Issuer against the presented assertion. ' +
  'https://learn.microsoft.com/entra/workload-id/workload-identity-federation';

/**
 * Codes and their meaning: https://learn.microsoft.com/entra/identity-platform/reference-error-codes;
 * 700211, 700212, 700213, 7002138 and their sentences as threads of Azure/login and Azure/azure-workload-identity show them.
 */
export const entraErrors = {
  missingParameter: (name: string) =>
    build(900144, request, `The request body must contain the following parameter: '${name}'.`),
  unknownTenant: (tenant: string) =>
    build(
      90002,
      request,
      `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
    ),
  unknownClient: (id: string, tenant: string) =>
    build(
      700016,
      { error: 'unauthorized_client', status: 400 },
      `Application with identifier '${id}' was not found in the directory '${tenant}'.`,
    ),
  grantType: (type: string) =>
    build(
      70003,
      { error: 'unsupported_grant_type', status: 400 },
      `The app requested an unsupported grant type '${type}'.`,
    ),
  scope: (scope: string) =>
    build(
      1002012,
      { error: 'invalid_scope', status: 400 },
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    ),
  resource: (resource: string, tenant: string) =>
    build(
      500011,
      { error: 'invalid_resource', status: 400 },
      `The resource principal named ${resource} was not found in the tenant named ${tenant}.`,
    ),
  clientSecret: (id: string) => build(7000215, client, `Invalid client secret provided. App: '${id}'.`),
  noCredential: () =>
    build(
      7000218,
      client,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    ),
  malformed: () => build(50027, request, 'JWT token is invalid or malformed.'),
  signature: () => build(50013, client, 'Assertion failed signature validation.'),
  time: (now: string, from: string, to: string) =>
    build(
      700024,
      client,
      `Client assertion is not within its valid time range. Current time: ${now}, assertion valid from ${from}, expiry time of assertion ${to}.`,
    ),
  issuer: (code: number, issuer: string) =>
    build(
      code,
      client,
      `No matching federated identity record found for presented assertion issuer '${issuer}'. ${federationHelp}`,
    ),
  audience: (audience: string) =>
    build(
      700212,
      client,
      `No matching federated identity record found for presented assertion audience '${audience}'. ${federationHelp}`,
    ),
  subject: (subject: string) =>
    build(
      700213,
      client,
      `No matching federated identity record found for presented assertion subject '${subject}'. ${federationHelp}`,
    ),
  subjectCase: (subject: string) =>
    build(
      7002138,
      client,
      `No matching federated identity record found for presented assertion subject '${subject}'. The subject matches with case-insensitive comparison, but not with case-sensitive comparison. ${federationHelp}`,
    ),
} as const;

/** The body as Entra writes it; `correlation_id` echoes the client's own request id. */
export function renderError(world: World, refusal: EntraError, correlationId: string): Response {
  const traceId = world.uuid();
  const timestamp = `${new Date(world.clock.now()).toISOString().slice(0, 19).replace('T', ' ')}Z`;
  const trail = `Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`;
  const body = {
    error: refusal.error,
    error_description: `AADSTS${refusal.code}: ${refusal.message} ${trail}`,
    error_codes: [refusal.code],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `https://login.microsoftonline.com/error?code=${refusal.code}`,
  };
  return Response.json(body, { status: refusal.status });
}

function build(code: number, kind: Kind, message: string): EntraError {
  return { code, ...kind, message };
}
