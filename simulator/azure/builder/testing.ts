import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pack } from 'tar-stream';
import type { Header } from 'tar-stream';
import * as v from 'valibot';
import { createWorld } from '../../world/index.ts';
import type { World } from '../../world/types.ts';
import { readTar } from './files/read-tar.ts';
import { createBuilder } from './index.ts';
import type { BuildJob, BuiltImage, PulledImage } from './types.ts';
import { BuildFailure } from './types.ts';

/** One entry of a test's archive: content, or a header of its own kind. */
export type Entry = string | (Partial<Header> & { readonly content?: string | Buffer });

/** A finished test build: the image, its configuration, its own layers' files, and what was printed. */
export interface TestBuild {
  readonly image: BuiltImage;
  readonly config: Readonly<Record<string, unknown>>;
  /** Entries of the layers that the build added, as `path mode uid:gid content|-> target`. */
  readonly files: readonly (readonly string[])[];
  readonly printed: readonly string[];
}

export interface TestBuildOptions {
  readonly base?: PulledImage;
  readonly world?: World;
  readonly job?: Partial<BuildJob>;
  /** Where buildah is looked for; nowhere by default. */
  readonly searchPath?: string;
}

/** Builds a Dockerfile with files of a context in a world of its own. */
export async function buildForTest(
  dockerfile: string,
  context: Readonly<Record<string, Entry>>,
  options: TestBuildOptions = {},
): Promise<TestBuild> {
  const world = options.world ?? (await openTestWorld());
  const tar = await makeArchive({ Dockerfile: dockerfile, ...context });
  const printed: string[] = [];
  const { base } = options;
  const image = await createBuilder(world, { searchPath: options.searchPath ?? '' }).build({
    context: () => chunksOf(tar),
    folder: '',
    dockerfile: 'Dockerfile',
    arguments: new Map(),
    platform: { os: 'linux', architecture: 'amd64' },
    images: {
      pull: (reference) =>
        base === undefined
          ? Promise.reject(new BuildFailure(`no image ${reference}`))
          : Promise.resolve(base),
    },
    print: (line) => printed.push(line),
    signal: new AbortController().signal,
    ...options.job,
  });
  const text = Buffer.from((await world.blobs.read(image.configDigest)) ?? []).toString('utf8');
  const known = new Set(base?.layers.map(({ digest }) => digest));
  const own = image.layers.filter(({ digest }) => !known.has(digest));
  const files = await Promise.all(own.map(({ digest }) => listLayer(world, digest)));
  const config = v.parse(v.record(v.string(), v.unknown()), JSON.parse(text));
  return { image, config, files, printed };
}

export async function openTestWorld(): Promise<World> {
  return createWorld({
    folder: await mkdtemp(join(tmpdir(), 'lazaret-builder-')),
    now: Date.parse('2026-11-21T10:00:00Z'),
  });
}

/** A finished build as a base image for another. */
export function asBase(built: TestBuild, settings: PulledImage['settings'] = {}): PulledImage {
  return {
    ...{ registry: 'example.azurecr.io', repository: 'base', tag: '1', digest: built.image.manifest.digest },
    platform: { os: 'linux', architecture: 'amd64' },
    created: '2026-01-02T03:04:05Z',
    ...{ settings, history: [], layers: built.image.layers },
  };
}

/** A plain tar. */
export async function makeArchive(entries: Readonly<Record<string, Entry>>): Promise<Buffer> {
  const tar = pack();
  for (const [name, entry] of Object.entries(entries)) {
    const { content, ...header } = typeof entry === 'string' ? { content: entry } : entry;
    const whole = { name, mode: 0o644, mtime: new Date(1_700_000_000_000), ...header };
    if (content === undefined) tar.entry({ size: 0, ...whole });
    else tar.entry(whole, content);
  }
  tar.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of tar) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield bytes;
}

async function listLayer(world: World, digest: string): Promise<readonly string[]> {
  const stream = await world.blobs.stream(digest);
  if (stream === undefined) throw new Error(`no layer ${digest}`);
  const lines: string[] = [];
  await readTar(stream, async (header, content) => {
    let text = header.type === 'symlink' ? `-> ${header.linkname}` : '';
    for await (const chunk of content) text += Buffer.from(chunk).toString('utf8');
    lines.push(`${header.name} ${header.mode.toString(8)} ${header.uid}:${header.gid} ${text}`.trim());
  });
  return lines;
}
