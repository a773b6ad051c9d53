import { parseSbom } from '../findings/index.ts';
import type { Live, Sourced } from '../gate/index.ts';
import { computeDigest, formatImageReference } from '../image/index.ts';
import { renderCanonical } from '../report/index.ts';
import { keepRefused } from './attempt.ts';
import type { Search } from './attempt.ts';
import { listPlatforms, readArtifact } from './platforms.ts';
import { source } from './scan.ts';
import { readSboms } from './statements.ts';
import type { Trust, Verified } from './statements.ts';
import type { LiveShelf } from './types.ts';

/** The packages of what runs, by the signed SBOM of each of its platforms; undefined when one has none that holds. */
export async function findLive(
  shelf: LiveShelf,
  trust: Trust,
  search: Search,
): Promise<Sourced<Live> | undefined> {
  const { client, repository } = shelf;
  const digest = await shelf.findRunning();
  if (digest === undefined) {
    const place = `${client.registry}/${repository}`;
    const value = { runs: false } as const;
    return source('live', 'live', { digest: computeDigest(renderCanonical({ place, ...value })), value });
  }
  const image = { registry: client.registry, repository, digest };
  const platforms = listPlatforms(await readArtifact(image, client));
  const { found, missing, refused } = await readSboms(shelf, platforms, trust);
  keepRefused('live', search, { refused, isMissing: missing.length > 0 });
  for (const { platform } of missing)
    search.note(`live: ${formatImageReference(image)} has no SBOM for ${platform}`);
  return missing.length > 0 ? undefined : join([...found.values()], search);
}

function join(sboms: readonly Verified<'sbom'>[], { problems }: Search): Sourced<Live> | undefined {
  const read = sboms.map(({ predicate }) => parseSbom(predicate.document));
  const wrong = read.flatMap((report) => report.problems);
  if (wrong.length > 0) {
    const detail = wrong.map(({ path, detail: what }) => `${path}: ${what}`).slice(0, 3);
    problems.push({ name: 'live', code: 'FACT_MALFORMED', detail: detail.join('; ') });
    return undefined;
  }
  const packages = new Set(read.flatMap(({ components }) => components));
  const digest = computeDigest(sboms.map(({ payloadDigest }) => payloadDigest).join('\n'));
  return source('live', 'live', { digest, value: { runs: true, packages } });
}
