import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Bench } from '../bench/bench.ts';
import { toBuildahEnv, toStorageArgs } from '../bench/buildah.ts';
import { Config, flatten } from './contents.ts';
import type { Contents } from './contents.ts';
import type { Sample } from './samples.ts';

const Manifest = v.object({
  config: v.object({ digest: v.string() }),
  layers: v.array(v.object({ digest: v.string() })),
});

/** Builds with buildah in Docker's format, from the same folder and the same registries. Throws where it fails. */
export async function buildTheirs(bench: Bench, sample: Sample, context: string): Promise<Contents> {
  const options = { env: { ...bench.reader, ...(await toBuildahEnv(bench.folder)) } };
  const storage = await toStorageArgs(bench.folder);
  const args = Object.entries(sample.arguments ?? {}).flatMap(([name, value]) => [
    '--build-arg',
    `${name}=${value}`,
  ]);
  const target = sample.target === undefined ? [] : ['--target', sample.target];
  const format = ['--format', 'docker', '--identity-label=false', '--no-cache'];
  await bench.run([...storage, 'bud', ...format, ...args, ...target, '--tag', 'sample', context], options);
  const folder = join(bench.folder, 'built');
  await bench.run([...storage, 'push', 'sample', `dir:${folder}`], options);
  const manifest = v.parse(Manifest, await readJson(join(folder, 'manifest.json')));
  const config = v.parse(Config, await readJson(join(folder, hexOf(manifest.config.digest))));
  const layers = await Promise.all(
    manifest.layers.map(({ digest }) => readFile(join(folder, hexOf(digest)))),
  );
  return { config, files: await flatten(layers) };
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'));
}

function hexOf(digest: string): string {
  return digest.slice('sha256:'.length);
}
