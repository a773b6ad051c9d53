import { createHash } from 'node:crypto';
import type { Build, Progress } from './progress.ts';
import { expand } from './dockerfile/expand.ts';
import type { Stage } from './dockerfile/stages.ts';
import { applyLayer } from './files/load.ts';
import type { Tree } from './files/tree.ts';
import type { StageState } from './stage-state.ts';
import { chooseEpoch, copySettings } from './stage-state.ts';
import type { BuildPlatform, PulledImage } from './types.ts';
import { BuildFailure } from './types.ts';

/** Opens a stage on its base: an earlier stage, an image, or nothing. */
export async function openFrom(build: Build, progress: Progress, stage: Stage): Promise<StageState> {
  const base = expand(stage.base, progress.globals, build.escape);
  if (base === '') throw new BuildFailure(`base name (${stage.base}) should not be blank`);
  const earlier = findStage(progress, base);
  if (earlier !== undefined) return continueStage(stage, earlier);
  if (base.toLowerCase() === 'scratch') return openEmpty(build, stage);
  const image = await pull(build, progress, base, readPlatform(build, progress, stage));
  return openImage(build, stage, image);
}

/** The files of what COPY --from names: a stage by name or number, else an image. */
export async function openSource(build: Build, progress: Progress, name: string): Promise<Tree> {
  const stage = findStage(progress, name) ?? progress.stages[/^\d+$/.test(name) ? Number(name) : -1];
  if (stage !== undefined) return stage.files;
  if (/^\d+$/.test(name)) throw new BuildFailure(`invalid from flag value ${name}: invalid context value`);
  return loadFiles(build, await pull(build, progress, name, build.job.platform));
}

function findStage(progress: Progress, name: string): StageState | undefined {
  return progress.stages.find((stage) => stage.name === name.toLowerCase());
}

async function pull(
  build: Build,
  progress: Progress,
  reference: string,
  platform: BuildPlatform,
): Promise<PulledImage> {
  await build.world.pause(400, build.job.signal);
  const image = await build.job.images.pull(reference, platform);
  progress.bases.push(image);
  const { print } = build.job;
  print(`${image.tag ?? image.digest}: Pulling from ${image.repository}`);
  for (const layer of image.layers) print(`${layer.digest.slice(7, 19)}: Pull complete`);
  print(`Digest: ${image.digest}`);
  print(`Status: Downloaded newer image for ${reference}`);
  return image;
}

async function loadFiles(build: Build, image: PulledImage): Promise<Tree> {
  const files: Tree = new Map();
  for (const { digest } of image.layers) {
    const stream = await build.world.blobs.stream(digest);
    if (stream === undefined) throw new BuildFailure(`blob ${digest} not found: blob unknown`);
    await applyLayer(files, stream, digest);
  }
  return files;
}

async function openImage(build: Build, stage: Stage, image: PulledImage): Promise<StageState> {
  return {
    ...common(stage),
    files: await loadFiles(build, image),
    layers: [...image.layers],
    history: [...image.history],
    settings: copySettings(image.settings),
    epoch: chooseEpoch(build.job.arguments, image),
    chain: hash(image.digest + image.layers.map(({ diffId }) => diffId).join()),
  };
}

function openEmpty(build: Build, stage: Stage): StageState {
  return {
    ...common(stage),
    files: new Map(),
    layers: [],
    history: [],
    settings: { Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'] },
    epoch: chooseEpoch(build.job.arguments, undefined),
    chain: hash('scratch'),
  };
}

function continueStage(stage: Stage, earlier: StageState): StageState {
  return {
    ...common(stage),
    files: new Map(earlier.files),
    layers: [...earlier.layers],
    history: [...earlier.history],
    settings: copySettings(earlier.settings),
    ...(earlier.author === undefined ? {} : { author: earlier.author }),
    epoch: earlier.epoch,
    chain: earlier.chain,
  };
}

function common(stage: Stage) {
  return {
    index: stage.index,
    ...(stage.name === undefined ? {} : { name: stage.name }),
    args: new Map<string, string>(),
    hasOwnCmd: false,
  };
}

function readPlatform(build: Build, progress: Progress, stage: Stage): BuildPlatform {
  if (stage.platform === undefined) return build.job.platform;
  const [os = '', architecture, variant] = expand(stage.platform, progress.globals, build.escape).split('/');
  if (architecture === undefined) throw new BuildFailure(`"${os}" is an invalid component of a platform`);
  return { os, architecture, ...(variant === undefined ? {} : { variant }) };
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
