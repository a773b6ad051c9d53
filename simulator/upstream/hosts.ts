import type { RegistryTokens } from '../azure/registry/access/tokens.ts';
import type { Gate } from '../azure/registry/access/types.ts';
import type { Plane } from '../azure/registry/http/call.ts';
import { answerPull } from '../azure/registry/http/plane.ts';
import { renderFailure } from '../azure/registry/http/reply.ts';
import { createUploads } from '../azure/registry/http/sessions.ts';
import { fail } from '../azure/registry/store/failure.ts';
import { openStore } from '../azure/registry/store/state.ts';
import type { Store } from '../azure/registry/store/state.ts';
import type { Service, World } from '../world/types.ts';
import { answerToken, createOpenGate, createTokenGate } from './gate.ts';
import { openHubLimit } from './hub-limit.ts';
import type { HubLimit } from './hub-limit.ts';

const hubHost = 'registry-1.docker.io';
/** Docker Hub's older name, which go-containerregistry still asks (`name.DefaultRegistry`). */
const hubAlias = 'index.docker.io';
const hubRealm = { realm: 'https://auth.docker.io/token', service: 'registry.docker.io' };
const ghcrRealm = { realm: 'https://ghcr.io/token', service: 'ghcr.io' };

/** Hosts that images come from; `docker.io` is the name that references use for Docker Hub's registry. */
export const upstreamHosts: readonly string[] = [
  'docker.io',
  hubHost,
  'mcr.microsoft.com',
  'ghcr.io',
  'registry.k8s.io',
];

/** The upstream registries of a world. */
export interface Upstream {
  readonly services: readonly Service[];
  readonly stores: ReadonlyMap<string, Store>;
  readonly hub: HubLimit;
}

export function createUpstream(world: World, tokens: RegistryTokens): Upstream {
  const hub = openHubLimit(world);
  const hubStore = openStore(world, hubHost);
  const open = ['mcr.microsoft.com', 'registry.k8s.io'].map((host) => openStore(world, host));
  const ghcr = openStore(world, 'ghcr.io');
  const ghcrPlane = createPlane(world, ghcr, createTokenGate(world, tokens, ghcrRealm));
  return {
    hub,
    stores: new Map([...open, ghcr, hubStore].map((store) => [store.host, store] as const)).set(
      'docker.io',
      hubStore,
    ),
    services: [
      ...open.map((store) => createService(createPlane(world, store, createOpenGate(world)))),
      createService(ghcrPlane, async (url) =>
        url.pathname === '/token' ? answerToken(world, tokens, url, ghcrRealm.service) : undefined,
      ),
      {
        ...createService(createHubPlane(world, tokens, { store: hubStore, hub })),
        hosts: [hubHost, hubAlias],
      },
      {
        name: 'upstream auth.docker.io',
        hosts: ['auth.docker.io'],
        handle: async (request) => answerToken(world, tokens, new URL(request.url), hubRealm.service),
      },
    ],
  };
}

function createHubPlane(
  world: World,
  tokens: RegistryTokens,
  { store, hub }: { readonly store: Store; readonly hub: HubLimit },
): Plane {
  // https://docs.docker.com/docker-hub/usage/pulls/: the headers say limit and window; HEAD is not counted.
  const pullHeaders = (): Record<string, string> => ({
    'ratelimit-limit': `${hub.limit()};w=${hub.windowSeconds}`,
    'ratelimit-remaining': `${hub.remaining()};w=${hub.windowSeconds}`,
    'docker-ratelimit-source': '127.0.0.1',
  });
  return {
    ...createPlane(world, store, createTokenGate(world, tokens, hubRealm)),
    pullHeaders,
    countPull() {
      if (hub.take()) return undefined;
      const message =
        'You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit';
      return renderFailure(world, fail(429, 'TOOMANYREQUESTS', message), {
        ...pullHeaders(),
        'retry-after': '3600',
      });
    },
  };
}

function createPlane(world: World, store: Store, gate: Gate): Plane {
  return { store, gate, uploads: createUploads(world) };
}

function createService(plane: Plane, first?: (url: URL) => Promise<Response | undefined>): Service {
  return {
    name: `upstream ${plane.store.host}`,
    hosts: [plane.store.host],
    async handle(request) {
      const url = new URL(request.url);
      return (await first?.(url)) ?? answerPull(plane, request, url);
    },
  };
}
