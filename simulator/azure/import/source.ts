import { registries as estateRegistries } from '../../estate/index.ts';
import type { EstateRegistry } from '../../estate/index.ts';
import type { World } from '../../world/types.ts';
import type { EntraTokens, Principal } from '../entra/types.ts';
import type { Authorizer } from '../rbac/types.ts';
import { mayAct } from '../registry/access/permissions.ts';
import type { RegistryWorld } from '../registry/index.ts';
import { isReadLocked } from '../registry/store/locks.ts';
import { resolveManifest } from '../registry/store/port.ts';
import { findRepository } from '../registry/store/state.ts';
import type { Store } from '../registry/store/state.ts';
import { findEntry } from '../registry/store/table.ts';
import { failImport } from './failure.ts';
import type { ImportRequest } from './request.ts';

export interface ImportDeps {
  readonly world: World;
  readonly registries: RegistryWorld;
  readonly authorizer: Authorizer;
  /** Checks an Entra token that is given as a password of the source; without it every such password is refused. */
  readonly tokens?: EntraTokens;
}

const importAction = 'Microsoft.ContainerRegistry/registries/importImage/action';

/** The registry of the estate with this ARM id. */
export function findRegistryById(id: string): EstateRegistry | undefined {
  return estateRegistries.find(
    (registry) => registry.id.toLowerCase() === id.toLowerCase().replace(/\/+$/, ''),
  );
}

/** Whether a principal may import from or into a registry: the right is needed on both. */
export function mayImport(authorizer: Authorizer, principal: Principal, scope: string): boolean {
  return authorizer.may({ principal, action: importAction, kind: 'action', scope });
}

/** Opens the source registry of a request, or throws what its poll answers. */
export async function openSource(
  deps: ImportDeps,
  principal: Principal,
  request: ImportRequest,
): Promise<Store> {
  const { resourceId, registryUri } = request.source;
  if (resourceId === undefined) return openByHost(deps, registryUri ?? '', request);
  const registry = findRegistryById(resourceId);
  if (registry === undefined)
    throw failImport(404, 'ResourceNotFound', `The resource '${resourceId}' was not found.`);
  const isAllowed =
    mayImport(deps.authorizer, principal, registry.id) &&
    mayAct(deps.authorizer, registry, { principal, repository: request.repository, action: 'pull' });
  if (!isAllowed) throw failDenied(registry.loginServer);
  return requireStore(deps, registry.loginServer);
}

/** The digest that the source names now, or what the poll answers when it names none. */
export function resolveSource(world: World, store: Store, request: ImportRequest): string {
  const repository = findRepository(store, request.repository);
  const found = resolveManifest(store, request.repository, request.reference);
  if (found === undefined) throw failMissing(world, request);
  const locked = [
    repository,
    findEntry(repository?.manifests ?? {}, found.digest),
    findEntry(repository?.tags ?? {}, request.reference),
  ];
  if (isReadLocked(...locked))
    throw failImport(400, 'BadRequest', renderInvalid(405, 'REGISTRY_DISALLOWED_OPERATION'));
  return found.digest;
}

async function openByHost(deps: ImportDeps, uri: string, request: ImportRequest): Promise<Store> {
  const host = uri.replace(/^https:\/\//, '').replace(/\/+$/, '');
  const registry = estateRegistries.find(({ loginServer }) => loginServer === host.toLowerCase());
  if (registry !== undefined) await checkCredentials(deps, registry, request);
  const store = requireStore(deps, host);
  const isHub = store === deps.registries.findStore('docker.io');
  if (isHub && request.source.credentials === undefined && !deps.registries.hub.take())
    throw failImport(
      400,
      'BadRequest',
      'Invalid message 429 Too Many Requests You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit (HAP429)',
    );
  return store;
}

// A password alone is an Entra access token; user and password are those of a repository-scoped token.
async function checkCredentials(
  deps: ImportDeps,
  registry: EstateRegistry,
  request: ImportRequest,
): Promise<void> {
  const { username, password = '' } = request.source.credentials ?? {};
  const login = deps.registries.logins.find(
    (known) =>
      known.loginServer === registry.loginServer &&
      known.username === username &&
      known.password === password,
  );
  if (login !== undefined && request.repository.startsWith(login.folder)) return;
  const audiences = ['https://containerregistry.azure.net', 'https://management.azure.com'];
  const verified = await deps.tokens?.verify(password, audiences);
  const ask = { repository: request.repository, action: 'pull' } as const;
  if (verified?.ok === true && mayAct(deps.authorizer, registry, { principal: verified.principal, ...ask }))
    return;
  throw failDenied(registry.loginServer);
}

function requireStore(deps: ImportDeps, host: string): Store {
  const store = deps.registries.findStore(host);
  if (store === undefined) throw failImport(400, 'BadRequest', `No such host is known. (${host}:443)`);
  return store;
}

function failDenied(loginServer: string): Error {
  return failImport(403, 'Forbidden', `Access to ${loginServer} denied.`);
}

/** The words of MicrosoftDocs/azure-docs issue 90060. */
function failMissing(world: World, { reference }: ImportRequest): Error {
  const isDigest = reference.includes(':');
  const message = isDigest
    ? `manifest ${reference} is not found`
    : `manifest tagged by "${reference}" is not found`;
  const detail = isDigest ? { Digest: reference } : { Tag: reference };
  const body = JSON.stringify({ errors: [{ code: 'MANIFEST_UNKNOWN', message, detail }] });
  const status = Number(world.assume('import-missing-source-status'));
  return failImport(
    status,
    status === 404 ? 'NotFound' : 'BadRequest',
    `Invalid message NotFound Not Found ${body}`,
  );
}

function renderInvalid(status: number, code: string): string {
  return `Invalid message ${status} {"errors":[{"code":"${code}"}]}`;
}
