import { join } from 'node:path';
import { OutputReader } from '../output-reader.ts';
import { emptyMemory, runPhase } from '../phase.ts';
import type { StepMemory } from '../phase.ts';
import type { ProgramEnd } from '../process.ts';
import { capAnnotations } from '../step-result.ts';
import type { Annotation } from '../types.ts';
import type { JobSession } from './session.ts';
import type { StepEnd } from './types.ts';

/** What one step writes down while it runs. */
export interface Recorder {
  readonly memory: StepMemory;
  readonly reader: OutputReader;
  annotate(level: Annotation['level'], message: string): void;
  /** Runs a program of the step and takes in what it wrote. */
  run(program: RecordedProgram): Promise<ProgramEnd>;
  end(outcome: StepEnd['outcome']): StepEnd;
}

export interface RecordedProgram {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly inputs: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | undefined;
}

/** Opens the record of a step; what it exports reaches the job's later steps at once. */
export function openRecorder(session: JobSession, name: string): Recorder {
  const memory = emptyMemory();
  const extra: Annotation[] = [];
  const reader = new OutputReader(session.masks, (line) => {
    session.onLine(name, line);
  });
  return {
    memory,
    reader,
    annotate(level, message) {
      extra.push({ level, message: session.masks.apply(message) });
    },
    async run({ file, args, cwd, variables, inputs, signal }) {
      const end = await runPhase({
        program: { file, args },
        folder: join(session.folders.temp, `_runner_file_commands_${session.world.uuid()}`),
        ...{ cwd, variables, inputs, memory, reader, signal },
        signalPlan: session.world.signalPlan,
        timeoutMs: undefined,
        onStart: undefined,
      });
      Object.assign(session.variables, memory.env);
      session.path.push(...memory.path.splice(0));
      return end;
    },
    end: (outcome) => buildEnd({ session, memory, reader, extra }, outcome),
  };
}

interface Written {
  readonly session: JobSession;
  readonly memory: StepMemory;
  readonly reader: OutputReader;
  readonly extra: readonly Annotation[];
}

function buildEnd({ session, memory, reader, extra }: Written, outcome: StepEnd['outcome']): StepEnd {
  const problems = [...memory.problems, ...memory.remarks].map((message): Annotation => ({
    level: 'error',
    message: session.masks.apply(message),
  }));
  return {
    outcome: outcome === 'success' && memory.problems.length > 0 ? 'failure' : outcome,
    outputs: { ...memory.outputs },
    annotations: capAnnotations([...reader.annotations, ...extra, ...problems]),
    summary: session.masks.apply(memory.summary),
    log: reader.log,
  };
}

/** What a program's end means for its step. */
export function concludeProgram(end: ProgramEnd): StepEnd['outcome'] {
  if (end.isCancelled) return 'cancelled';
  return end.exitCode === 0 ? 'success' : 'failure';
}
