import { createWriteStream } from 'node:fs';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import * as v from 'valibot';
import { ExternalError, UserError } from '../../../lib/base/errors/index.ts';
import { checkJson } from '../../../lib/base/schema.ts';
import { parseManifest } from '../../../lib/domain/artifact/index.ts';
import { formatImageReference, pinImage } from '../../../lib/domain/image/index.ts';
import type { PinnedImage } from '../../../lib/domain/image/index.ts';
import type { ScanReason } from '../../../lib/domain/report/index.ts';
import type { ImageRegistry } from './ports.ts';
import type { DatabasePlace } from './words.ts';

/** A vulnerability database, unpacked. */
export interface Database {
  readonly image: PinnedImage;
  /** Trivy's cache folder. */
  readonly cacheFolder: string;
  readonly updatedAt: number;
}

// https://github.com/aquasecurity/trivy/blob/main/pkg/db/db.go
const layerType = 'application/vnd.aquasec.trivy.db.layer.v1.tar+gzip';
const schemaVersion = 2;
const maxLayerBytes = 1024 * 1024 * 1024;
const maxUnpackedBytes = 8 * 1024 * 1024 * 1024;
const maxSkewMs = 5 * 60_000;
const fileNames: readonly string[] = ['trivy.db', 'metadata.json'];

const metadataSchema = v.object({
  Version: v.literal(schemaVersion),
  UpdatedAt: v.pipe(v.string(), v.isoTimestamp()),
});

/** Resolves the database to a digest once and unpacks it into a fresh cache folder. Throws SCAN_DATABASE_* codes. */
export async function fetchDatabase(
  place: DatabasePlace,
  registry: ImageRegistry,
  cacheFolder: string,
): Promise<Database> {
  const image = await resolve(place, registry);
  const bytes = await readLayer(image, registry);
  const folder = join(cacheFolder, 'db');
  await mkdir(folder, { recursive: true });
  try {
    await unpack(bytes, folder);
    await stat(join(folder, 'trivy.db'));
    return { image, cacheFolder, updatedAt: await readUpdatedAt(join(folder, 'metadata.json')) };
  } catch (error) {
    throw malformed(image, error instanceof Error ? error.message : 'it cannot be unpacked', error);
  }
}

/** Whether the database is too old or from the future, as reasons of the report. */
export function judgeAge(database: Database, now: number, maxAgeMs: number): readonly ScanReason[] {
  const subject = formatImageReference(database.image);
  const age = now - database.updatedAt;
  const hours = Math.floor(age / 3_600_000);
  if (age > maxAgeMs) {
    return [{ code: 'SCAN_DATABASE_STALE', subject, reason: `it was made ${hours} h ago` }];
  }
  if (age < -maxSkewMs) {
    return [{ code: 'SCAN_DATABASE_FUTURE', subject, reason: `it will be made in ${-hours} h` }];
  }
  return [];
}

async function resolve(place: DatabasePlace, registry: ImageRegistry): Promise<PinnedImage> {
  const { repository, tag } = place;
  const digest = place.digest ?? (tag === undefined ? undefined : await registry.findDigest(repository, tag));
  if (digest !== undefined) return pinImage({ registry: registry.registry, repository }, digest);
  throw notFound(`${registry.registry}/${repository}:${tag ?? ''}`, 'the registry has no such tag');
}

async function readLayer(image: PinnedImage, registry: ImageRegistry): Promise<Uint8Array> {
  const { repository, digest } = image;
  const manifest = await registry.findManifest(repository, digest);
  if (manifest === undefined)
    throw notFound(formatImageReference(image), 'the registry has no such manifest');
  const content = parseManifest(manifest);
  const [layer, ...more] = content.kind === 'image' ? content.layers : [];
  if (layer?.mediaType !== layerType || more.length > 0) {
    throw malformed(image, `it has not exactly one layer of the type ${layerType}`);
  }
  if (layer.size > maxLayerBytes) throw malformed(image, `its layer has ${layer.size} bytes`);
  const bytes = await registry.findBlob(repository, layer.digest, layer.size);
  if (bytes === undefined) throw malformed(image, 'its layer is gone');
  return bytes;
}

async function unpack(bytes: Uint8Array, folder: string): Promise<void> {
  const { extract } = await import('tar-stream');
  const tar = extract();
  const reading = pipeline(Readable.from([bytes]), createGunzip(), limitBytes(maxUnpackedBytes), tar);
  // A broken archive ends the loop below too; this keeps the second report of it from being nobody's.
  reading.catch(() => undefined);
  for await (const entry of tar) {
    const name = entry.header.name.replace(/^\.\//, '');
    // Nothing but the two known files is ever written, so no path of the archive is used.
    if (entry.header.type === 'file' && fileNames.includes(name)) {
      await pipeline(entry, createWriteStream(join(folder, name), { flags: 'wx', mode: 0o600 }));
    } else entry.resume();
  }
  await reading;
}

function limitBytes(max: number): Transform {
  let size = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > max) done(new Error(`it unpacks to more than ${max} bytes`));
      else done(null, chunk);
    },
  });
}

async function readUpdatedAt(file: string): Promise<number> {
  const checked = checkJson(metadataSchema, await readFile(file, 'utf8'));
  if (!checked.ok) throw new Error(`metadata.json: ${checked.problems.join('; ')}`);
  return Date.parse(checked.value.UpdatedAt);
}

function notFound(subject: string, reason: string): UserError {
  return new UserError('SCAN_DATABASE_NOT_FOUND', { subject, reason });
}

function malformed(image: PinnedImage, reason: string, cause?: unknown): ExternalError {
  return new ExternalError('SCAN_DATABASE_MALFORMED', {
    ...{ system: 'registry', operation: 'unpack the database' },
    ...{ subject: formatImageReference(image), reason, cause },
  });
}
