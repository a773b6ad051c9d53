import { addArchive, isArchive } from './add.ts';
import { readArguments } from './arguments.ts';
import type { Build, Progress } from './progress.ts';
import { addParents, findSources, planCopy } from './copy.ts';
import type { CopyOrder } from './copy.ts';
import { expand } from './dockerfile/expand.ts';
import type { Instruction } from './dockerfile/parse.ts';
import { parseJsonForm, splitWords } from './dockerfile/words.ts';
import type { Tree } from './files/tree.ts';
import { followLinks, isFolder } from './files/tree.ts';
import { writeLayer } from './files/write-layer.ts';
import { openSource } from './from.ts';
import { resolveOwner } from './owner.ts';
import { explainRefusal } from './buildah/find.ts';
import { applySetting, joinWorkdir } from './settings.ts';
import type { StageState } from './stage-state.ts';
import { readVariables } from './stage-state.ts';
import type { Layer } from './types.ts';
import { BuildFailure } from './types.ts';

/** What an instruction did: its text for the history, and a layer if it changed files. */
export interface Done {
  readonly text: string;
  readonly layer?: Layer;
}

/** Performs one instruction on a stage. */
export async function runInstruction(
  build: Build,
  progress: Progress,
  on: { readonly state: StageState; readonly instruction: Instruction },
): Promise<Done> {
  const { state, instruction } = on;
  switch (instruction.keyword) {
    case 'ARG':
      return declareArguments(build, progress, state, instruction);
    case 'WORKDIR':
      return changeFolder(build, state, instruction);
    case 'COPY':
    case 'ADD':
      return copyFiles(build, progress, on);
    case 'RUN':
      throw new BuildFailure(`${explainRefusal(build.buildah)} (line ${instruction.line})`);
    default: {
      const text = applySetting(state, instruction, build.escape);
      if (text === undefined) throw new BuildFailure(`unknown instruction: ${instruction.keyword}`);
      return { text: ` ${text}` };
    }
  }
}

function declareArguments(
  build: Build,
  progress: Progress,
  state: StageState,
  instruction: Instruction,
): Done {
  for (const { name, fallback } of readArguments(instruction, build.escape)) {
    const given = build.job.arguments.get(name);
    if (given !== undefined) progress.used.add(name);
    const own =
      fallback === undefined
        ? progress.globals.get(name)
        : expand(fallback, readVariables(state), build.escape);
    const value = given ?? own;
    if (value !== undefined) state.args.set(name, value);
  }
  return { text: ` ARG ${instruction.rest}` };
}

async function changeFolder(build: Build, state: StageState, instruction: Instruction): Promise<Done> {
  const asked = expand(instruction.rest, readVariables(state), build.escape);
  if (asked === '') throw new BuildFailure('WORKDIR requires exactly one argument');
  const path = joinWorkdir(state.settings.WorkingDir, asked);
  state.settings.WorkingDir = path;
  const folder = followLinks(state.files, path);
  if (isFolder(state.files, folder)) return { text: `WORKDIR ${path}` };
  const files: Tree = new Map([[folder, { kind: 'dir', mode: 0o755, uid: 0, gid: 0 }]]);
  addParents(files, state.files, folder);
  return { text: `WORKDIR ${path}`, layer: await commit(build, state, files) };
}

async function copyFiles(
  build: Build,
  progress: Progress,
  on: { readonly state: StageState; readonly instruction: Instruction },
): Promise<Done> {
  const { state, instruction } = on;
  const order = await readOrder(build, state, instruction);
  const name = instruction.flags.get('from');
  const from =
    name === undefined
      ? build.context.files
      : await openSource(build, progress, expandIn(build, state, name));
  const sources = findSources(from, order);
  const archives = order.keyword === 'ADD' ? await isArchive(build.spool, sources) : new Set<string>();
  const plain = sources.filter(({ path }) => !archives.has(path));
  const files: Tree =
    plain.length === 0 ? new Map<string, never>() : planCopy(from, plain, state.files, order);
  for (const source of sources) {
    if (archives.has(source.path))
      await addArchive(build.spool, { source, to: state.files, order, layer: files });
  }
  const layer = await commit(build, state, files);
  return { text: `${order.keyword} ${renderSources(order, layer)} in ${order.target} `, layer };
}

const allowedFlags = new Set(['from', 'chown', 'chmod', 'link']);

async function readOrder(build: Build, state: StageState, instruction: Instruction): Promise<CopyOrder> {
  const unknown = [...instruction.flags.keys()].find((flag) => !allowedFlags.has(flag));
  if (unknown !== undefined) throw new BuildFailure(`Unknown flag: ${unknown}`);
  const keyword = instruction.keyword === 'ADD' ? 'ADD' : 'COPY';
  const words = parseJsonForm(instruction.rest) ?? splitWords(instruction.rest, build.escape);
  const paths = words.map((word) => expandIn(build, state, word));
  const target = paths.at(-1);
  if (target === undefined || paths.length < 2)
    throw new BuildFailure(`${keyword} requires at least two arguments`);
  const sources = paths.slice(0, -1);
  const url = sources.find((source) => /^(https?|ftp):\/\/|^git@/.test(source));
  if (url !== undefined && keyword === 'ADD') {
    throw new BuildFailure(`ADD failed: "${url}" is not in the context and agents have no network`);
  }
  const chown = instruction.flags.get('chown');
  const owner = await resolveOwner(
    state.files,
    build.spool,
    chown === undefined ? undefined : expandIn(build, state, chown),
  );
  const workdir = state.settings.WorkingDir ?? '/';
  return { keyword, sources, target, workdir, owner, ...readMode(build, state, instruction) };
}

function readMode(build: Build, state: StageState, instruction: Instruction): { readonly mode?: number } {
  const chmod = instruction.flags.get('chmod');
  if (chmod === undefined) return {};
  const text = expandIn(build, state, chmod);
  if (!/^0?[0-7]{3,4}$/.test(text))
    throw new BuildFailure(
      `invalid chmod parameter: '${text}'. it should be octal string and between 0 and 07777`,
    );
  return { mode: Number.parseInt(text, 8) };
}

function expandIn(build: Build, state: StageState, text: string): string {
  return expand(text, readVariables(state), build.escape);
}

async function commit(build: Build, state: StageState, files: Tree): Promise<Layer> {
  const layer = await writeLayer({ blobs: build.world.blobs, spool: build.spool }, files, state.epoch);
  for (const [path, node] of files) {
    const before = state.files.get(path);
    if (before !== undefined && before.kind === 'symlink' && node.kind === 'dir') continue;
    state.files.set(path, node);
  }
  return layer;
}

function renderSources(order: CopyOrder, layer: Layer): string {
  const kind = order.sources.length > 1 ? 'multi' : 'file';
  return `${kind}:${layer.diffId.slice(7)}`;
}
