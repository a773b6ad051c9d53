import {
  listPlatforms,
  readArtifact,
  readSboms,
  readStatements,
} from '../../../lib/domain/evidence/index.ts';
import type { ImagePlatform, Trust, Verified } from '../../../lib/domain/evidence/index.ts';
import type { RegistryClient } from '../../../lib/clients/registry/index.ts';
import { parseSbom } from '../../../lib/domain/findings/index.ts';
import type { PinnedImage } from '../../../lib/domain/image/index.ts';

/** What signed statements say is in an image. */
export interface Described {
  readonly platforms: readonly string[];
  /** Package URLs by SBOM; undefined when a platform has no SBOM that holds. */
  readonly packages: ReadonlySet<string> | undefined;
  /** Vulnerability ids; undefined when a platform has no findings that hold. */
  readonly findings: ReadonlySet<string> | undefined;
}

/** Reads the SBOM and the findings of every platform of an image. */
export async function describeImage(
  client: RegistryClient,
  image: PinnedImage,
  trust: Trust,
): Promise<Described> {
  const shelf = { client, repository: image.repository };
  const platforms = listPlatforms(await readArtifact(image, client));
  const sboms = await readSboms(shelf, platforms, trust);
  const scans = await Promise.all(platforms.map((platform) => readScan(shelf, platform, trust)));
  return {
    platforms: platforms.map(({ platform }) => platform),
    packages: sboms.missing.length > 0 ? undefined : listPackages([...sboms.found.values()]),
    findings: listFindings(scans),
  };
}

type Shelf = Parameters<typeof readStatements>[0];

async function readScan(
  shelf: Shelf,
  { manifest }: ImagePlatform,
  trust: Trust,
): Promise<Verified<'vulnerabilities'> | undefined> {
  const { verified } = await readStatements(shelf, manifest.digest, ['vulnerabilities'], trust);
  return verified[0];
}

function listPackages(sboms: readonly Verified<'sbom'>[]): ReadonlySet<string> | undefined {
  const reports = sboms.map(({ predicate }) => parseSbom(predicate.document));
  if (reports.some(({ problems }) => problems.length > 0)) return undefined;
  return new Set(reports.flatMap(({ components }) => components));
}

function listFindings(
  scans: readonly (Verified<'vulnerabilities'> | undefined)[],
): ReadonlySet<string> | undefined {
  const held = scans.filter((scan) => scan !== undefined);
  if (held.length < scans.length) return undefined;
  return new Set(held.flatMap(({ predicate }) => predicate.result.map(({ id }) => id)));
}
