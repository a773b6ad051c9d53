import { fail } from '../store/failure.ts';
import { renderFailure } from '../http/reply.ts';
import { findHolder, grantScope } from './access.ts';
import type { AccessDeps } from './access.ts';
import { readBasic, readBearer } from './basic.ts';
import { renderUnauthorized } from './oauth.ts';
import { mayQuarantine } from './permissions.ts';
import type { Gate, Holder, Need } from './types.ts';

/** Who sent a request, and the actions that the login has on something. */
interface Login {
  readonly holder: Holder;
  readonly actionsOn: (need: Need) => readonly string[];
}

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
    async reach(request) {
      const login = await readLogin(deps, request.headers.get('authorization'));
      return {
        has: (need) => login !== undefined && isMet(login, need),
        mayGet: (need) => login !== undefined && isOneOf(need, grantNeed(deps, login.holder, need)),
        mayQuarantine: (access) =>
          login?.holder.kind === 'principal' &&
          mayQuarantine(deps.authorizer, deps.registry, login.holder.principal, access),
      };
    },
    challenge: (need) => challenge(deps, need, true),
  };
}

function isMet(login: Login, need: Need): boolean {
  return isOneOf(need, login.actionsOn(need));
}

function isOneOf(need: Need, has: readonly string[]): boolean {
  return need.actions.some((action) => has.includes(action));
}

function grantNeed(deps: AccessDeps, holder: Holder, { type, name, actions }: Need): readonly string[] {
  return grantScope(deps, holder, `${type}:${name}:${actions.join(',')}`)?.actions ?? [];
}

async function readLogin(deps: AccessDeps, header: string | null): Promise<Login | undefined> {
  const bearer = readBearer(header);
  if (bearer !== undefined) {
    const ticket = await deps.tokens.read(deps.registry.loginServer, bearer);
    if (ticket?.kind !== 'access_token') return undefined;
    const actionsOn = ({ type, name }: Need): readonly string[] =>
      ticket.access
        .filter((grant) => grant.type === type && grant.name === name)
        .flatMap((grant) => grant.actions);
    return { holder: ticket.holder, actionsOn };
  }
  const basic = readBasic(header);
  const holder = basic === undefined ? undefined : await findHolder(deps, basic.user, basic.password);
  if (holder === undefined) return undefined;
  return { holder, actionsOn: (need) => grantNeed(deps, holder, need) };
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
