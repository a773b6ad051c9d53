import { createHash } from 'node:crypto';
import { gzipStored } from './gzip.ts';
import { writeTar } from './tar.ts';
import { architectures } from './types.ts';
import type { Architecture, ImageSpec } from './types.ts';

const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const indexType = 'application/vnd.oci.image.index.v1+json';

export interface Manifest {
  readonly mediaType: string;
  readonly digest: string;
  readonly bytes: Buffer;
}

/** An image with all its bytes; the index is the last manifest. */
export interface Layout {
  readonly blobs: readonly Buffer[];
  readonly manifests: readonly Manifest[];
  readonly index: Manifest;
}

/** Builds index, manifests, configurations and layers of an image; equal specs give equal digests. */
export function buildLayout(spec: ImageSpec): Layout {
  const images = architectures.map((architecture) => buildImage(spec, architecture));
  const index = toManifest(indexType, {
    schemaVersion: 2,
    mediaType: indexType,
    manifests: images.map(({ architecture, manifest }) => ({
      ...describe(manifest.mediaType, manifest.bytes),
      platform: { architecture, os: 'linux', ...(architecture === 'arm64' ? { variant: 'v8' } : {}) },
    })),
  });
  return {
    index,
    blobs: images.flatMap(({ blobs }) => blobs),
    manifests: [...images.map(({ manifest }) => manifest), index],
  };
}

interface Image {
  readonly architecture: Architecture;
  readonly manifest: Manifest;
  readonly blobs: readonly Buffer[];
}

function buildImage(spec: ImageSpec, architecture: Architecture): Image {
  const createdAt = Date.parse(spec.created);
  const layers = spec.layers(architecture).map(({ createdBy, files }) => {
    const tar = writeTar(files, createdAt);
    return { createdBy, diffId: digestOf(tar), bytes: gzipStored(tar) };
  });
  const config = toJson({
    architecture,
    ...(architecture === 'arm64' ? { variant: 'v8' } : {}),
    os: 'linux',
    created: spec.created,
    config: spec.config,
    rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
    history: layers.map(({ createdBy }) => ({ created: spec.created, created_by: createdBy })),
  });
  const manifest = toManifest(manifestType, {
    schemaVersion: 2,
    mediaType: manifestType,
    config: describe('application/vnd.oci.image.config.v1+json', config),
    layers: layers.map(({ bytes }) => describe('application/vnd.oci.image.layer.v1.tar+gzip', bytes)),
  });
  return { architecture, manifest, blobs: [config, ...layers.map(({ bytes }) => bytes)] };
}

function toManifest(mediaType: string, body: object): Manifest {
  const bytes = toJson(body);
  return { mediaType, bytes, digest: digestOf(bytes) };
}

function describe(mediaType: string, bytes: Buffer) {
  return { mediaType, digest: digestOf(bytes), size: bytes.length };
}

function toJson(value: object): Buffer {
  return Buffer.from(JSON.stringify(value));
}

function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
