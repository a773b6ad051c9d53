import { splitWords } from './dockerfile/words.ts';
import type { Instruction } from './dockerfile/parse.ts';
import { BuildFailure } from './types.ts';

/** One name of an ARG; the fallback is not yet expanded. */
export interface Argument {
  readonly name: string;
  readonly fallback?: string;
}

/** The names that an ARG declares. */
export function readArguments(instruction: Instruction, escape: string): readonly Argument[] {
  const words = splitWords(instruction.rest, escape);
  if (words.length === 0) throw new BuildFailure('ARG requires at least one argument');
  return words.map((word) => {
    const equals = word.indexOf('=');
    const name = equals === -1 ? word : word.slice(0, equals);
    if (!/^\w+$/.test(name)) throw new BuildFailure(`ARG name "${name}" is not valid`);
    return equals === -1 ? { name } : { name, fallback: word.slice(equals + 1) };
  });
}
