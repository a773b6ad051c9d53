import type { RegistryClient } from '../../../lib/clients/registry/index.ts';
import { transfer } from '../../../lib/domain/transfer/index.ts';
import type { TransferResult } from '../../../lib/domain/transfer/index.ts';
import { findFreeTags } from './live.ts';
import type { Passage } from './live.ts';
import type { Deps, Registries } from './ports.ts';
import { listManifests } from './source.ts';

/** Imports what live lacks, by digest and without ever overwriting a tag. */
export async function importMissing(
  passage: Passage,
  registries: Registries,
  deps: Deps,
): Promise<TransferResult> {
  const { source, shelf } = passage;
  return transfer({
    readMissing: async () => ({
      tags: await findFreeTags(passage),
      isContentMissing: await hasMissingManifest(passage, shelf.client),
    }),
    start: (tags) => {
      const { repository, digest } = source.image;
      const from = {
        kind: 'registry',
        resourceId: registries.quarantineAccount.id,
        repository,
        digest,
      } as const;
      return registries.importer.importImage(
        { source: from, repository: shelf.repository, tags },
        deps.signal,
      );
    },
    sleep: (ms) => deps.clock.sleep(ms, deps.signal),
  });
}

async function hasMissingManifest({ source, shelf }: Passage, live: RegistryClient): Promise<boolean> {
  for (const { digest } of listManifests(source.artifact)) {
    if ((await live.findManifest(shelf.repository, digest)) === undefined) return true;
  }
  return false;
}
