import { registries as estateRegistries, registryTokens } from '../../estate/index.ts';
import type { EstateRegistry } from '../../estate/index.ts';
import { createUpstream, upstreamHosts } from '../../upstream/hosts.ts';
import type { HubLimit } from '../../upstream/hub-limit.ts';
import type { Service, World } from '../../world/types.ts';
import type { EntraTokens, Principal } from '../entra/types.ts';
import type { Authorizer } from '../rbac/types.ts';
import { openScopedTokens } from './access/passwords.ts';
import { mayAct } from './access/permissions.ts';
import { createRegistryTokens } from './access/tokens.ts';
import type { RegistryTokens } from './access/tokens.ts';
import { createAzureRegistry } from './azure-registry.ts';
import type { Shared } from './azure-registry.ts';
import { createRegistryStore } from './store/port.ts';
import { openStore } from './store/state.ts';
import type { RegistryPolicies, Store } from './store/state.ts';
import { createThrottle } from './throttle.ts';
import type { Throttle, ThrottleLimits } from './throttle.ts';
import type { Registries } from './types.ts';

/** User and password for a folder of one registry. */
export interface RegistryLogin {
  readonly loginServer: string;
  readonly username: string;
  readonly password: string;
  readonly folder: string;
}

/** All registries of the world with what only the simulator itself needs of them. */
export interface RegistryWorld extends Registries {
  readonly services: readonly Service[];
  /** The state behind a registry, for import. */
  findStore(host: string): Store | undefined;
  setPolicies(host: string, policies: Partial<RegistryPolicies>): void;
  policiesOf(host: string): RegistryPolicies | undefined;
  /** Limits each identity's requests from now on, with full buckets; undefined lifts the limit. */
  setThrottle(host: string, limits: ThrottleLimits | undefined): void;
  /** The repository-scoped tokens of the estate with their passwords. */
  readonly logins: readonly RegistryLogin[];
  /** Docker Hub's limit of anonymous pulls. */
  readonly hub: HubLimit;
}

/** Opens Azure's registries of the estate and the upstream ones. */
export function createRegistries(
  world: World,
  deps: { readonly tokens: EntraTokens; readonly authorizer: Authorizer },
): RegistryWorld {
  const registryTokens = createRegistryTokens(world);
  const shared: Shared = { ...deps, registryTokens, scoped: openScopedTokens(world) };
  const upstream = createUpstream(world, registryTokens);
  const stores = new Map(upstream.stores);
  const services = [...upstream.services];
  const throttles = new Map<string, Throttle>();
  for (const registry of estateRegistries) {
    const store = openStore(world, registry.loginServer);
    const throttle = createThrottle(world);
    stores.set(registry.loginServer, store);
    throttles.set(registry.loginServer, throttle);
    services.push(createAzureRegistry(world, registry, { store, throttle }, shared));
  }
  return {
    services,
    upstreamHosts,
    hub: upstream.hub,
    logins: listLogins(shared),
    findStore: (host) => stores.get(host.toLowerCase()),
    find(host) {
      const store = stores.get(host.toLowerCase());
      return store === undefined ? undefined : createRegistryStore(store);
    },
    may: (principal, host, repository, access) =>
      may(deps.authorizer, { principal, host, repository, access }),
    principalOfRefreshToken: (host, token) => findPrincipal(registryTokens, host, token),
    setPolicies(host, policies) {
      const store = findIn(stores, host);
      Object.assign(store.slice.value.policies, policies);
      store.slice.touch();
    },
    policiesOf: (host) => stores.get(host.toLowerCase())?.slice.value.policies,
    setThrottle: (host, limits) => findIn(throttles, host).setLimits(limits),
  };
}

function findIn<T>(map: ReadonlyMap<string, T>, host: string): T {
  const found = map.get(host.toLowerCase());
  if (found === undefined) throw new Error(`no registry has the host "${host}"`);
  return found;
}

function may(
  authorizer: Authorizer,
  ask: {
    readonly principal: Principal;
    readonly host: string;
    readonly repository: string;
    readonly access: 'pull' | 'push';
  },
): boolean {
  const registry = findEstateRegistry(ask.host);
  if (registry === undefined) return false;
  return mayAct(authorizer, registry, { ...ask, action: ask.access });
}

async function findPrincipal(
  tokens: RegistryTokens,
  host: string,
  token: string,
): Promise<Principal | undefined> {
  const ticket = await tokens.read(host, token);
  if (ticket?.kind !== 'refresh_token' || ticket.holder.kind !== 'principal') return undefined;
  return ticket.holder.principal;
}

function findEstateRegistry(host: string): EstateRegistry | undefined {
  return estateRegistries.find(({ loginServer }) => loginServer === host.toLowerCase());
}

function listLogins(shared: Shared): readonly RegistryLogin[] {
  return registryTokens.map((token) => ({
    loginServer: estateRegistries.find(({ name }) => name === token.registry)?.loginServer ?? '',
    username: token.name,
    password: shared.scoped.passwordOf(token),
    folder: token.folder,
  }));
}
