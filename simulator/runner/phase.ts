import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { parseFileCommands } from './file-commands.ts';
import type { OutputReader } from './output-reader.ts';
import { runProgram } from './process.ts';
import type { ProgramEnd, SignalPlan } from './process.ts';
import { buildInputVariables, commandFiles } from './variables.ts';
import type { CommandFile } from './variables.ts';

export type PhaseName = 'pre' | 'main' | 'post';

/** What one step carries from phase to phase. */
export interface StepMemory {
  state: Record<string, string>;
  outputs: Record<string, string>;
  summary: string;
  problems: string[];
}

export interface PhaseRequest {
  readonly name: PhaseName;
  readonly script: string;
  readonly folder: string;
  readonly cwd: string;
  readonly nodePath: string;
  readonly signalPlan: SignalPlan;
  readonly timeoutMs: number | undefined;
  readonly variables: Readonly<Record<string, string>>;
  readonly inputs: Readonly<Record<string, string>>;
  readonly memory: StepMemory;
  readonly reader: OutputReader;
  readonly signal: AbortSignal | undefined;
  readonly onStart: ((pid: number) => void) | undefined;
}

/** A summary above this is dropped whole, with an error annotation (actions/runner, CreateStepSummaryCommand). */
const maxSummaryBytes = 1024 * 1024;

/** Runs one phase of an action and takes in what it wrote to its command files. */
export async function runPhase(request: PhaseRequest): Promise<ProgramEnd> {
  const files = commandFiles(request.folder);
  await mkdir(request.folder);
  await Promise.all(Object.values(files).map((file) => writeFile(file, '')));
  const end = await runProgram({
    file: request.nodePath,
    args: [request.script],
    cwd: request.cwd,
    env: buildEnv(request, files),
    signal: request.signal,
    signalPlan: request.signalPlan,
    timeoutMs: request.timeoutMs,
    onLine: (line) => {
      request.reader.read(line);
    },
    onStart: request.onStart,
  });
  await takeIn(request, files);
  return end;
}

function buildEnv(
  request: PhaseRequest,
  files: Readonly<Record<CommandFile, string>>,
): Record<string, string> {
  const state = Object.entries(request.memory.state).map(
    ([name, value]) => [`STATE_${name}`, value] as const,
  );
  return {
    ...request.variables,
    ...buildInputVariables(request.inputs),
    ...files,
    ...Object.fromEntries(state),
  };
}

async function takeIn(request: PhaseRequest, files: Readonly<Record<CommandFile, string>>): Promise<void> {
  const { memory } = request;
  Object.assign(memory.outputs, await readEntries(files.GITHUB_OUTPUT, memory));
  Object.assign(memory.state, await readEntries(files.GITHUB_STATE, memory));
  // Checked and otherwise unused: a step's variables would reach later steps, and a host runs one step.
  await readEntries(files.GITHUB_ENV, memory);
  const summary = await readFile(files.GITHUB_STEP_SUMMARY);
  if (summary.length <= maxSummaryBytes) memory.summary += summary.toString('utf8');
  else
    memory.problems.push(
      `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got ${Math.ceil(summary.length / 1024)}k.`,
    );
}

async function readEntries(file: string, memory: StepMemory): Promise<Record<string, string>> {
  const parsed = parseFileCommands(await readFile(file, 'utf8'));
  if (parsed.ok) return Object.fromEntries(parsed.entries);
  memory.problems.push(`Unable to process file command: ${parsed.problem}`);
  return {};
}
