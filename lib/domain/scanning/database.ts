import { ExternalError, UserError } from '../../base/errors/index.ts';
import { parseManifest } from '../artifact/index.ts';
import type { Descriptor, Manifest } from '../artifact/index.ts';
import { formatImageReference, pinImage } from '../image/index.ts';
import type { PinnedImage } from '../image/index.ts';
import type { DatabasePlace, ScanShelf } from './types.ts';

/** The database as it lies in a registry: an artifact with one layer. */
export interface DatabaseArtifact {
  readonly image: PinnedImage;
  readonly manifest: Manifest;
  readonly config: Descriptor;
  readonly layer: Descriptor;
}

// https://github.com/aquasecurity/trivy/blob/main/pkg/db/db.go
const layerType = 'application/vnd.aquasec.trivy.db.layer.v1.tar+gzip';
const maxLayerBytes = 1024 * 1024 * 1024;

/** Resolves the database to a digest, once, and reads its manifest. Throws SCAN_DATABASE_* codes. */
export async function findDatabase(place: DatabasePlace, shelf: ScanShelf): Promise<DatabaseArtifact> {
  const image = await resolve(place, shelf);
  const manifest = await shelf.findManifest(image.repository, image.digest);
  if (manifest === undefined)
    throw notFound(formatImageReference(image), 'the registry has no such manifest');
  const content = parseManifest(manifest);
  const [layer, ...more] = content.kind === 'image' ? content.layers : [];
  if (content.kind !== 'image' || layer?.mediaType !== layerType || more.length > 0) {
    throw malformedDatabase(image, `it has not exactly one layer of the type ${layerType}`);
  }
  if (layer.size > maxLayerBytes) throw malformedDatabase(image, `its layer has ${layer.size} bytes`);
  return { image, manifest, config: content.config, layer };
}

/** A database that is not what Trivy publishes. */
export function malformedDatabase(image: PinnedImage, reason: string, cause?: unknown): ExternalError {
  return new ExternalError('SCAN_DATABASE_MALFORMED', {
    ...{ system: 'registry', operation: 'unpack the database' },
    ...{ subject: formatImageReference(image), reason, cause },
  });
}

async function resolve(place: DatabasePlace, shelf: ScanShelf): Promise<PinnedImage> {
  const { repository, tag } = place;
  const digest = place.digest ?? (tag === undefined ? undefined : await shelf.findDigest(repository, tag));
  if (digest !== undefined) return pinImage({ registry: shelf.registry, repository }, digest);
  throw notFound(`${shelf.registry}/${repository}:${tag ?? ''}`, 'the registry has no such tag');
}

function notFound(subject: string, reason: string): UserError {
  return new UserError('SCAN_DATABASE_NOT_FOUND', { subject, reason });
}
