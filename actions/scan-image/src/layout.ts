import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../../lib/base/errors/index.ts';
import { mediaTypes } from '../../../lib/domain/artifact/index.ts';
import type { Descriptor, Manifest } from '../../../lib/domain/artifact/index.ts';
import { computeDigest, digestHex } from '../../../lib/domain/image/index.ts';
import type { PlatformImage } from './image.ts';
import type { ImageRegistry } from './ports.ts';

/** The largest configuration and layer that are read; a layer is held in memory while it is hashed. */
const maxConfigBytes = 8 * 1024 * 1024;
const maxLayerBytes = 2 * 1024 * 1024 * 1024;

/** Pulls one platform into an OCI layout of its own, each blob hashed again; answers its configuration. */
export async function pullLayout(
  folder: string,
  { manifest, content }: PlatformImage,
  { registry, repository }: { readonly registry: ImageRegistry; readonly repository: string },
): Promise<string> {
  const blobs = join(folder, 'blobs', 'sha256');
  await mkdir(blobs, { recursive: true });
  const pull = async (blob: Descriptor, maxBytes: number): Promise<Uint8Array> => {
    const bytes = await readBlob(registry, repository, { blob, maxBytes });
    await writeFile(join(blobs, digestHex(blob.digest)), bytes);
    return bytes;
  };
  const config = await pull(content.config, maxConfigBytes);
  const layers = new Map(content.layers.map((layer) => [layer.digest, layer]));
  for (const layer of layers.values()) await pull(layer, maxLayerBytes);
  await writeFile(join(blobs, digestHex(manifest.digest)), manifest.bytes);
  await writeIndex(folder, manifest);
  return Buffer.from(config).toString('utf8');
}

/** Writes what makes a folder of blobs an OCI layout with exactly one image (image-spec 1.1, image-layout.md). */
export async function writeIndex(folder: string, manifest: Manifest): Promise<void> {
  const { mediaType, digest, bytes } = manifest;
  const index = {
    ...{ schemaVersion: 2, mediaType: mediaTypes.ociIndex },
    manifests: [{ mediaType, digest, size: bytes.length }],
  };
  await writeFile(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  await writeFile(join(folder, 'index.json'), JSON.stringify(index));
}

async function readBlob(
  registry: ImageRegistry,
  repository: string,
  { blob, maxBytes }: { readonly blob: Descriptor; readonly maxBytes: number },
): Promise<Uint8Array> {
  const subject = `${repository}@${blob.digest}`;
  if (blob.size > maxBytes) throw refuse(subject, `it has ${blob.size} bytes, at most ${maxBytes} are read`);
  const bytes = await registry.findBlob(repository, blob.digest, blob.size);
  if (bytes === undefined) {
    throw new UserError('SCAN_IMAGE_NOT_FOUND', { subject, reason: 'the registry has no such layer' });
  }
  if (bytes.length !== blob.size || computeDigest(bytes) !== blob.digest) {
    throw refuse(subject, 'its bytes are not the ones that the manifest names');
  }
  return bytes;
}

function refuse(subject: string, reason: string): UserError {
  return new UserError('SCAN_IMAGE_UNSUPPORTED', { subject, reason });
}
