import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as v from 'valibot';
import { checkJson } from '../../../../lib/base/schema.ts';
import type { BlobStore } from '../../../world/types.ts';
import { writeImage } from '../image.ts';
import type { BuiltImage, HistoryEntry, PulledImage } from '../types.ts';
import { BuildFailure } from '../types.ts';

const Manifest = v.object({
  mediaType: v.string(),
  config: v.object({ digest: v.string() }),
  layers: v.array(v.object({ digest: v.string(), size: v.number() })),
});
const Config = v.object({ rootfs: v.object({ diff_ids: v.array(v.string()) }) });

/** Writes a pulled image as a folder of containers/image's `dir:` transport, for buildah to load. */
export async function writeImageFolder(blobs: BlobStore, image: PulledImage, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const built = await writeImage(
    blobs,
    {
      ...{ index: 0, files: new Map(), args: new Map(), hasOwnCmd: false, chain: '' },
      ...{ layers: [...image.layers], history: fillHistory(image), settings: image.settings },
      epoch: Math.floor((Date.parse(image.created ?? '') || 0) / 1000),
    },
    { platform: image.platform, bases: [] },
  );
  await writeFile(join(folder, 'version'), 'Directory Transport Version: 1.1\n');
  await writeFile(join(folder, 'manifest.json'), built.manifest.bytes);
  for (const digest of [built.configDigest, ...image.layers.map((layer) => layer.digest)]) {
    const stream = await blobs.stream(digest);
    if (stream === undefined) throw new BuildFailure(`blob ${digest} not found: blob unknown`);
    await pipeline(Readable.from(stream), createWriteStream(join(folder, digest.slice('sha256:'.length))));
  }
}

/** buildah refuses images whose history tells of fewer layers than there are, as images of some tools do. */
function fillHistory(image: PulledImage): HistoryEntry[] {
  const told = image.history.filter(({ empty_layer: isEmpty }) => isEmpty !== true).length;
  const missing = Math.max(image.layers.length - told, 0);
  return [...image.history, ...Array.from({ length: missing }, () => ({ comment: 'not told' }))];
}

/** Reads what buildah pushed into a `dir:` folder into the blob store. */
export async function readImageFolder(
  blobs: BlobStore,
  folder: string,
  bases: readonly PulledImage[],
): Promise<BuiltImage> {
  const bytes = await readFile(join(folder, 'manifest.json'));
  const manifest = checkJson(Manifest, bytes.toString('utf8'));
  if (!manifest.ok) throw new Error(`buildah wrote an unknown manifest: ${manifest.problems.join('; ')}`);
  const { config, layers, mediaType } = manifest.value;
  const store = (digest: string) =>
    blobs.putStream(createReadStream(join(folder, digest.slice('sha256:'.length))));
  for (const { digest } of [config, ...layers]) {
    if ((await store(digest)).digest !== digest) throw new Error(`buildah wrote another blob than ${digest}`);
  }
  const text = await readFile(join(folder, config.digest.slice('sha256:'.length)), 'utf8');
  const parsed = checkJson(Config, text);
  const diffIds = parsed.ok ? parsed.value.rootfs.diff_ids : [];
  const digest = await blobs.put(bytes);
  return {
    manifest: { bytes, mediaType, digest },
    configDigest: config.digest,
    layers: layers.map((layer, index) => ({ ...layer, diffId: diffIds[index] ?? layer.digest })),
    bases,
  };
}
