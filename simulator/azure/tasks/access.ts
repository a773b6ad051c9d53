import type { EstateRegistry } from '../../estate/index.ts';
import type { Principal } from '../entra/types.ts';
import type { Registries } from '../registry/types.ts';
import type { BuildRequest } from './request.ts';

/** The user name that stands for "the password is a registry refresh token". */
const tokenUser = '00000000-0000-0000-0000-000000000000';

/** What a run may do in registries: `unauthorized` without a login, `denied` with one that lacks the right. */
export type Access = 'allowed' | 'unauthorized' | 'denied';

/** The registries that a run is logged in to. */
export interface RunAccess {
  /** Hosts in the order of the agent's log. */
  readonly logins: readonly string[];
  may(host: string, repository: string, access: 'pull' | 'push'): Access;
}

/** A login that the registry refuses; it ends the run before its first step. */
export class LoginFailure extends Error {
  readonly host: string;
  constructor(host: string) {
    super(`login to ${host} failed`);
    this.host = host;
  }
}

/** Logs a run in as its request says; throws {@link LoginFailure}. */
export async function openAccess(
  registries: Registries,
  registry: EstateRegistry,
  run: { readonly request: BuildRequest; readonly caller: Principal },
): Promise<RunAccess> {
  const own = openOwnLogin(registries, registry, run);
  const custom = await openCustomLogins(registries, run.request);
  const upstream = new Set(registries.upstreamHosts);
  return {
    logins: [...(own === undefined ? [] : [registry.loginServer]), ...custom.keys()],
    may(host, repository, access) {
      if (upstream.has(host)) return access === 'pull' ? 'allowed' : 'denied';
      if (host === registry.loginServer && own !== undefined) return own(repository, access);
      const principal = custom.get(host);
      if (principal === undefined) return 'unauthorized';
      return registries.may(principal, host, repository, access) ? 'allowed' : 'denied';
    },
  };
}

type OwnLogin = (repository: string, access: 'pull' | 'push') => Access;

/**
 * A registry in ABAC mode gives a quick build no access of its own: the caller's identity has to be named
 * (learn.microsoft.com, "Azure attribute-based access control for registries", section on ACR Tasks).
 */
function openOwnLogin(
  registries: Registries,
  registry: EstateRegistry,
  run: { readonly request: BuildRequest; readonly caller: Principal },
): OwnLogin | undefined {
  const source = run.request.credentials?.sourceRegistry;
  if (source?.loginMode === 'None' || source?.identity === 'none') return undefined;
  if (registry.roleAssignmentMode === 'LegacyRegistryPermissions') return () => 'allowed';
  if (source?.identity === undefined) return undefined;
  if (source.identity !== '[caller]') throw new LoginFailure(registry.loginServer);
  return (repository, access) =>
    registries.may(run.caller, registry.loginServer, repository, access) ? 'allowed' : 'denied';
}

async function openCustomLogins(
  registries: Registries,
  request: BuildRequest,
): Promise<ReadonlyMap<string, Principal>> {
  const logins = new Map<string, Principal>();
  for (const [host, login] of Object.entries(request.credentials?.customRegistries ?? {})) {
    const principal =
      login.userName?.value === tokenUser && login.password?.value !== undefined
        ? await registries.principalOfRefreshToken(host, login.password.value)
        : undefined;
    if (principal === undefined) throw new LoginFailure(host);
    logins.set(host, principal);
  }
  return logins;
}
