import { fail } from '../store/failure.ts';
import { renderFailure } from '../http/reply.ts';
import { findHolder, findPrincipal, grantScope } from './access.ts';
import type { AccessDeps } from './access.ts';
import { readBasic } from './basic.ts';
import type { Grant, Holder } from './types.ts';

/** `/oauth2/exchange` and `/oauth2/token`: https://github.com/Azure/acr/blob/main/docs/AAD-OAuth.md */
export async function handleOauth(
  deps: AccessDeps,
  request: Request,
  url: URL,
): Promise<Response | undefined> {
  if (url.pathname === '/oauth2/exchange' && request.method === 'POST') return exchange(deps, request);
  if (url.pathname !== '/oauth2/token') return undefined;
  if (request.method === 'GET') return readToken(deps, request, url);
  if (request.method === 'POST') return postToken(deps, request);
  return undefined;
}

/** The 401 that every failed authentication gets. */
export function renderUnauthorized(deps: Pick<AccessDeps, 'world'>, detail: unknown = null): Response {
  const message = 'authentication required, visit https://aka.ms/acr/authorization for more information.';
  return renderFailure(deps.world, fail(401, 'UNAUTHORIZED', message, detail));
}

async function exchange(deps: AccessDeps, request: Request): Promise<Response> {
  const form = new URLSearchParams(await request.text());
  const grantType = form.get('grant_type') ?? '';
  if (!['access_token', 'access_token_refresh_token'].includes(grantType))
    return renderBadRequest(deps, 'grant_type');
  if (form.get('service') !== deps.registry.loginServer) return renderBadRequest(deps, 'service');
  const principal = await findPrincipal(deps, form.get('access_token') ?? undefined);
  if (principal === undefined) return renderUnauthorized(deps);
  const holder = { kind: 'principal', principal } as const;
  return Response.json({ refresh_token: await deps.tokens.issueRefresh(deps.registry.loginServer, holder) });
}

async function postToken(deps: AccessDeps, request: Request): Promise<Response> {
  const form = new URLSearchParams(await request.text());
  if (form.get('service') !== deps.registry.loginServer) return renderBadRequest(deps, 'service');
  const scopes = readScopes(form);
  if (form.get('grant_type') === 'password') {
    const holder = await findHolder(deps, form.get('username') ?? '', form.get('password') ?? '');
    return answerToken(deps, holder, { scopes, withRefresh: true });
  }
  if (form.get('grant_type') !== 'refresh_token') return renderBadRequest(deps, 'grant_type');
  const ticket = await deps.tokens.read(deps.registry.loginServer, form.get('refresh_token') ?? '');
  const holder = ticket?.kind === 'refresh_token' ? ticket.holder : undefined;
  return answerToken(deps, holder, { scopes, withRefresh: false });
}

async function readToken(deps: AccessDeps, request: Request, url: URL): Promise<Response> {
  const basic = readBasic(request.headers.get('authorization'));
  const holder = basic === undefined ? undefined : await findHolder(deps, basic.user, basic.password);
  return answerToken(deps, holder, { scopes: readScopes(url.searchParams), withRefresh: false });
}

async function answerToken(
  deps: AccessDeps,
  holder: Holder | undefined,
  asked: { readonly scopes: readonly string[]; readonly withRefresh: boolean },
): Promise<Response> {
  if (holder === undefined) return renderUnauthorized(deps);
  const access = asked.scopes.flatMap((scope) => grantScope(deps, holder, scope) ?? []);
  const isDenied = access.length > 0 && access.every((grant) => grant.actions.length === 0);
  if (isDenied && deps.world.assume('registry-missing-right') === 'token-401')
    return renderUnauthorized(deps, asked.scopes.map(describeScope));
  const host = deps.registry.loginServer;
  const granted: readonly Grant[] = access.filter((grant) => grant.actions.length > 0);
  return Response.json({
    access_token: await deps.tokens.issueAccess(host, holder, granted),
    ...(asked.withRefresh ? { refresh_token: await deps.tokens.issueRefresh(host, holder) } : {}),
  });
}

// The field is repeatable here, and one string with spaces in RFC 6749 §3.3; both are seen.
function readScopes(form: URLSearchParams): readonly string[] {
  return form
    .getAll('scope')
    .flatMap((value) => value.split(' '))
    .filter((scope) => scope !== '');
}

function describeScope(scope: string): Record<string, string> {
  const match = /^([^:]+):(.+):([^:]+)$/.exec(scope);
  return { Type: match?.[1] ?? '', Name: match?.[2] ?? scope, Action: match?.[3] ?? '' };
}

function renderBadRequest(deps: AccessDeps, field: string): Response {
  return renderFailure(
    deps.world,
    fail(400, 'UNSUPPORTED', `The field "${field}" is missing or not supported.`),
  );
}
