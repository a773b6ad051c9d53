import { isAbsolute, join } from 'node:path';
import { field, text } from '../documents/index.ts';
import type { Token } from '../documents/index.ts';
import {
  evaluateCondition,
  evaluateText,
  evaluateTexts,
  evaluateToken,
  isTruthy,
} from '../expressions/index.ts';
import type { Scope } from '../expressions/index.ts';
import { runUse } from './action-step.ts';
import type { Execution } from './execution.ts';
import { openScope, readStatus } from './frame.ts';
import type { StepFrame } from './frame.ts';
import { openRecorder } from './recorder.ts';
import type { Recorder } from './recorder.ts';
import { runShellStep } from './shell.ts';
import type { StepEnd, StepReport, StepUse } from './types.ts';

/** Runs a list of steps in order; a failure does not end the list, it changes what later conditions see. */
export async function runSteps(
  frame: StepFrame,
  steps: readonly Token[],
  signal?: AbortSignal,
): Promise<readonly StepReport[]> {
  const reports: StepReport[] = [];
  for (const [index, step] of steps.entries()) {
    const report = await runStep(frame, { step, index, signal });
    reports.push(report);
    if (frame.depth === 0) frame.session.onStep(report);
  }
  return reports;
}

interface StepOrder {
  readonly step: Token;
  readonly index: number;
  /** Ends a step of a composite action with the step that uses it. */
  readonly signal: AbortSignal | undefined;
}

async function runStep(frame: StepFrame, order: StepOrder): Promise<StepReport> {
  const startedAt = performance.now();
  const { step, index } = order;
  const id = text(field(step, 'id'));
  const fallback = text(field(step, 'uses')) ?? `step ${index + 1}`;
  const done = await tryStep(frame, order).catch((error: unknown) => refuseStep(frame, fallback, error));
  const report = { ...done, id, durationMs: performance.now() - startedAt };
  const { outcome, conclusion, outputs } = report;
  frame.results[id ?? `__${index + 1}`] = { outcome, conclusion, outputs };
  if (conclusion === 'failure') {
    frame.hasFailed = true;
    if (frame.depth === 0) frame.session.hasFailed = true;
  }
  return report;
}

type Done = Omit<StepReport, 'id' | 'durationMs'>;

async function tryStep(frame: StepFrame, order: StepOrder): Promise<Done> {
  const { step } = order;
  const env = evaluateTexts(field(step, 'env'), openScope(frame));
  const scope = openScope(frame, env);
  const name = nameStep(step, scope);
  if (!evaluateCondition(field(step, 'if'), scope)) {
    const nothing = { outputs: {}, annotations: [], summary: '', log: [] };
    return { ...nothing, name, outcome: 'skipped', conclusion: 'skipped' };
  }
  const recorder = openRecorder(frame.session, name);
  const end = await withTimeout(frame, { ...order, scope, recorder }, (signal) =>
    execute(frame, { step, name, env, scope, signal, recorder }),
  );
  const isForgiven = isTruthy(evaluateToken(field(step, 'continue-on-error'), scope));
  const conclusion = end.outcome === 'failure' && isForgiven ? 'success' : end.outcome;
  return { ...end, name, conclusion, use: describeUse(frame, step, scope) };
}

function describeUse({ session }: StepFrame, step: Token, scope: Scope): StepUse | undefined {
  const action = text(field(step, 'uses'));
  if (action === undefined) return undefined;
  const given = Object.entries(evaluateTexts(field(step, 'with'), scope));
  return {
    action,
    inputs: Object.fromEntries(given.map(([name, value]) => [name, session.masks.apply(value)])),
  };
}

async function execute(frame: StepFrame, execution: Execution): Promise<StepEnd> {
  const { step, scope, env, signal, recorder } = execution;
  const run = field(step, 'run');
  try {
    if (run === undefined) return await runUse(frame, execution, runSteps);
    const { defaults, job } = frame.session;
    const isOwn = frame.depth === 0;
    const shell = field(step, 'shell');
    const folder = field(step, 'working-directory');
    const path =
      folder === undefined ? ((isOwn ? defaults.folder : undefined) ?? '') : evaluateText(folder, scope);
    const order = {
      script: evaluateText(run, scope),
      shellName: shell === undefined ? (isOwn ? defaults.shellName : undefined) : evaluateText(shell, scope),
      folder: isAbsolute(path) ? path : join(job.workspace, path),
      ...{ env, signal },
    };
    return await runShellStep(frame, order, recorder);
  } catch (error) {
    recorder.annotate('error', readMessage(error));
    return recorder.end('failure');
  }
}

interface Timed extends StepOrder {
  readonly scope: Scope;
  readonly recorder: Recorder;
}

// A step that starts after the cancellation is one that must still run; only the end of all time stops it.
async function withTimeout(
  frame: StepFrame,
  { step, scope, signal: outer, recorder }: Timed,
  work: (signal: AbortSignal) => Promise<StepEnd>,
): Promise<StepEnd> {
  const { signals, world } = frame.session;
  const token = field(step, 'timeout-minutes');
  const minutes = token === undefined ? undefined : Number(evaluateText(token, scope));
  const timer = new AbortController();
  const timeout =
    minutes === undefined ? undefined : setTimeout(() => timer.abort(), minutes * world.minuteMs);
  const isLate = readStatus(frame) === 'cancelled';
  const ends = [isLate ? signals.force : signals.cancel, timer.signal, outer];
  const end = await work(AbortSignal.any(ends.flatMap((each) => each ?? [])));
  clearTimeout(timeout);
  if (!timer.signal.aborted) return end;
  const message = `The action has timed out after ${minutes ?? 0} minutes.`;
  recorder.annotate('error', message);
  return { ...end, outcome: 'failure', annotations: [...end.annotations, { level: 'error', message }] };
}

function refuseStep(frame: StepFrame, name: string, error: unknown): Done {
  const message = frame.session.masks.apply(`${frame.path}: ${readMessage(error)}`);
  frame.session.onLine(name, `error: ${message}`);
  const annotations = [{ level: 'error', message }] as const;
  const rest = { outputs: {}, annotations, summary: '', log: [`error: ${message}`] };
  return { ...rest, name, outcome: 'failure', conclusion: 'failure' };
}

function nameStep(step: Token, scope: Scope): string {
  const name = field(step, 'name');
  if (name !== undefined) return evaluateText(name, scope);
  const [line = ''] = evaluateText(field(step, 'uses') ?? field(step, 'run'), scope).split('\n');
  return `Run ${line}`;
}

function readMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
