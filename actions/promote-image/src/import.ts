import { transfer } from '../../../lib/domain/transfer/index.ts';
import type { TransferResult } from '../../../lib/domain/transfer/index.ts';
import { findFreeTags, readManifests } from './live.ts';
import type { Manifests, Passage } from './live.ts';
import type { Deps, Registries } from './ports.ts';
import { listManifests } from './source.ts';

/** How an import ended, and every manifest that the last look at live found. */
export interface Imported {
  readonly result: TransferResult;
  readonly seen: Manifests;
}

/** Imports what live lacks, by digest and without ever overwriting a tag. */
export async function importMissing(passage: Passage, registries: Registries, deps: Deps): Promise<Imported> {
  const { source, shelf } = passage;
  let seen: Manifests = new Map();
  const result = await transfer({
    readMissing: async () => {
      const tags = await findFreeTags(passage);
      seen = await readManifests(passage);
      return { tags, isContentMissing: seen.size < listManifests(source.artifact).length };
    },
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
  return { result, seen };
}
