import type { TagAnswer, UpstreamClient } from '../../lib/clients/upstream/index.ts';
import type { FakeRegistry } from './registry.ts';

/** Upstream as the given registries stand now; a host that is not among them cannot be asked. */
export function createFakeUpstream(registries: readonly FakeRegistry[]): UpstreamClient {
  return {
    findTagDigest: async ({ registry, repository, tag }): Promise<TagAnswer> => {
      const found = registries.find((each) => each.registry === registry);
      if (found === undefined) return { kind: 'unknown', reason: 'NETWORK_UNREACHABLE' };
      const digest = await found.findDigest(repository, tag);
      return digest === undefined ? { kind: 'absent' } : { kind: 'found', digest };
    },
  };
}
