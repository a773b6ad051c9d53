import type { Instruction } from './dockerfile/parse.ts';
import { parseJsonForm } from './dockerfile/words.ts';
import type { Healthcheck } from './types.ts';
import { BuildFailure } from './types.ts';

const nanoseconds: Readonly<Record<string, number>> = { ms: 1e6, s: 1e9, m: 60e9, h: 3600e9 };

/** Reads HEALTHCHECK; `toCommand` wraps the shell form. */
export function parseHealthcheck(
  instruction: Instruction,
  toCommand: (rest: string) => readonly string[],
): Healthcheck {
  const match = /^(NONE|CMD)\b\s*([\s\S]*)$/i.exec(instruction.rest);
  if (match === null) throw new BuildFailure(`Unknown type "${instruction.rest}" in HEALTHCHECK (try CMD)`);
  const rest = (match[2] ?? '').trim();
  if (match[1]?.toUpperCase() === 'NONE') return { Test: ['NONE'] };
  if (rest === '') throw new BuildFailure('Missing command after HEALTHCHECK CMD');
  const exec = parseJsonForm(rest);
  const test = exec === undefined ? ['CMD-SHELL', rest] : ['CMD', ...toCommand(rest)];
  const { flags } = instruction;
  const retries = flags.get('retries');
  return {
    Test: test,
    ...timeOf(flags, 'interval', 'Interval'),
    ...timeOf(flags, 'timeout', 'Timeout'),
    ...timeOf(flags, 'start-period', 'StartPeriod'),
    ...(retries === undefined ? {} : { Retries: Number(retries) }),
  };
}

function timeOf(
  flags: ReadonlyMap<string, string>,
  flag: string,
  field: string,
): Readonly<Record<string, number>> {
  const text = flags.get(flag);
  if (text === undefined) return {};
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text) {
    throw new BuildFailure(`time: invalid duration "${text}"`);
  }
  const total = parts.reduce((sum, part) => sum + Number(part[1]) * (nanoseconds[part[2] ?? ''] ?? 0), 0);
  return { [field]: total };
}
