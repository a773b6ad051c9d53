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
  const log = openLogReader(runId, sink, deps);
  let endedAt: number | undefined;
  for (let pauseMs = minPauseMs; ; pauseMs = Math.min(maxPauseMs, pauseMs * 1.5)) {
    if (await log.readOn()) pauseMs = minPauseMs;
    const run = await readRun(runId, deps);
    if (isFinished(run.status)) {
      endedAt ??= deps.clock.now();
      if (log.isOver(deps.clock.now() - endedAt)) return { run, isLogComplete: log.isComplete() };
    } else if (deps.clock.now() > deadline) {
      throw lost(runId, 'it runs longer than its time limit');
    }
    await deps.clock.sleep(pauseMs, deps.signal);
  }
}

interface LogReader {
  /** Hands on all bytes that are there; whether there were any. */
  readOn(): Promise<boolean>;
  isComplete(): boolean;
  /** Whether nothing more is to be expected of a run that ended so long ago. */
  isOver(sinceEndMs: number): boolean;
}

function openLogReader(runId: string, sink: LogSink, deps: Deps): LogReader {
  const read = createChunkReader(runId, deps);
  let offset = 0;
  let [isComplete, isStarted] = [false, false];
  return {
    readOn: async () => {
      const before = offset;
      while (!isComplete) {
        const chunk = await read(offset);
        isStarted ||= chunk.isStarted;
        // The completion counts only with an empty range: else there may be more behind these bytes.
        isComplete = chunk.bytes.length === 0 && chunk.completion !== undefined;
        if (chunk.bytes.length === 0) break;
        await sink(chunk.bytes);
        offset += chunk.bytes.length;
      }
      return offset > before;
    },
    isComplete: () => isComplete,
    isOver: (sinceEndMs) => isComplete || sinceEndMs >= (isStarted ? maxLogLagMs : maxMissingLogMs),
  };
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
