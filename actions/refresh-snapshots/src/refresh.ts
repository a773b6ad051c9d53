import { CodedError } from '../../../lib/base/errors/index.ts';
import type { Log } from '../../../lib/base/log.ts';
import { formatTime } from '../../../lib/base/time.ts';
import type { RegistryClient } from '../../../lib/clients/registry/index.ts';
import { pinImage } from '../../../lib/domain/image/index.ts';
import type { PinnedImage } from '../../../lib/domain/image/index.ts';
import { buildSnapshot, readSnapshot } from '../../../lib/domain/snapshot/index.ts';
import type { SnapshotArtifact, SnapshotKind } from '../../../lib/domain/snapshot/index.ts';
import { fail, readPublished } from './read.ts';
import type { Deps } from './ports.ts';

/** A snapshot that quarantine has. */
export interface Refreshed {
  readonly image: PinnedImage;
  readonly date: number;
}

/** Brings what is published now into quarantine, unless quarantine has a later one. Throws SNAPSHOT_* codes. */
export async function refresh(
  kind: SnapshotKind,
  quarantine: RegistryClient,
  { feeds, clock }: Pick<Deps, 'feeds' | 'clock'>,
  log: Log,
): Promise<Refreshed> {
  const { content, date } = await readPublished(kind, feeds, clock.now());
  const repository = `tools/${kind.name}`;
  const held = await findHeldDate(kind, quarantine, repository, log);
  if (held !== undefined && held > date)
    throw fail('SNAPSHOT_OLDER', kind, `it is of ${formatTime(date)}, quarantine has ${formatTime(held)}`);
  const artifact = buildSnapshot(kind, content, date);
  await push(artifact, quarantine, repository);
  const image = pinImage({ registry: quarantine.registry, repository }, artifact.manifest.digest);
  log.info(`${kind.name} of ${formatTime(date)}, ${content.length} bytes: ${repository}@${image.digest}`);
  return { image, date };
}

// One that cannot be read protects nothing, and is replaced.
async function findHeldDate(
  kind: SnapshotKind,
  quarantine: RegistryClient,
  repository: string,
  log: Log,
): Promise<number | undefined> {
  const digest = await quarantine.findDigest(repository, 'latest');
  const manifest = digest === undefined ? undefined : await quarantine.findManifest(repository, digest);
  if (manifest === undefined) return undefined;
  try {
    return readSnapshot(kind, manifest).date;
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    log.warning(`${repository}:latest is replaced: ${error.code}: ${error.reason}`);
    return undefined;
  }
}

// `latest` comes last: whoever reads it finds everything.
async function push(
  artifact: SnapshotArtifact,
  quarantine: RegistryClient,
  repository: string,
): Promise<void> {
  const { manifest, config, content, tags } = artifact;
  await quarantine.writeBlob(repository, config);
  await quarantine.writeBlob(repository, content);
  for (const tag of tags) {
    if ((await quarantine.findDigest(repository, tag)) === manifest.digest) continue;
    await quarantine.writeManifest(repository, { mediaType: manifest.mediaType, bytes: manifest.bytes, tag });
  }
}
