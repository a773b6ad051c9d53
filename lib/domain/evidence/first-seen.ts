import { mapBounded } from '../../base/parallel.ts';
import { isImageMediaType, listChildren } from '../artifact/index.ts';
import type { Sourced } from '../gate/index.ts';
import { computeDigest } from '../image/index.ts';
import type { Digest } from '../image/index.ts';
import { renderCanonical } from '../report/index.ts';
import { source } from './scan.ts';
import { readStatements } from './statements.ts';
import type { Trust } from './statements.ts';
import type { EvidenceRegistry } from './types.ts';

/** How many images of a repository are looked at, the newest first. */
const maxEarlierImages = 30;

const imagesAtOnce = 4;
const maxTags = 1000;

interface Shelf {
  readonly client: EvidenceRegistry;
  readonly repository: string;
}

/** When a signed scan of an image of this repository first listed each finding. */
export async function findFirstSeen(
  shelf: Shelf,
  trust: Trust,
): Promise<Sourced<ReadonlyMap<string, number>>> {
  const digests = await listImages(shelf);
  const seen = new Map<string, number>();
  for (const times of await mapBounded(digests, imagesAtOnce, (digest) => readTimes(shelf, digest, trust))) {
    for (const [id, at] of times) seen.set(id, Math.min(at, seen.get(id) ?? at));
  }
  const digest = computeDigest(renderCanonical(Object.fromEntries(seen)));
  return source('first-seen', 'first-seen', { digest, value: seen });
}

async function listImages({ client, repository }: Shelf): Promise<readonly Digest[]> {
  const digests = new Set<Digest>();
  let tags = 0;
  for await (const { digest } of client.listTags(repository)) {
    digests.add(digest);
    tags += 1;
    if (digests.size === maxEarlierImages || tags === maxTags) break;
  }
  return [...digests];
}

async function readTimes(
  shelf: Shelf,
  digest: Digest,
  trust: Trust,
): Promise<readonly (readonly [string, number])[]> {
  const root = await shelf.client.findManifest(shelf.repository, digest);
  if (root === undefined) return [];
  const platforms = isImageMediaType(root.mediaType) ? [root] : listChildren(root);
  const times: (readonly [string, number])[] = [];
  for (const platform of platforms) {
    const { verified } = await readStatements(shelf, platform.digest, ['vulnerabilities'], trust);
    for (const { predicate, madeAt } of verified) {
      for (const { id } of predicate.result) times.push([id.toUpperCase(), madeAt]);
    }
  }
  return times;
}
