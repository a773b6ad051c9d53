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
  /** Variables and path entries for the steps that follow. */
  env: Record<string, string>;
  path: string[];
  summary: string;
  /** What fails the step. */
  problems: string[];
  /** Errors that are shown and fail nothing. */
  remarks: string[];
}

/** A memory with nothing in it. */
export function emptyMemory(): StepMemory {
  return { state: {}, outputs: {}, env: {}, path: [], summary: '', problems: [], remarks: [] };
}

export interface PhaseRequest {
  readonly program: { readonly file: string; readonly args: readonly string[] };
  /** A fresh folder for the command files. */
  readonly folder: string;
  readonly cwd: string;
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
    ...request.program,
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
  Object.assign(memory.env, await readVariables(files.GITHUB_ENV, memory));
  const path = await readFile(files.GITHUB_PATH, 'utf8');
  memory.path.push(...path.split(/\r?\n/).filter((line) => line !== ''));
  const summary = await readFile(files.GITHUB_STEP_SUMMARY);
  if (summary.length <= maxSummaryBytes) memory.summary += summary.toString('utf8');
  else
    // "Upload failures for job summaries do not affect the overall status of a step or a job."
    // https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits
    memory.remarks.push(
      `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got ${Math.ceil(summary.length / 1024)}k.`,
    );
}

// The runner's SetEnvFileCommand refuses this one name, by which a step could load code into every later one.
async function readVariables(file: string, memory: StepMemory): Promise<Record<string, string>> {
  const { NODE_OPTIONS: refused, ...rest } = await readEntries(file, memory);
  if (refused !== undefined)
    memory.problems.push("Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.");
  return rest;
}

async function readEntries(file: string, memory: StepMemory): Promise<Record<string, string>> {
  const parsed = parseFileCommands(await readFile(file, 'utf8'));
  if (parsed.ok) return Object.fromEntries(parsed.entries);
  memory.problems.push(`Unable to process file command: ${parsed.problem}`);
  return {};
}
