import { createHash } from 'node:crypto';
import type { Principal } from '../../entra/types.ts';
import type { RegistryPolicies, RegistryWorld } from '../../registry/index.ts';
import type { Registries, RegistryStore, StoredManifest } from '../../registry/types.ts';
import type { World } from '../../../world/types.ts';

/** Registries in memory for tests of the services that only need the store's port. */
export function createMemoryRegistries(
  world: World,
  options: {
    readonly may?: Registries['may'];
    readonly logins?: ReadonlyMap<string, Principal>;
    readonly hosts: readonly string[];
    readonly upstreamHosts?: readonly string[];
  },
): Registries & Pick<RegistryWorld, 'policiesOf' | 'setPolicies'> {
  const policies = new Map<string, RegistryPolicies>();
  const policiesOf = (host: string): RegistryPolicies =>
    policies.get(host) ?? { isExportEnabled: true, isQuarantineEnabled: false };
  const stores = new Map(
    [...options.hosts, ...(options.upstreamHosts ?? [])].map((host) => [host, createStore(world, host)]),
  );
  return {
    policiesOf,
    setPolicies: (host, changes) => void policies.set(host, { ...policiesOf(host), ...changes }),
    find: (host) => stores.get(host),
    may: options.may ?? (() => true),
    principalOfRefreshToken: (_, token) => Promise.resolve(options.logins?.get(token)),
    upstreamHosts: options.upstreamHosts ?? [],
  };
}

function createStore(world: World, host: string): RegistryStore {
  const references = new Map<string, StoredManifest>();
  const blobs = new Set<string>();
  return {
    host,
    resolve: (repository, reference) => references.get(`${repository} ${reference}`),
    manifestBytes: (digest) => world.blobs.read(digest),
    hasBlob: (repository, digest) => blobs.has(`${repository} ${digest}`),
    addBlob: (repository, digest) => void blobs.add(`${repository} ${digest}`),
    async putManifest(repository, { bytes, mediaType, tag }) {
      const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
      await world.blobs.put(bytes);
      const manifest = { digest, mediaType, size: bytes.byteLength };
      references.set(`${repository} ${digest}`, manifest);
      if (tag !== undefined) references.set(`${repository} ${tag}`, manifest);
      return { ok: true, digest };
    },
    repositories: () => [...new Set([...references.keys()].map((key) => key.split(' ')[0] ?? ''))].toSorted(),
    manifests: (repository) =>
      [...references.keys()]
        .filter((key) => key.startsWith(`${repository} sha256:`))
        .map((key) => key.slice(repository.length + 1)),
    tags: (repository) =>
      [...references.keys()]
        .filter((key) => key.startsWith(`${repository} `) && !key.includes('sha256:'))
        .map((key) => key.slice(repository.length + 1)),
    attributes: () => undefined,
  };
}
