import type { Log } from '../base/log.ts';
import { createCancellation } from './cancellation.ts';
import type { Cancellation } from './cancellation.ts';
import { createContext } from './context.ts';
import { hasSummaryFile, readInputText, readRunner } from './env.ts';
import { describeFailure, renderFailure, reportFailure } from './failure.ts';
import type { InputFields, InputsOf, OutputFields, OutputsOf } from './fields.ts';
import { createHost } from './host.ts';
import type { Host } from './host.ts';
import { createLog } from './log.ts';
import type { FrameLog } from './log.ts';
import { listInputMasks, parseInputs } from './parse-inputs.ts';
import { capSummary, splitResult, writeOutputs } from './results.ts';
import type { RunResult } from './results.ts';
import type { ActionContext } from './types.ts';

/** An action: what it takes, what it gives, and the functions in between. */
export interface ActionSpec<I extends InputFields, O extends OutputFields, Deps> {
  readonly name: string;
  readonly description: string;
  readonly inputs: I;
  readonly outputs: O;
  /** Inputs that are gone, with what to do. */
  readonly retired?: Readonly<Record<string, string>>;
  /** Rules between inputs; each problem names the inputs as the user writes them. */
  check?(inputs: InputsOf<I>): readonly string[];
  createDeps(inputs: InputsOf<I>, context: ActionContext): Deps | Promise<Deps>;
  run(inputs: InputsOf<I>, deps: Deps, log: Log): Promise<RunResult<OutputsOf<O>>>;
  renderSummary(outputs: OutputsOf<O>, inputs: InputsOf<I>): string;
}

// Between the runner's SIGINT and its SIGTERM lie 7.5 s; the line that says "cancelled" needs some of it.
const cleanUpMs = 7000;

/** The life of every action: read, run, tell. Never rejects; the exit code is set when it resolves. */
export async function runAction<I extends InputFields, O extends OutputFields, Deps>(
  spec: ActionSpec<I, O, Deps>,
  host: Host = createHost(),
): Promise<void> {
  const log = createLog(host.toolkit);
  const cancellation = createCancellation(cleanUpMs);
  host.onSignal(cancellation.cancel);
  const crash = Promise.withResolvers<never>();
  host.onCrash(crash.reject);
  try {
    const work = perform(spec, host, log, cancellation);
    await host.finish(await Promise.race([work, crash.promise, cancellation.deadline]));
  } catch (error) {
    // Whatever breaks after a cancellation broke because of it: requests are dropped, programs killed.
    const { signal } = cancellation;
    await host.finish(await fail(spec.name, host, log, signal.aborted ? signal.reason : error));
  }
}

async function perform<I extends InputFields, O extends OutputFields, Deps>(
  spec: ActionSpec<I, O, Deps>,
  host: Host,
  log: FrameLog,
  { signal }: Cancellation,
): Promise<number> {
  const source = (name: string): string | undefined => readInputText(host.env, name);
  listInputMasks(spec.inputs, source).forEach((form) => log.mask(form));
  const facts = readRunner(host.env);
  const inputs = parseInputs(spec, source, { workspace: facts.workspace });
  const deps = await spec.createDeps(inputs, createContext(host, facts, { log, signal }));
  log.debug(`${spec.name}: the inputs are read, the work begins`);
  const { outputs, verdict } = splitResult<O>(await spec.run(inputs, deps, log));
  log.endAll();
  writeOutputs(host.toolkit, spec.outputs, outputs);
  await host.toolkit.writeSummary(capSummary(spec.renderSummary(outputs, inputs)));
  if (verdict !== undefined) log[verdict.isFailure ? 'error' : 'info'](verdict.message);
  return verdict?.isFailure === true ? 1 : 0;
}

async function fail(action: string, host: Host, log: FrameLog, error: unknown): Promise<number> {
  log.endAll();
  const failure = describeFailure(action, error);
  if (hasSummaryFile(host.env)) await writeFailure(host, log, capSummary(renderFailure(action, failure)));
  await reportFailure(log, failure, error);
  return failure.exitCode;
}

async function writeFailure(host: Host, log: Log, markdown: string): Promise<void> {
  try {
    await host.toolkit.writeSummary(markdown);
  } catch (error) {
    log.debug(`the summary could not be written: ${String(error)}`);
  }
}
