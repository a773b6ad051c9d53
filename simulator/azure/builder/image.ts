import { createHash } from 'node:crypto';
import type { BlobStore } from '../../world/types.ts';
import type { StageState } from './stage-state.ts';
import type { BuildPlatform, BuiltImage, PulledImage } from './types.ts';

/**
 * The media types of Docker's own push: ACR Tasks builds with the Docker engine's classic builder, which writes
 * image manifest version 2, schema 2 (distribution/distribution, "spec/manifest-v2-2.md").
 */
const mediaTypes = {
  manifest: 'application/vnd.docker.distribution.manifest.v2+json',
  config: 'application/vnd.docker.container.image.v1+json',
  layer: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
} as const;

/** Writes configuration and manifest of a finished stage. */
export async function writeImage(
  blobs: BlobStore,
  stage: StageState,
  about: { readonly platform: BuildPlatform; readonly bases: readonly PulledImage[] },
): Promise<BuiltImage> {
  const config = Buffer.from(JSON.stringify(buildConfig(stage, about.platform)));
  const configDigest = await blobs.put(config);
  const manifest = {
    schemaVersion: 2,
    mediaType: mediaTypes.manifest,
    config: { mediaType: mediaTypes.config, size: config.byteLength, digest: configDigest },
    layers: stage.layers.map(({ digest, size }) => ({ mediaType: mediaTypes.layer, size, digest })),
  };
  const bytes = Buffer.from(JSON.stringify(manifest, undefined, 3));
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  return {
    manifest: { bytes, mediaType: mediaTypes.manifest, digest },
    configDigest,
    layers: [...stage.layers],
    bases: about.bases,
  };
}

function buildConfig(stage: StageState, platform: BuildPlatform) {
  return {
    architecture: platform.architecture,
    ...(stage.author === undefined ? {} : { author: stage.author }),
    config: sortKeys(stage.settings),
    created: toDate(stage.epoch),
    history: stage.history,
    os: platform.os,
    rootfs: { type: 'layers', diff_ids: stage.layers.map(({ diffId }) => diffId) },
    ...(platform.variant === undefined ? {} : { variant: platform.variant }),
  };
}

/** Keys in one order, so that equal settings are equal bytes. */
function sortKeys(settings: object): object {
  return Object.fromEntries(Object.entries(settings).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

export function toDate(epochSeconds: number): string {
  return new Date(epochSeconds * 1000).toISOString().replace('.000Z', 'Z');
}
