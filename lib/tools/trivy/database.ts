import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import * as v from 'valibot';
import { explainDisk } from '../../base/disk.ts';
import { checkJson } from '../../base/schema.ts';
import { findDatabase, malformedDatabase } from '../../domain/scanning/index.ts';
import type { Database, DatabaseArtifact, DatabasePlace, ScanShelf } from '../../domain/scanning/index.ts';

const schemaVersion = 2;
const maxUnpackedBytes = 8 * 1024 * 1024 * 1024;
const fileNames: readonly string[] = ['trivy.db', 'metadata.json'];

const metadataSchema = v.object({
  Version: v.literal(schemaVersion),
  UpdatedAt: v.pipe(v.string(), v.isoTimestamp()),
});

/**
 * Resolves the database to a digest once and unpacks it into a fresh cache folder; nothing of it is read before its hash
 * held. Throws SCAN_DATABASE_* codes and DISK_FULL.
 */
export async function fetchDatabase(
  place: DatabasePlace,
  shelf: ScanShelf,
  cacheFolder: string,
): Promise<Database> {
  const artifact = await findDatabase(place, shelf);
  const { image } = artifact;
  const folder = join(cacheFolder, 'db');
  await mkdir(folder, { recursive: true });
  const archive = join(cacheFolder, 'db.tar.gz');
  try {
    await saveLayer(artifact, shelf, archive);
    return { image, cacheFolder, updatedAt: await open(artifact, archive, folder) };
  } catch (error) {
    throw explainDisk(error, cacheFolder);
  } finally {
    await rm(archive, { force: true });
  }
}

async function saveLayer({ image, layer }: DatabaseArtifact, shelf: ScanShelf, file: string): Promise<void> {
  const sink = (pieces: AsyncIterable<Uint8Array>): Promise<void> =>
    pipeline(pieces, createWriteStream(file, { mode: 0o600 }));
  const isThere = await shelf.streamBlob(image.repository, layer.digest, { maxBytes: layer.size, sink });
  if (!isThere) throw malformedDatabase(image, 'its layer is gone');
}

async function open({ image }: DatabaseArtifact, archive: string, folder: string): Promise<number> {
  try {
    await unpack(archive, folder);
    await stat(join(folder, 'trivy.db'));
    return await readUpdatedAt(join(folder, 'metadata.json'));
  } catch (error) {
    const explained = explainDisk(error, folder);
    if (explained !== error) throw explained;
    throw malformedDatabase(image, error instanceof Error ? error.message : 'it cannot be unpacked', error);
  }
}

async function unpack(archive: string, folder: string): Promise<void> {
  const { extract } = await import('tar-stream');
  const tar = extract();
  const source = createReadStream(archive);
  const reading = pipeline(source, createGunzip(), limitBytes(maxUnpackedBytes), tar);
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
