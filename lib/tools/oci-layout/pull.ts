import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UserError } from '../../base/errors/index.ts';
import type { Descriptor, PlatformImage } from '../../domain/artifact/index.ts';
import { renderLayout } from '../../domain/scanning/index.ts';
import { blobPath } from './paths.ts';
import { assertSpace, saveBlob } from './save.ts';
import type { BlobSource } from './save.ts';

/** The largest configuration that is read. */
const maxConfigBytes = 8 * 1024 * 1024;

/** Pulls one platform into an OCI layout of its own, each blob hashed again; answers its configuration. */
export async function pullPlatform(
  folder: string,
  { manifest, content }: PlatformImage,
  source: BlobSource,
): Promise<string> {
  const { config } = content;
  if (config.size > maxConfigBytes) throw tooLarge(source.repository, config);
  const blobs = new Map([config, ...content.layers].map((blob) => [blob.digest, blob]));
  await mkdir(folder, { recursive: true });
  await assertSpace(
    folder,
    [...blobs.values()].reduce((sum, { size }) => sum + size, 0),
  );
  for (const blob of blobs.values()) await saveBlob(source, blob, join(folder, blobPath(blob.digest)));
  await writeIn(folder, blobPath(manifest.digest), manifest.bytes);
  for (const [name, text] of renderLayout([manifest])) await writeIn(folder, name, text);
  return readFile(join(folder, blobPath(config.digest)), 'utf8');
}

/** Writes a small file below a folder. */
export async function writeIn(folder: string, path: string, content: Uint8Array | string): Promise<void> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content, { mode: 0o600 });
}

function tooLarge(repository: string, { digest, size }: Descriptor): UserError {
  return new UserError('SCAN_IMAGE_UNSUPPORTED', {
    subject: `${repository}@${digest}`,
    reason: `its configuration has ${size} bytes, at most ${maxConfigBytes} are read`,
  });
}
