import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Build } from '../progress.ts';
import { countSteps, readGlobals } from '../build.ts';
import { expand } from '../dockerfile/expand.ts';
import type { Instruction } from '../dockerfile/parse.ts';
import { chooseEpoch } from '../stage-state.ts';
import type { BuiltImage, PulledImage } from '../types.ts';
import { BuildFailure } from '../types.ts';
import type { Buildah } from './find.ts';
import { readImageFolder, writeImageFolder } from './images.ts';
import { materialise } from './materialise.ts';
import type { BuildahRunner } from './run.ts';
import { openBuildah } from './run.ts';

/** Builds with buildah what runs programs; base images come through the run's own logins, never from a network. */
export async function buildWithBuildah(
  build: Build,
  tools: Extract<Buildah, { isUsable: true }>,
  folder: string,
): Promise<BuiltImage> {
  const { job, world } = build;
  await mkdir(folder, { recursive: true });
  const names = new Map<string, string>();
  const runner = await openBuildah(tools, folder, { print: () => undefined, signal: job.signal });
  const bases = await loadBases(build, runner, { folder, names });
  await materialise(build.context.files, join(folder, 'context'));
  await writeFile(join(folder, 'Dockerfile'), renderDockerfile(build, names));
  const loud = await openBuildah(tools, folder, { print: createPrinter(build, names), signal: job.signal });
  const epoch = chooseEpoch(job.arguments, bases.at(-1));
  const built = await loud.run(['bud', ...toArgs(build, folder, epoch)], {
    isOffline: true,
    // By environment, so that no value stands in a process list.
    env: Object.fromEntries(job.arguments),
  });
  if (built.exitCode !== 0) throw new BuildFailure(built.errors.slice(-10).join('\n'));
  const out = join(folder, 'out');
  await succeed(runner, ['push', '--format', 'v2s2', 'localhost/out', `dir:${out}`]);
  return readImageFolder(world.blobs, out, bases);
}

function toArgs(build: Build, folder: string, epoch: number): readonly string[] {
  const { job } = build;
  const { os, architecture, variant } = job.platform;
  return [
    ...['--isolation', 'chroot', '--format', 'docker', '--layers', '--no-cache', '--pull-never'],
    ...['--platform', [os, architecture, ...(variant === undefined ? [] : [variant])].join('/')],
    ...['--timestamp', String(epoch), '--tag', 'localhost/out', '--file', join(folder, 'Dockerfile')],
    ...(job.target === undefined ? [] : ['--target', job.target]),
    ...[...job.arguments.keys()].flatMap((name) => ['--build-arg', name]),
    join(folder, 'context'),
  ];
}

/** Pulls every image that the stages name and loads it under a local name. */
async function loadBases(
  build: Build,
  runner: BuildahRunner,
  on: { readonly folder: string; readonly names: Map<string, string> },
): Promise<readonly PulledImage[]> {
  const globals = readGlobals(build, new Set());
  const bases: PulledImage[] = [];
  for (const reference of listReferences(build)) {
    const wanted = expand(reference, globals, build.escape);
    if (wanted === 'scratch' || on.names.has(reference)) continue;
    const image = await build.job.images.pull(wanted, build.job.platform);
    const folder = join(on.folder, `base-${bases.length}`);
    const name = `localhost/base-${bases.length}`;
    await writeImageFolder(build.world.blobs, image, folder);
    const pulled = await succeed(runner, ['pull', '--quiet', `dir:${folder}`]);
    await succeed(runner, ['tag', pulled.at(-1) ?? '', name]);
    on.names.set(reference, name);
    bases.push(image);
  }
  return bases;
}

function listReferences(build: Build): readonly string[] {
  const { stages } = build.plan;
  const known = new Set(
    stages.flatMap(({ name, index }) => [String(index), ...(name === undefined ? [] : [name])]),
  );
  const sources = stages.flatMap(({ instructions }) =>
    instructions.flatMap((each) => each.flags.get('from') ?? []),
  );
  return [...stages.map(({ base }) => base), ...sources].filter((name) => !known.has(name.toLowerCase()));
}

function renderDockerfile(build: Build, names: ReadonlyMap<string, string>): string {
  const { globals, stages } = build.plan;
  const lines = stages.flatMap((stage) => {
    const name = stage.name === undefined ? '' : ` AS ${stage.name}`;
    return [
      `FROM ${names.get(stage.base) ?? stage.base}${name}`,
      ...stage.instructions.map((each) => rename(each, names)),
    ];
  });
  const head = build.escape === '\\' ? [] : [`# escape=${build.escape}`];
  return [...head, ...globals.map(({ text }) => text), ...lines, ''].join('\n');
}

function rename(instruction: Instruction, names: ReadonlyMap<string, string>): string {
  const from = instruction.flags.get('from');
  const name = from === undefined ? undefined : names.get(from);
  return name === undefined ? instruction.text : instruction.text.replace(`--from=${from}`, `--from=${name}`);
}

async function succeed(runner: BuildahRunner, args: readonly string[]): Promise<readonly string[]> {
  const { exitCode, lines, errors } = await runner.run(args);
  if (exitCode !== 0) throw new Error(`buildah ${args[0] ?? ''} failed: ${errors.slice(-3).join(' ')}`);
  return lines;
}

/** Prints buildah's output in Docker's form: steps counted over all stages, names as in the user's Dockerfile. */
function createPrinter(build: Build, names: ReadonlyMap<string, string>): (line: string) => void {
  const steps = countSteps(build.plan);
  let step = build.plan.globals.length;
  return (line) => {
    const text = /^(?:\[\d+\/\d+\] )?STEP \d+\/\d+: (.*)$/.exec(line)?.[1];
    if (text !== undefined) step += 1;
    let shown = text === undefined ? line : `Step ${step}/${steps} : ${text}`;
    for (const [reference, name] of names) shown = shown.replaceAll(name, reference);
    build.job.print(shown);
  };
}
