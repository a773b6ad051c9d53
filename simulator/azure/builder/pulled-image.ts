import * as v from 'valibot';
import { checkJson } from '../../../lib/base/schema.ts';
import type { BlobStore } from '../../world/types.ts';
import { writeStoredGzip } from './files/recompress.ts';
import type { BuildPlatform, HistoryEntry, ImageSettings, Layer, PulledImage } from './types.ts';
import { BuildFailure } from './types.ts';

const Descriptor = v.object({ mediaType: v.optional(v.string(), ''), digest: v.string(), size: v.number() });
const Manifest = v.object({ config: Descriptor, layers: v.array(Descriptor) });

const Strings = v.nullish(v.array(v.string()));
const Named = v.nullish(v.record(v.string(), v.object({})));
const Settings = v.looseObject({
  User: v.optional(v.string()),
  WorkingDir: v.optional(v.string()),
  StopSignal: v.optional(v.string()),
  ...{ Env: Strings, Entrypoint: Strings, Cmd: Strings, Shell: Strings, OnBuild: Strings },
  ...{ ExposedPorts: Named, Volumes: Named },
  Labels: v.nullish(v.record(v.string(), v.string())),
});

const History = v.object({
  created: v.optional(v.string()),
  created_by: v.optional(v.string()),
  comment: v.optional(v.string()),
  author: v.optional(v.string()),
  empty_layer: v.optional(v.boolean()),
});

const Config = v.object({
  architecture: v.string(),
  os: v.string(),
  variant: v.optional(v.string()),
  created: v.nullish(v.string()),
  config: v.nullish(Settings),
  history: v.nullish(v.array(History)),
  rootfs: v.object({ diff_ids: v.array(v.string()) }),
});
type Config = v.InferOutput<typeof Config>;

/** Everything of a base image but its name, from the text of its manifest; blobs come from the world's store. */
export async function parsePulledImage(
  blobs: BlobStore,
  manifestText: string,
  asked: BuildPlatform,
): Promise<Omit<PulledImage, 'registry' | 'repository' | 'digest' | 'tag'>> {
  const manifest = checkJson(Manifest, manifestText);
  if (!manifest.ok) throw new BuildFailure(`unsupported manifest: ${manifest.problems.join('; ')}`);
  const config = await readConfig(blobs, manifest.value.config.digest);
  assertPlatform(config, asked);
  const { architecture, os, variant, created } = config;
  return {
    platform: { os, architecture, ...(variant === undefined ? {} : { variant }) },
    ...(typeof created === 'string' ? { created } : {}),
    settings: withoutNulls(config.config ?? {}),
    history: (config.history ?? []).map(withoutUndefined),
    layers: await readLayers(blobs, manifest.value.layers, config.rootfs.diff_ids),
  };
}

async function readConfig(blobs: BlobStore, digest: string): Promise<Config> {
  const bytes = await blobs.read(digest);
  const config = checkJson(Config, Buffer.from(bytes ?? []).toString('utf8'));
  if (config.ok) return config.value;
  throw new BuildFailure(`unsupported image configuration: ${config.problems.join('; ')}`);
}

function assertPlatform(config: Config, asked: BuildPlatform): void {
  if (config.os === asked.os && config.architecture === asked.architecture) return;
  const [own, wanted] = [config, asked].map(({ os, architecture }) => `${os}/${architecture}`);
  throw new BuildFailure(`image with platform ${own ?? ''} does not match the requested ${wanted ?? ''}`);
}

async function readLayers(
  blobs: BlobStore,
  descriptors: readonly v.InferOutput<typeof Descriptor>[],
  diffIds: readonly string[],
): Promise<readonly Layer[]> {
  if (descriptors.length !== diffIds.length)
    throw new BuildFailure("layers from manifest don't match image configuration");
  const layers: Layer[] = [];
  for (const [index, { digest, size, mediaType }] of descriptors.entries()) {
    const diffId = diffIds[index] ?? '';
    if (!(await blobs.has(digest))) throw new BuildFailure(`blob ${digest} not found: blob unknown`);
    const isGzip = /[.+]gzip$/.test(mediaType);
    // Docker pushes gzip layers only; others are zipped again, which gives them another digest.
    layers.push(isGzip ? { digest, size, diffId } : { ...(await writeStoredGzip(blobs, digest)), diffId });
  }
  return layers;
}

function withoutNulls(settings: v.InferOutput<typeof Settings>): ImageSettings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null));
}

function withoutUndefined(entry: v.InferOutput<typeof History>): HistoryEntry {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));
}
