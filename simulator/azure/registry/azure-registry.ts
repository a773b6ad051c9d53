import type { EstateRegistry } from '../../estate/index.ts';
import type { Service, World } from '../../world/types.ts';
import type { EntraTokens } from '../entra/types.ts';
import type { Authorizer } from '../rbac/types.ts';
import type { AccessDeps } from './access/access.ts';
import { createAzureGate } from './access/gate.ts';
import { handleOauth } from './access/oauth.ts';
import type { ScopedTokens } from './access/passwords.ts';
import type { RegistryTokens } from './access/tokens.ts';
import { createDataEndpoint } from './data-endpoint.ts';
import type { Plane } from './http/call.ts';
import { answerAzure } from './http/plane.ts';
import { createUploads } from './http/sessions.ts';
import type { Store } from './store/state.ts';
import type { Throttle } from './throttle.ts';

/** What all Azure registries of a world share. */
export interface Shared {
  readonly tokens: EntraTokens;
  readonly authorizer: Authorizer;
  readonly registryTokens: RegistryTokens;
  readonly scoped: ScopedTokens;
}

/** One registry of the estate: what it holds, and how much it takes. */
export interface RegistryParts {
  readonly store: Store;
  readonly throttle: Throttle;
}

/** The data plane of one registry of the estate: its login server and its data endpoint. */
export function createAzureRegistry(
  world: World,
  registry: EstateRegistry,
  { store, throttle }: RegistryParts,
  shared: Shared,
): Service {
  const { tokens: entra, authorizer, registryTokens: tokens, scoped } = shared;
  const deps: AccessDeps = { world, registry, entra, authorizer, tokens, scoped };
  const data = createDataEndpoint(world, store);
  const plane: Plane = {
    store,
    gate: createAzureGate(deps),
    uploads: createUploads(world),
    redirectBlob: (repository, digest) =>
      world.assume('registry-blob-get') === 'redirect' ? data.sign(repository, digest) : undefined,
  };
  return {
    name: `registry ${registry.name}`,
    hosts: [registry.loginServer, data.host],
    async handle(request) {
      const url = new URL(request.url);
      if (url.hostname === data.host) return data.handle(request, url);
      const refused = throttle.refuse(request, url);
      if (refused !== undefined) return refused;
      return (await handleOauth(deps, request, url)) ?? answerAzure(plane, request, url);
    },
  };
}
