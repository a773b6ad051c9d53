import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { createBuilder } from '../../../simulator/azure/builder/index.ts';
import { createImageSource } from '../../../simulator/azure/tasks/image-source.ts';
import type { Bench } from '../bench/bench.ts';
import { readProgram } from '../programs/run.ts';
import { Config, flatten } from './contents.ts';
import type { Contents } from './contents.ts';
import type { Sample } from './samples.ts';

/** Builds with the simulator's own builder. Throws as Docker would where the build fails. */
export async function buildOurs(bench: Bench, sample: Sample, context: string): Promise<Contents> {
  const { world, registries } = bench.simulation;
  const archive = join(bench.folder, 'context.tar');
  await readProgram('tar', [
    '--create',
    '--owner=0',
    '--group=0',
    '--file',
    archive,
    '--directory',
    context,
    '.',
  ]);
  const image = await createBuilder(world).build({
    context: () => createReadStream(archive),
    folder: '',
    dockerfile: 'Dockerfile',
    arguments: new Map(Object.entries(sample.arguments ?? {})),
    platform: { os: 'linux', architecture: 'amd64' },
    images: createImageSource(world, registries, { logins: [], may: () => 'allowed' }),
    print: () => undefined,
    signal: new AbortController().signal,
    ...(sample.target === undefined ? {} : { target: sample.target }),
  });
  const read = async (digest: string): Promise<Uint8Array> =>
    (await world.blobs.read(digest)) ?? Promise.reject(new Error(`${digest} is not there`));
  const config: unknown = JSON.parse(Buffer.from(await read(image.configDigest)).toString());
  const layers = await Promise.all(image.layers.map(({ digest }) => read(digest)));
  return { config: v.parse(Config, config), files: await flatten(layers) };
}
