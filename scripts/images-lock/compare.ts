import { mapBounded } from '../../lib/base/parallel.ts';
import type { TagAnswer, UpstreamClient } from '../../lib/clients/upstream/index.ts';
import type { LockEntry } from '../../lib/domain/image-lock/index.ts';
import type { Digest } from '../../lib/domain/image/index.ts';

/** An entry of the lock beside what upstream says of its tag. */
export interface Compared {
  readonly entry: LockEntry;
  readonly answer: TagAnswer;
}

const atATime = 8;

/** Asks upstream for every tag of the lock. */
export function compareLock(
  entries: readonly LockEntry[],
  upstream: UpstreamClient,
): Promise<readonly Compared[]> {
  return mapBounded(entries, atATime, async (entry) => {
    const { registry, repository, tag } = entry.image;
    return { entry, answer: await upstream.findTagDigest({ registry, repository, tag }) };
  });
}

/** The digests that differ from the locked ones, by the index of their entry. */
export function findNewDigests(compared: readonly Compared[]): ReadonlyMap<number, Digest> {
  const moved = [...compared.entries()].flatMap(([index, { entry, answer }]): [number, Digest][] =>
    answer.kind === 'found' && answer.digest !== entry.image.digest ? [[index, answer.digest]] : [],
  );
  return new Map(moved);
}
