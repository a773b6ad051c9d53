import { DockerfileParser } from 'dockerfile-ast';
import type { Copy, Dockerfile as Tree, From, Instruction } from 'dockerfile-ast';
import { UserError } from '../../base/errors/index.ts';
import { parseImageReference } from '../image/index.ts';
import { expandVariables } from './expand.ts';
import type { BaseImage, Dockerfile } from './types.ts';

const maxCharacters = 1024 * 1024;

/** What is given to the build from outside the file. */
export interface DockerfileOptions {
  readonly buildArguments: ReadonlyMap<string, string>;
  /** A stage to end with; CONTEXT_TARGET_UNKNOWN when the file has none of that name. */
  readonly target?: string;
}

/** Reads a Dockerfile; throws CONTEXT_DOCKERFILE_INVALID or CONTEXT_TARGET_UNKNOWN, with the line. */
export function parseDockerfile(text: string, options: DockerfileOptions): Dockerfile {
  if (text.length > maxCharacters) throw refuse(1, 'it is longer than 1 MiB');
  const tree = DockerfileParser.parse(text);
  const froms = tree.getFROMs();
  if (froms.length === 0) throw refuse(1, 'it has no FROM');
  const stages = froms.map((from) => from.getBuildStage()?.toLowerCase() ?? '');
  assertTarget(stages, options.target);
  const syntax = tree.getDirectives().find((directive) => directive.getName().toLowerCase() === 'syntax');
  return {
    baseImages: mergeImages([...listFromImages(tree, options), ...listCopyImages(tree)]),
    stages: stages.filter((stage) => stage !== ''),
    steps: tree.getInstructions().map((step) => ({ line: lineOf(step), keyword: step.getKeyword() })),
    ...(syntax === undefined ? {} : { syntax: syntax.getValue() }),
  };
}

function assertTarget(stages: readonly string[], target: string | undefined): void {
  if (target === undefined) return;
  const isNumber = /^\d+$/.test(target) && Number(target) < stages.length;
  if (isNumber || stages.includes(target.toLowerCase())) return;
  const known = stages.filter((stage) => stage !== '').map((stage) => `"${stage}"`);
  const reason = known.length === 0 ? 'no stage has a name' : `its stages are ${known.join(', ')}`;
  throw new UserError('CONTEXT_TARGET_UNKNOWN', { subject: target, reason });
}

function listFromImages(tree: Tree, options: DockerfileOptions): readonly BaseImage[] {
  const values = readGlobalArguments(tree, options.buildArguments);
  const earlier = new Set<string>();
  const images: BaseImage[] = [];
  for (const from of tree.getFROMs()) {
    const image = readFrom(from, values, earlier);
    if (image !== undefined) images.push(image);
    const stage = from.getBuildStage()?.toLowerCase();
    if (stage !== undefined) earlier.add(stage);
  }
  return images;
}

// Only ARG lines before the first FROM are seen by FROM: docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact
function readGlobalArguments(tree: Tree, given: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const property of tree.getInitialARGs().flatMap((arg) => arg.getProperty() ?? [])) {
    const name = property.getName();
    const own = property.getValue();
    const expanded = own === null ? undefined : expandVariables(own, values);
    const value = given.get(name) ?? (expanded?.ok === true ? expanded.text : undefined);
    if (value !== undefined) values.set(name, value);
  }
  return values;
}

function readFrom(
  from: From,
  values: ReadonlyMap<string, string>,
  earlier: ReadonlySet<string>,
): BaseImage | undefined {
  const line = lineOf(from);
  const raw = from.getImage();
  if (raw === null || raw === '') throw refuse(line, 'FROM names no image');
  const expanded = expandVariables(raw, values);
  if (!expanded.ok) {
    throw refuse(
      line,
      `FROM uses the argument "${expanded.missing}", which has no value before the first FROM`,
    );
  }
  if (expanded.text === 'scratch' || earlier.has(expanded.text.toLowerCase())) return undefined;
  return readImage(expanded.text, line);
}

function listCopyImages(tree: Tree): readonly BaseImage[] {
  const stages = new Set(tree.getFROMs().map((from) => from.getBuildStage()?.toLowerCase()));
  return tree
    .getInstructions()
    .filter(isCopy)
    .flatMap((copy) => {
      const source = copy.getFromFlag()?.getValue() ?? '';
      const isStage = source === '' || /^\d+$/.test(source) || stages.has(source.toLowerCase());
      return isStage ? [] : [readImage(source, lineOf(copy))];
    });
}

function isCopy(instruction: Instruction): instruction is Copy {
  return instruction.getKeyword() === 'COPY' && 'getFromFlag' in instruction;
}

function readImage(text: string, line: number): BaseImage {
  try {
    return { reference: parseImageReference(text, { isDockerShorthandAllowed: true }), text, line };
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    throw refuse(line, `"${cause.subject}" is no image: ${cause.reason}`, cause);
  }
}

function mergeImages(images: readonly BaseImage[]): readonly BaseImage[] {
  const byText = new Map<string, BaseImage>();
  for (const image of images) if (!byText.has(image.text)) byText.set(image.text, image);
  return [...byText.values()];
}

function lineOf(instruction: Instruction): number {
  return instruction.getInstructionRange().start.line + 1;
}

function refuse(line: number, reason: string, cause?: unknown): UserError {
  return new UserError('CONTEXT_DOCKERFILE_INVALID', { subject: `line ${line}`, reason, cause });
}
