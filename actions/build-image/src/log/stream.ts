import { CodedError, ExternalError } from '../../../../lib/base/errors/index.ts';
import type { LogChunk } from '../../../../lib/clients/blob/types.ts';
import { isFinished } from '../../../../lib/clients/tasks/index.ts';
import type { Run } from '../../../../lib/clients/tasks/types.ts';
import type { Deps } from '../ports.ts';

/** What became of a run, and whether its log was read to the end. */
export interface StreamedRun {
  readonly run: Run;
  readonly isLogComplete: boolean;
}

/** Takes the bytes of the log in order. */
export type LogSink = (bytes: Uint8Array) => Promise<void>;

const maxChunkBytes = 256 * 1024;
const minPauseMs = 500;
const maxPauseMs = 5_000;

// The blob is written by another service than the one that ends the run, and can lag behind it.
const maxLogLagMs = 30_000;
const maxMissingLogMs = 5_000;

/** Reads a run's log by byte ranges until run and log have ended. The run's own status decides, never the log's. */
export async function streamLog(
  runId: string,
  sink: LogSink,
  deadline: number,
  deps: Deps,
): Promise<StreamedRun> {
  const read = createChunkReader(runId, deps);
  let [offset, pauseMs] = [0, minPauseMs];
  let [isComplete, isStarted] = [false, false];
  let endedAt: number | undefined;
  for (;;) {
    const chunk = isComplete ? undefined : await read(offset);
    if (chunk !== undefined && chunk.bytes.length > 0) {
      await sink(chunk.bytes);
      offset += chunk.bytes.length;
      [isStarted, pauseMs] = [true, minPauseMs];
      if (chunk.bytes.length >= maxChunkBytes / 2) continue;
    } else {
      isStarted ||= chunk?.isStarted === true;
      isComplete ||= chunk?.completion !== undefined;
      const run = await readRun(runId, deps);
      if (isFinished(run.status)) {
        endedAt ??= deps.clock.now();
        const lagMs = deps.clock.now() - endedAt;
        if (isComplete || lagMs >= (isStarted ? maxLogLagMs : maxMissingLogMs))
          return { run, isLogComplete: isComplete };
      } else if (deps.clock.now() > deadline) {
        throw lost(runId, 'it runs longer than its time limit');
      }
      pauseMs = Math.min(maxPauseMs, pauseMs * 1.5);
    }
    if (!isComplete || endedAt === undefined) await deps.clock.sleep(pauseMs, deps.signal);
  }
}

// A link lasts about 75 minutes and a build up to eight hours, so an expired one is asked for anew.
function createChunkReader(runId: string, deps: Deps): (offset: number) => Promise<LogChunk> {
  let url: string | undefined;
  return async (offset) => {
    const isFresh = url === undefined;
    url ??= await deps.tasks.readLogUrl(runId);
    try {
      return await deps.blobs.readLog(url, offset, maxChunkBytes);
    } catch (error) {
      if (isFresh || !(error instanceof CodedError) || error.code !== 'BLOB_LINK_EXPIRED') throw error;
      url = await deps.tasks.readLogUrl(runId);
      return deps.blobs.readLog(url, offset, maxChunkBytes);
    }
  };
}

/** A run that must be there; TASKS_RUN_LOST when it is not. */
export async function readRun(runId: string, deps: Deps): Promise<Run> {
  const run = await deps.tasks.findRun(runId);
  if (run !== undefined) return run;
  throw lost(runId, 'ACR Tasks does not know it any more');
}

function lost(runId: string, reason: string): ExternalError {
  return new ExternalError('TASKS_RUN_LOST', {
    system: 'ACR Tasks',
    operation: 'read run',
    subject: runId,
    reason,
  });
}
