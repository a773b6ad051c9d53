import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { findErrorCode } from '../../lib/base/error-code.ts';

/** How long the runner waits between the signals of a cancellation. */
export interface SignalPlan {
  /** From SIGINT to SIGTERM. */
  readonly interruptMs: number;
  /** From SIGTERM to SIGKILL of the whole tree. */
  readonly terminateMs: number;
}

/** The runner's own figures: `ProcessInvoker` of actions/runner, and "Canceling a workflow run" in GitHub's docs. */
export const runnerSignalPlan: SignalPlan = { interruptMs: 7500, terminateMs: 2500 };

export interface ProgramRequest {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | undefined;
  readonly signalPlan: SignalPlan;
  readonly timeoutMs: number | undefined;
  onLine(line: string): void;
  /** The process id, for a test that kills it. */
  readonly onStart: ((pid: number) => void) | undefined;
}

/** How a program ended. */
export interface ProgramEnd {
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  readonly isCancelled: boolean;
  readonly isTimedOut: boolean;
}

// "ProcessInvoker" of actions/runner waits so long for output after the exit: a child may have inherited the streams.
const drainMs = 5000;

/** Runs one program in a process group of its own and ends it as the runner does when the job is cancelled. */
export async function runProgram(request: ProgramRequest): Promise<ProgramEnd> {
  const child = spawn(request.file, request.args, {
    cwd: request.cwd,
    env: { ...request.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  if (child.pid !== undefined) request.onStart?.(child.pid);
  const stopper = createStopper(child, request);
  const exit = waitForExit(child);
  const [[code, signal]] = await Promise.all([exit, readLines(child, exit, request.onLine)]);
  stopper.dispose();
  // Whatever the step left running in its group dies with the step, as the runner's orphan clean-up does.
  killGroup(child, 'SIGKILL');
  const { isCancelled, isTimedOut } = stopper.state();
  return { exitCode: code ?? undefined, signal: signal ?? undefined, isCancelled, isTimedOut };
}

type Exit = readonly [number | null, NodeJS.Signals | null];

function waitForExit(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      resolve([code, signal]);
    });
  });
}

async function readLines(
  child: ChildProcess,
  exit: Promise<Exit>,
  onLine: (line: string) => void,
): Promise<void> {
  const streams = [child.stdout, child.stderr].flatMap((stream) => (stream === null ? [] : [stream]));
  const readers = streams.map((input) => createInterface({ input, crlfDelay: Infinity }));
  const leave = (): void => {
    readers.forEach((reader) => reader.close());
    streams.forEach((stream) => stream.destroy());
  };
  exit.then(() => setTimeout(leave, drainMs).unref(), leave);
  await Promise.all(
    readers.map(async (reader) => {
      for await (const line of reader) onLine(line);
    }),
  );
}

function createStopper(child: ChildProcess, request: ProgramRequest) {
  const timers: NodeJS.Timeout[] = [];
  const state = { isCancelled: false, isTimedOut: false };
  function stop(): void {
    const { interruptMs, terminateMs } = request.signalPlan;
    // The runner signals the entry process alone; only the kill is for the tree.
    child.kill('SIGINT');
    timers.push(setTimeout(() => child.kill('SIGTERM'), interruptMs));
    timers.push(setTimeout(() => killGroup(child, 'SIGKILL'), interruptMs + terminateMs));
  }
  function cancel(): void {
    state.isCancelled = true;
    stop();
  }
  if (request.signal?.aborted === true) cancel();
  else request.signal?.addEventListener('abort', cancel, { once: true });
  if (request.timeoutMs !== undefined) {
    timers.push(
      setTimeout(() => {
        state.isTimedOut = true;
        stop();
      }, request.timeoutMs),
    );
  }
  return {
    state: () => state,
    dispose() {
      timers.forEach(clearTimeout);
      request.signal?.removeEventListener('abort', cancel);
    },
  };
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // ESRCH: the group has ended by itself.
    if (findErrorCode(error) !== 'ESRCH') throw error;
  }
}
