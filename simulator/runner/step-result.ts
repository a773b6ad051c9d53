import type { Masks } from './masks.ts';
import type { OutputReader } from './output-reader.ts';
import type { StepMemory } from './phase.ts';
import type { ProgramEnd } from './process.ts';
import type { Annotation, StepResult } from './types.ts';

/** GitHub keeps ten annotations of a level per step. */
const maxAnnotationsPerLevel = 10;

interface StepEnd {
  readonly ends: readonly ProgramEnd[];
  readonly memory: StepMemory;
  readonly reader: OutputReader;
  readonly masks: Masks;
  readonly durationMs: number;
}

/** Sums a step up: its conclusion is the worst of its phases, and nothing secret stays in it. */
export function buildStepResult({ ends, memory, reader, masks, durationMs }: StepEnd): StepResult {
  const worst = ends.find((end) => end.exitCode !== 0) ?? ends.at(-1);
  const problems = [...memory.problems, ...memory.remarks].map((message): Annotation => ({
    level: 'error',
    message,
  }));
  return {
    conclusion: concludeFrom(ends, memory.problems.length),
    exitCode: worst?.exitCode,
    outputs: Object.fromEntries(Object.entries(memory.outputs).map(([name, value]) => [name, value])),
    annotations: capAnnotations([...reader.annotations, ...problems]),
    summary: masks.apply(memory.summary),
    state: memory.state,
    log: reader.log,
    rawOutput: reader.raw.map((line) => masks.apply(line)).join('\n'),
    durationMs,
  };
}

function concludeFrom(ends: readonly ProgramEnd[], problems: number): StepResult['conclusion'] {
  if (ends.some((end) => end.isCancelled)) return 'cancelled';
  return problems === 0 && ends.every((end) => end.exitCode === 0 && !end.isTimedOut) ? 'success' : 'failure';
}

/** Keeps what GitHub shows of a step. */
export function capAnnotations(annotations: readonly Annotation[]): readonly Annotation[] {
  const counts = new Map<string, number>();
  return annotations.filter(({ level }) => {
    counts.set(level, (counts.get(level) ?? 0) + 1);
    return (counts.get(level) ?? 0) <= maxAnnotationsPerLevel;
  });
}
