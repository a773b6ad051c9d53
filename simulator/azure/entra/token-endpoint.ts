import { tenantId } from '../../estate/index.ts';
import type { SigningKey, World } from '../../world/index.ts';
import { checkAssertion } from './assertion.ts';
import type { TrustedIssuer } from './assertion.ts';
import type { Directory, DirectoryEntry } from './directory.ts';
import { entraErrors, renderError } from './errors.ts';
import type { EntraError } from './errors.ts';
import { issueToken, tokenLifetimeSeconds } from './tokens.ts';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Resources that the tenant knows; clients spell them with and without trailing slashes. */
const resources = [
  'https://management.azure.com',
  'https://management.core.windows.net',
  'https://containerregistry.azure.net',
  'https://storage.azure.com',
  'https://vault.azure.net',
  'https://graph.microsoft.com',
];

export interface TokenEndpoint {
  readonly world: World;
  readonly directory: Directory;
  readonly trusted: readonly TrustedIssuer[];
  readonly key: () => Promise<SigningKey>;
}

/**
 * `POST /{tenant}/oauth2/v2.0/token` for client credentials with a federated assertion:
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow#third-case-access-token-request-with-a-federated-credential
 */
export async function answerTokenRequest(
  endpoint: TokenEndpoint,
  tenant: string,
  request: Request,
): Promise<Response> {
  const form = new URLSearchParams(await request.text());
  const granted = await decide(endpoint, tenant, form);
  const { world } = endpoint;
  if ('code' in granted) return renderError(world, granted, readCorrelationId(world, request, form));
  const accessToken = await issueToken(
    world,
    await endpoint.key(),
    granted.entry.principal,
    granted.audience,
  );
  const expiresIn = tokenLifetimeSeconds - 1;
  const body = {
    token_type: 'Bearer',
    expires_in: expiresIn,
    ext_expires_in: expiresIn,
    access_token: accessToken,
  };
  return Response.json(body, { headers: { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' } });
}

interface Granted {
  readonly entry: DirectoryEntry;
  readonly audience: string;
}

async function decide(
  endpoint: TokenEndpoint,
  tenant: string,
  form: URLSearchParams,
): Promise<Granted | EntraError> {
  if (tenant.toLowerCase() !== tenantId) return entraErrors.unknownTenant(tenant);
  const missing = ['grant_type', 'client_id', 'scope'].find((name) => !form.get(name));
  if (missing !== undefined) return entraErrors.missingParameter(missing);
  const grantType = form.get('grant_type') ?? '';
  if (grantType !== 'client_credentials') return entraErrors.grantType(grantType);
  const clientId = form.get('client_id') ?? '';
  const entry = endpoint.directory.find(clientId);
  if (entry === undefined) return entraErrors.unknownClient(clientId, tenantId);
  const refused = await checkCredential(endpoint, entry, form);
  return refused ?? readScope(entry, form.get('scope') ?? '');
}

async function checkCredential(
  { world, trusted }: TokenEndpoint,
  entry: DirectoryEntry,
  form: URLSearchParams,
): Promise<EntraError | undefined> {
  // No identity of the estate has a secret, so every secret is wrong.
  if (form.has('client_secret')) return entraErrors.clientSecret(entry.principal.clientId);
  const assertion = form.get('client_assertion');
  if (assertion === null) return entraErrors.noCredential();
  if (form.get('client_assertion_type') !== assertionType)
    return entraErrors.missingParameter('client_assertion_type');
  return checkAssertion(world, trusted, entry, assertion);
}

// Seen: `https://management.core.windows.net//.default` (az 2.45), one slash from the SDKs; openid scopes beside it.
function readScope(entry: DirectoryEntry, scope: string): Granted | EntraError {
  const asked = scope.split(' ').find((part) => part.endsWith('/.default'));
  if (asked === undefined) return entraErrors.scope(scope);
  const audience = asked.slice(0, -'/.default'.length);
  const resource = audience.toLowerCase().replace(/\/+$/, '');
  return resources.includes(resource) ? { entry, audience } : entraErrors.resource(audience, tenantId);
}

function readCorrelationId(world: World, request: Request, form: URLSearchParams): string {
  const url = new URL(request.url);
  const given = request.headers.get('client-request-id') ?? url.searchParams.get('client-request-id');
  return given ?? form.get('client-request-id') ?? world.uuid();
}
