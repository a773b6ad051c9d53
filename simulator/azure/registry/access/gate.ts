import { fail } from '../store/failure.ts';
import { renderFailure } from '../http/reply.ts';
import { findHolder, grantScope } from './access.ts';
import type { AccessDeps } from './access.ts';
import { readBasic, readBearer } from './basic.ts';
import { renderUnauthorized } from './oauth.ts';
import type { Gate, Need } from './types.ts';

/** The actions that the login of one request has on something; undefined without a valid login. */
type Login = ((need: Need) => readonly string[]) | undefined;

/** The gate of an Azure registry: its own access tokens, or user and password with every request. */
export function createAzureGate(deps: AccessDeps): Gate {
  return {
    async refuse(request, need) {
      const login = await readLogin(deps, request.headers.get('authorization'));
      if (login === undefined) return challenge(deps, need, false);
      if (need === undefined || isMet(login, need)) return undefined;
      if (deps.world.assume('registry-missing-right') === 'resource-403')
        return renderFailure(
          deps.world,
          fail(403, 'DENIED', 'requested access to the resource is denied', describe(need)),
        );
      return challenge(deps, need, true);
    },
    async allows(request, need) {
      const login = await readLogin(deps, request.headers.get('authorization'));
      return login !== undefined && isMet(login, need);
    },
  };
}

function isMet(login: NonNullable<Login>, need: Need): boolean {
  const has = login(need);
  return need.actions.some((action) => has.includes(action));
}

async function readLogin(deps: AccessDeps, header: string | null): Promise<Login> {
  const bearer = readBearer(header);
  if (bearer !== undefined) {
    const ticket = await deps.tokens.read(deps.registry.loginServer, bearer);
    if (ticket?.kind !== 'access_token') return undefined;
    return ({ type, name }) =>
      ticket.access
        .filter((grant) => grant.type === type && grant.name === name)
        .flatMap((grant) => grant.actions);
  }
  const basic = readBasic(header);
  const holder = basic === undefined ? undefined : await findHolder(deps, basic.user, basic.password);
  if (holder === undefined) return undefined;
  return ({ type, name, actions }) =>
    grantScope(deps, holder, `${type}:${name}:${actions.join(',')}`)?.actions ?? [];
}

/** The form of the real header: no space after a comma, since az splits it on both (azure-cli, `_docker_utils.py`). */
function challenge(deps: AccessDeps, need: Need | undefined, isInsufficient: boolean): Response {
  const host = deps.registry.loginServer;
  const scope = need === undefined ? '' : `,scope="${need.scope}"`;
  const error = isInsufficient ? ',error="insufficient_scope"' : '';
  const response = renderUnauthorized(deps, need === undefined ? null : describe(need));
  const value = `Bearer realm="https://${host}/oauth2/token",service="${host}"${scope}${error}`;
  response.headers.set('www-authenticate', value);
  return response;
}

function describe({ type, name, actions }: Need): readonly Record<string, string>[] {
  return actions.map((action) => ({ Type: type, Name: name, Action: action }));
}
