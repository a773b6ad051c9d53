import type { EstateRegistry } from '../../../estate/index.ts';
import type { World } from '../../../world/types.ts';
import type { EntraTokens, Principal } from '../../entra/types.ts';
import type { Authorizer } from '../../rbac/types.ts';
import type { ScopedTokens } from './passwords.ts';
import { mayAct, mayList, mayQuarantine } from './permissions.ts';
import type { RegistryTokens } from './tokens.ts';
import { repositoryActions } from './types.ts';
import type { Grant, Holder } from './types.ts';

/** The user that stands for "the password is a token" (docker login with an Entra identity). */
export const tokenUser = '00000000-0000-0000-0000-000000000000';

/** What the authentication of one Azure registry works with. */
export interface AccessDeps {
  readonly world: World;
  readonly registry: EstateRegistry;
  readonly entra: EntraTokens;
  readonly authorizer: Authorizer;
  readonly tokens: RegistryTokens;
  readonly scoped: ScopedTokens;
}

/** Entra's audiences that a registry accepts while `azureADAuthenticationAsArmPolicy` is enabled, the default. */
const entraAudiences = [
  'https://containerregistry.azure.net',
  'https://management.azure.com',
  'https://management.core.windows.net',
];

/** Who user and password stand for; a scoped token, or any token of Entra or the registry as password. */
export async function findHolder(
  deps: AccessDeps,
  user: string,
  password: string,
): Promise<Holder | undefined> {
  const { registry } = deps;
  if (user !== tokenUser)
    return deps.scoped.isPassword(registry.name, user, password) ? { kind: 'token', name: user } : undefined;
  const ticket = await deps.tokens.read(registry.loginServer, password);
  if (ticket !== undefined) return ticket.holder;
  const principal = await findPrincipal(deps, password);
  return principal === undefined ? undefined : { kind: 'principal', principal };
}

/** The principal behind an Entra access token. */
export async function findPrincipal(
  deps: AccessDeps,
  token: string | undefined,
): Promise<Principal | undefined> {
  const verified = await deps.entra.verify(token, entraAudiences);
  return verified.ok ? verified.principal : undefined;
}

/** What of a requested scope (`repository:app:pull,push`, `registry:catalog:*`) a holder may have. */
export function grantScope(deps: AccessDeps, holder: Holder, scope: string): Grant | undefined {
  const match = /^(repository|registry):(.+):([\w*,]+)$/.exec(scope);
  if (match === null) return undefined;
  const [, type = '', name = '', list = ''] = match;
  const asked = list.split(',');
  if (type === 'registry') {
    const may = name === 'catalog' && mayHolderList(deps, holder);
    return { type, name, actions: may ? asked.filter((action) => action === '*') : [] };
  }
  const isAll = asked.includes('*');
  const actions = repositoryActions.filter(
    (action) => (isAll || asked.includes(action)) && mayHolder(deps, holder, { repository: name, action }),
  );
  return { type, name, actions };
}

function mayHolder(
  deps: AccessDeps,
  holder: Holder,
  ask: { readonly repository: string; readonly action: (typeof repositoryActions)[number] },
): boolean {
  if (holder.kind === 'principal') {
    const { principal } = holder;
    const isEnough = ask.action === 'pull' && deps.world.assume('registry-quarantine-read') === 'alone';
    if (isEnough && mayQuarantine(deps.authorizer, deps.registry, principal, 'read')) return true;
    return mayAct(deps.authorizer, deps.registry, { principal, ...ask });
  }
  const token = deps.scoped.find(deps.registry.name, holder.name);
  return token !== undefined && ask.repository.startsWith(token.folder) && token.actions.includes(ask.action);
}

function mayHolderList(deps: AccessDeps, holder: Holder): boolean {
  return holder.kind === 'principal' && mayList(deps.authorizer, deps.registry, holder.principal);
}
