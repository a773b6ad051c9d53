import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWorld } from '../../../world/index.ts';
import type { Service, World } from '../../../world/index.ts';
import type { EntraTokens, Principal } from '../../entra/types.ts';
import { identities, tenantId } from '../../../estate/index.ts';
import type { EstateIdentity } from '../../../estate/index.ts';
import { createAuthorizer } from '../../rbac/index.ts';
import type { RoleAssignments } from '../../rbac/index.ts';
import { createRegistries } from '../index.ts';
import type { RegistryWorld } from '../index.ts';

/** A world with registries alone; an Entra token is the name of an identity of the estate. */
export interface Bench {
  readonly world: World;
  readonly registries: RegistryWorld;
  readonly authorizer: RoleAssignments;
  /** Sends a request to the service of its host; redirects are not followed. */
  send(url: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

export async function openBench(): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-'));
  const world = await createWorld({ folder, now: Date.parse('2029-01-02T03:04:05Z') });
  const authorizer = createAuthorizer(world);
  const registries = createRegistries(world, { tokens: entraByName, authorizer });
  return {
    ...{ world, registries, authorizer },
    send: (url, init) => findService(registries.services, url).handle(new Request(url, init)),
    async close() {
      await world.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** The principal of an identity of the estate. */
export function principalOf({ objectId, clientId, name }: EstateIdentity): Principal {
  return { objectId, clientId, name, tenantId };
}

/** The digest of some bytes. */
export function hashOf(bytes: Uint8Array | string, algorithm = 'sha256'): string {
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
}

const entraByName: EntraTokens = {
  async verify(token) {
    const found = Object.values(identities).find(({ name }) => name === token);
    if (found === undefined) return { ok: false, reason: 'malformed' };
    return { ok: true, principal: principalOf(found), audience: 'https://containerregistry.azure.net' };
  },
};

function findService(services: readonly Service[], url: string): Service {
  const host = new URL(url).hostname;
  const service = services.find(({ hosts }) => hosts.includes(host));
  if (service === undefined) throw new Error(`no service speaks for "${host}"`);
  return service;
}
