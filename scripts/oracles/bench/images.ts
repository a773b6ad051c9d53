import { createHash } from 'node:crypto';
import { dirname } from 'node:path/posix';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import type { Simulation } from '../../../simulator/simulation.ts';

const ociIndex = 'application/vnd.oci.image.index.v1+json';
const ociManifest = 'application/vnd.oci.image.manifest.v1+json';
const ociConfig = 'application/vnd.oci.image.config.v1+json';
const ociLayer = 'application/vnd.oci.image.layer.v1.tar+gzip';

/** Bytes that lie under their digest. */
export interface Content {
  readonly digest: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** An image for one platform. */
export interface Image {
  readonly manifest: Content;
  readonly config: Content;
  readonly layers: readonly Content[];
}

/** Images for several platforms under one index. */
export interface Index {
  readonly index: Content;
  readonly images: readonly Image[];
}

/** An image whose layers hold the given files; the same bytes every time. */
export async function buildImage(
  layers: readonly Readonly<Record<string, string>>[],
  architecture = 'amd64',
): Promise<Image> {
  const tars = await Promise.all(layers.map(packFiles));
  const contents = tars.map((tar) => contentOf(ociLayer, gzipSync(tar)));
  const config = contentOf(ociConfig, {
    architecture,
    os: 'linux',
    created: '2026-10-01T00:00:00Z',
    config: { Env: ['PATH=/usr/bin:/bin'], Entrypoint: ['/hello'], Labels: { purpose: 'oracle' } },
    rootfs: { type: 'layers', diff_ids: tars.map(hash) },
    history: tars.map(() => ({ created: '2026-10-01T00:00:00Z', created_by: 'COPY / /' })),
  });
  const manifest = contentOf(ociManifest, {
    schemaVersion: 2,
    mediaType: ociManifest,
    config: describe(config),
    layers: contents.map(describe),
  });
  return { manifest, config, layers: contents };
}

/** An image for amd64 and arm64. */
export async function buildIndex(text: string): Promise<Index> {
  const platforms = ['amd64', 'arm64'];
  const images = await Promise.all(
    platforms.map((name) => buildImage([{ 'etc/motd': `${text}\n` }, { hello: `${name}\n` }], name)),
  );
  const manifests = images.map(({ manifest }, at) => ({
    ...describe(manifest),
    platform: { os: 'linux', architecture: platforms[at] },
  }));
  return { index: contentOf(ociIndex, { schemaVersion: 2, mediaType: ociIndex, manifests }), images };
}

/** Puts an image into a registry of the world without HTTP, as what was there before. Answers its digest. */
export async function seedIndex(
  { world, registries }: Simulation,
  place: { readonly host: string; readonly repository: string; readonly tag: string },
  { index, images }: Index,
): Promise<string> {
  const store = registries.find(place.host);
  if (store === undefined) throw new Error(`no registry has the host "${place.host}"`);
  for (const { config, layers } of images) {
    for (const { bytes } of [config, ...layers])
      store.addBlob(place.repository, await world.blobs.put(bytes));
  }
  for (const { bytes, mediaType } of images.map(({ manifest }) => manifest)) {
    await store.putManifest(place.repository, { bytes, mediaType });
  }
  const { bytes, mediaType, digest } = index;
  const put = await store.putManifest(place.repository, { bytes, mediaType, tag: place.tag });
  if (!put.ok) throw new Error(`${place.host} refused the image: ${put.message}`);
  return digest;
}

/** JSON or bytes with their digest. */
export function contentOf(mediaType: string, value: unknown): Content {
  const bytes = value instanceof Uint8Array ? value : new TextEncoder().encode(JSON.stringify(value));
  return { digest: hash(bytes), mediaType, bytes };
}

export function describe({ digest, mediaType, bytes }: Content) {
  return { mediaType, digest, size: bytes.byteLength };
}

export function hash(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** A tar of some files. */
export async function packFiles(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const archive = pack();
  for (const folder of new Set(
    Object.keys(files)
      .map(dirname)
      .filter((name) => name !== '.'),
  )) {
    archive.entry({ name: folder, type: 'directory', mtime: new Date(0), mode: 0o755 });
  }
  for (const [name, text] of Object.entries(files)) {
    archive.entry({ name, mtime: new Date(0), mode: 0o755 }, text);
  }
  archive.finalize();
  return buffer(archive);
}
