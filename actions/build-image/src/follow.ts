import { CodedError } from '../../../lib/base/errors/index.ts';
import type { Log } from '../../../lib/base/log.ts';
import type { Run } from '../../../lib/clients/tasks/types.ts';
import type { StepTitle } from '../../../lib/domain/dockerfile/index.ts';
import type { Begun } from './begin.ts';
import { openLogFile } from './log/file.ts';
import type { LogFile } from './log/file.ts';
import { createLineReader } from './log/lines.ts';
import { openPrinter } from './log/printer.ts';
import type { LogPrinter } from './log/printer.ts';
import { sanitiseLine } from './log/sanitise.ts';
import { streamLog } from './log/stream.ts';
import type { LogSink } from './log/stream.ts';
import type { BuildPlan } from './plan.ts';
import type { Deps } from './ports.ts';
import { awaitStart } from './queue.ts';

/** A run that has ended, and what its log says at the end. */
export interface FinishedRun {
  readonly run: Run;
  /** The last lines; a bounded number. */
  readonly lastLines: readonly string[];
  /** Whether the log was read to its end. */
  readonly isLogComplete: boolean;
  readonly lastStep: StepTitle | undefined;
}

const keptLines = 2_000;

// ACR ends a run by itself when its time is over; this is for an ACR that does not.
const graceMs = 10 * 60_000;

/** What is followed, and where its log goes. */
export interface FollowOptions {
  readonly plan: BuildPlan;
  readonly logPath: string;
}

/** Follows a run to its end: queue position, live log, log file. */
export async function followRun(
  begun: Begun,
  { plan, logPath }: FollowOptions,
  deps: Deps,
  log: Log,
): Promise<FinishedRun> {
  const file = await openLogFile(logPath);
  try {
    const started = await awaitStart(begun.run, plan, deps, log);
    return await readToEnd({ ...begun, run: started }, { plan, file }, deps, log);
  } finally {
    await file.close();
  }
}

async function readToEnd(
  begun: Begun,
  { plan, file }: { readonly plan: BuildPlan; readonly file: LogFile },
  deps: Deps,
  log: Log,
): Promise<FinishedRun> {
  const { runId } = begun.run;
  const printer = openPrinter(log, runId);
  const view = createView(printer, file, plan);
  try {
    const deadline = deps.clock.now() + plan.timeoutMs + graceMs;
    const { run, isLogComplete } = await streamLog(runId, view.sink, deadline, deps);
    await view.end();
    return { run, isLogComplete, lastLines: view.lastLines(), lastStep: printer.currentStep() };
  } catch (error) {
    if (begun.status !== 'reused' || !(error instanceof CodedError)) throw error;
    log.warning(
      `${error.code}: the log of the earlier run ${runId} cannot be read any more (${error.reason})`,
    );
    return { run: begun.run, isLogComplete: false, lastLines: view.lastLines(), lastStep: undefined };
  } finally {
    printer.close();
  }
}

interface View {
  readonly sink: LogSink;
  end(): Promise<void>;
  lastLines(): readonly string[];
}

function createView(printer: LogPrinter, file: LogFile, plan: BuildPlan): View {
  const reader = createLineReader();
  const secrets = plan.arguments.filter(({ isSecret }) => isSecret).map(({ value }) => value);
  let last: readonly string[] = [];
  const show = async (lines: readonly string[]): Promise<void> => {
    const clean = lines.map((line) => sanitiseLine(line, secrets));
    clean.forEach((line) => printer.print(line));
    last = [...last, ...clean].slice(-keptLines);
    await file.append(clean);
  };
  return {
    sink: (bytes) => show(reader.push(bytes)),
    end: () => show(reader.end()),
    lastLines: () => last,
  };
}
