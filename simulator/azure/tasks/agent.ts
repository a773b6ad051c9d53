import type { EstateRegistry } from '../../estate/index.ts';
import type { Slice } from '../../world/types.ts';
import type { Principal } from '../entra/types.ts';
import { completeLog, openRunLog } from './log.ts';
import type { BuildRequest } from './request.ts';
import { timeoutLimits } from './request.ts';
import type { RunDeps, RunOutcome } from './run.ts';
import { executeRun } from './run.ts';
import type { TasksState } from './state.ts';
import { isFinished, toKey } from './state.ts';
import type { RunRecord, RunStatus } from './types.ts';

/** How often a live run's age is held against its timeout. */
const ageCheckMs = 100;

/** A run with all that its agent needs; lives in memory only, as it holds secrets. */
export interface Ticket {
  readonly record: RunRecord;
  readonly registry: EstateRegistry;
  readonly caller: Principal;
  readonly request: BuildRequest;
  readonly container: string;
}

/** The ending that an abort carries to the run. */
export class Ending extends Error {
  readonly status: RunStatus;
  constructor(status: RunStatus, message: string) {
    super(message);
    this.status = status;
  }
}

/** Carries a run out until it ends by itself, by its timeout or by the abort. */
export async function runToEnd(
  deps: RunDeps,
  state: Slice<TasksState>,
  ticket: Ticket,
  abort: AbortController,
): Promise<void> {
  const timer = watchAge(deps, ticket, abort);
  const path = { container: ticket.container, name: logName(ticket.record.runId) };
  const record = (): RunRecord => state.value.runs[runKey(ticket.record)] ?? ticket.record;
  try {
    setStatus(deps, state, record(), 'Started');
    await deps.world.pause(500, abort.signal);
    const log = openRunLog(deps.world, deps.blobs.files, path);
    setStatus(deps, state, record(), 'Running');
    const run = { ...ticket, runId: ticket.record.runId, log, signal: abort.signal };
    const outcome = await settleOutcome(executeRun(deps, run), abort.signal);
    printVerdict(deps, log, record(), outcome);
    await log.written();
    const { status, outputImages } = outcome;
    if (outputImages !== undefined && outputImages.length > 0) record().outputImages = outputImages;
    finish(deps, state, { record: record(), status, ...withError(outcome) });
  } catch (error) {
    const ending = toEnding(abort.signal, error);
    finish(deps, state, { record: record(), status: ending.status, error: ending.message });
  } finally {
    clearInterval(timer);
  }
}

/** Ends a run that no agent has any more. */
export function finish(
  deps: RunDeps,
  state: Slice<TasksState>,
  end: { readonly record: RunRecord; readonly status: RunStatus; readonly error?: string },
): void {
  const record = state.value.runs[runKey(end.record)];
  if (record === undefined || isFinished(record)) return;
  const container = state.value.containers[record.registry.toLowerCase()] ?? '';
  const path = { container, name: logName(record.runId) };
  record.status = end.status;
  record.finishedAt = record.updatedAt = deps.world.clock.now();
  if (end.error !== undefined) record.errorMessage = end.error;
  completeLog(deps.blobs.files, path, end.status);
  state.touch();
}

/** Path of a run's log in its registry's container. */
export function logName(runId: string): string {
  return `logs/${runId}/rawtext.log`;
}

/** The name of a run among all registries' runs. */
export function runKey(record: RunRecord): string {
  return toKey(record.registry, record.runId);
}

interface Settled {
  readonly status: RunStatus;
  readonly outputImages?: Extract<RunOutcome, { ok: true }>['outputImages'];
  readonly error?: string;
}

async function settleOutcome(outcome: Promise<RunOutcome>, signal: AbortSignal): Promise<Settled> {
  try {
    const ended = await outcome;
    return ended.ok
      ? { status: 'Succeeded', outputImages: ended.outputImages }
      : { status: 'Failed', error: ended.error };
  } catch (error) {
    const { status, message } = toEnding(signal, error);
    return { status, error: message };
  }
}

function toEnding(signal: AbortSignal, error: unknown): Ending {
  if (signal.aborted && signal.reason instanceof Ending) return signal.reason;
  const message = error instanceof Error ? error.message : String(error);
  return new Ending('Error', `internal error: ${message}`);
}

function withError(outcome: Settled): { readonly error?: string } {
  return outcome.status === 'Canceled' || outcome.error === undefined ? {} : { error: outcome.error };
}

function printVerdict(
  deps: RunDeps,
  log: ReturnType<typeof openRunLog>,
  record: RunRecord,
  outcome: Settled,
): void {
  const seconds = Math.round((deps.world.clock.now() - (record.startedAt ?? record.createdAt)) / 1000);
  const verdict: Partial<Record<RunStatus, string>> = {
    Succeeded: `was successful after ${seconds}s`,
    Failed: `failed after ${seconds}s. Error: ${outcome.error ?? ''}`,
    Timeout: `timed out after ${seconds}s`,
    Canceled: `was canceled after ${seconds}s`,
  };
  log.print('');
  log.print(
    `Run ID: ${record.runId} ${verdict[outcome.status] ?? `failed after ${seconds}s. Error: ${outcome.error ?? ''}`}`,
  );
}

/** The timeout counts in simulated time, so that a jump of the clock ends a run as the wait would. */
function watchAge(deps: RunDeps, ticket: Ticket, abort: AbortController): NodeJS.Timeout {
  const limitMs = (ticket.request.timeout ?? timeoutLimits.default) * 1000;
  const startedAt = deps.world.clock.now();
  const timer = setInterval(() => {
    if (deps.world.clock.now() - startedAt < limitMs) return;
    abort.abort(new Ending('Timeout', 'run timed out'));
  }, ageCheckMs);
  return timer.unref();
}

function setStatus(deps: RunDeps, state: Slice<TasksState>, record: RunRecord, status: RunStatus): void {
  record.status = status;
  record.updatedAt = deps.world.clock.now();
  if (status === 'Started') record.startedAt = record.updatedAt;
  state.touch();
}
