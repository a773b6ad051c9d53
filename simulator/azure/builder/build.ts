import { createHash } from 'node:crypto';
import { expand } from './dockerfile/expand.ts';
import type { Instruction } from './dockerfile/parse.ts';
import { parseInstruction } from './dockerfile/parse.ts';
import type { Stage, Stages } from './dockerfile/stages.ts';
import { readArguments } from './arguments.ts';
import { toDate, writeImage } from './image.ts';
import { runInstruction } from './instructions.ts';
import { openFrom } from './from.ts';
import type { Build, Progress } from './progress.ts';
import type { StageState } from './stage-state.ts';
import type { BuiltImage } from './types.ts';
import { BuildFailure } from './types.ts';

/** Builds the stages in order, as Docker's classic builder does, and writes the last one as an image. */
export async function buildStages(build: Build): Promise<BuiltImage> {
  const { plan, job } = build;
  const used = new Set<string>();
  const progress: Progress = {
    stages: [],
    bases: [],
    globals: readGlobals(build, used),
    used,
    step: 0,
    steps: countSteps(plan),
  };
  for (const global of plan.globals) announce(build, progress, global);
  for (const stage of plan.stages) progress.stages.push(await buildStage(build, progress, stage));
  const last = progress.stages.at(-1);
  if (last === undefined) throw new BuildFailure('no build stage in current context');
  warnUnused(build, progress);
  const image = await writeImage(build.world.blobs, last, { platform: job.platform, bases: progress.bases });
  job.print(`Successfully built ${image.configDigest.slice(7, 19)}`);
  return image;
}

/** All instructions, as Docker numbers them over the stages. */
export function countSteps(plan: Stages): number {
  return plan.globals.length + plan.stages.reduce((sum, stage) => sum + 1 + stage.instructions.length, 0);
}

async function buildStage(build: Build, progress: Progress, stage: Stage): Promise<StageState> {
  announce(build, progress, stage.from);
  const state = await openFrom(build, progress, stage);
  build.job.print(` ---> ${state.chain.slice(0, 12)}`);
  const triggers = (state.settings.OnBuild ?? []).map((text) => parseInstruction(text, stage.from.line));
  delete state.settings.OnBuild;
  if (triggers.length > 0) build.job.print(`# Executing ${triggers.length} build triggers`);
  for (const trigger of triggers) await perform(build, progress, { state, instruction: trigger });
  for (const instruction of stage.instructions) {
    announce(build, progress, instruction);
    await perform(build, progress, { state, instruction });
    build.job.print(` ---> ${state.chain.slice(0, 12)}`);
  }
  return state;
}

async function perform(
  build: Build,
  progress: Progress,
  on: { readonly state: StageState; readonly instruction: Instruction },
): Promise<void> {
  const { state } = on;
  build.job.signal.throwIfAborted();
  await build.world.pause(150, build.job.signal);
  const done = await runInstruction(build, progress, on);
  if (done.layer !== undefined) state.layers.push(done.layer);
  state.history.push({
    created: toDate(state.epoch),
    created_by: `/bin/sh -c #(nop) ${done.text}`,
    ...(done.layer === undefined ? { empty_layer: true } : {}),
  });
  const change = `${state.chain}\n${done.text}\n${done.layer?.diffId ?? ''}`;
  state.chain = createHash('sha256').update(change).digest('hex');
}

function announce(build: Build, progress: Progress, instruction: Instruction): void {
  progress.step += 1;
  build.job.print(`Step ${progress.step}/${progress.steps} : ${instruction.text.replaceAll(/\s+/g, ' ')}`);
}

/** Values of the platform's names and of ARG before the first FROM. */
export function readGlobals(build: Build, used: Set<string>): ReadonlyMap<string, string> {
  const { os, architecture, variant = '' } = build.job.platform;
  const platform = [os, architecture, ...(variant === '' ? [] : [variant])].join('/');
  const names = new Map<string, string>([
    ...(['TARGET', 'BUILD'] as const).flatMap(
      (kind) =>
        [
          [`${kind}PLATFORM`, platform],
          [`${kind}OS`, os],
          [`${kind}ARCH`, architecture],
          [`${kind}VARIANT`, variant],
        ] as const,
    ),
  ]);
  for (const instruction of build.plan.globals) {
    for (const { name, fallback } of readArguments(instruction, build.escape)) {
      const given = build.job.arguments.get(name);
      if (given !== undefined) used.add(name);
      const value = given ?? (fallback === undefined ? undefined : expand(fallback, names, build.escape));
      if (value !== undefined) names.set(name, value);
    }
  }
  return names;
}

/** Names that Docker knows without ARG (Dockerfile reference, "Predefined ARGs"), and the date of the build. */
const predefined = /^(SOURCE_DATE_EPOCH|(HTTPS?|FTP|NO|ALL)_PROXY)$/i;

function warnUnused(build: Build, progress: Progress): void {
  const unused = [...build.job.arguments.keys()].filter(
    (name) => !progress.used.has(name) && !predefined.test(name),
  );
  if (unused.length > 0) {
    build.job.print(`[Warning] One or more build-args [${unused.join(' ')}] were not consumed`);
  }
}
