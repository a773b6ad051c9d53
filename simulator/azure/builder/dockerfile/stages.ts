import { BuildFailure } from '../types.ts';
import type { Instruction, ParsedDockerfile } from './parse.ts';

/** One build stage: its FROM and what follows. */
export interface Stage {
  readonly index: number;
  /** Lower case; from `FROM … AS name`. */
  readonly name?: string;
  /** The image or stage, not yet expanded. */
  readonly base: string;
  readonly platform?: string;
  readonly from: Instruction;
  readonly instructions: readonly Instruction[];
}

export interface Stages {
  /** ARG before the first FROM. */
  readonly globals: readonly Instruction[];
  /** Up to the target; like Docker's classic builder, all of them are built in order. */
  readonly stages: readonly Stage[];
}

/** Splits a Dockerfile into stages and cuts it after the target. */
export function splitStages(parsed: ParsedDockerfile, target: string | undefined): Stages {
  const first = parsed.instructions.findIndex(({ keyword }) => keyword === 'FROM');
  const globals = first === -1 ? parsed.instructions : parsed.instructions.slice(0, first);
  if (first === -1 || globals.some(({ keyword }) => keyword !== 'ARG')) {
    throw new BuildFailure('no build stage in current context');
  }
  const stages = collect(parsed.instructions.slice(first));
  if (target === undefined) return { globals, stages };
  const end = stages.findIndex(
    ({ name, index }) => name === target.toLowerCase() || String(index) === target,
  );
  if (end === -1) throw new BuildFailure(`failed to reach build target ${target} in Dockerfile`);
  return { globals, stages: stages.slice(0, end + 1) };
}

function collect(instructions: readonly Instruction[]): readonly Stage[] {
  const stages: Stage[] = [];
  let own: Instruction[] = [];
  for (const instruction of instructions) {
    if (instruction.keyword !== 'FROM') {
      own.push(instruction);
      continue;
    }
    own = [];
    stages.push(parseFrom(instruction, stages.length, own));
  }
  return stages;
}

function parseFrom(from: Instruction, index: number, instructions: readonly Instruction[]): Stage {
  const match = /^(\S+)(?:\s+as\s+(\S+))?$/i.exec(from.rest);
  const [, base = '', name] = match ?? [];
  if (match === null) throw new BuildFailure('FROM requires either one or three arguments');
  if (name !== undefined && !/^[a-z][a-z0-9-_.]*$/i.test(name)) {
    throw new BuildFailure(
      `invalid name for build stage: "${name}", name can't start with a number or contain symbols`,
    );
  }
  const platform = from.flags.get('platform');
  return {
    ...{ index, base, from, instructions },
    ...(name === undefined ? {} : { name: name.toLowerCase() }),
    ...(platform === undefined ? {} : { platform }),
  };
}
