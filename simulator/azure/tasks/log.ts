import type { BlobFiles, BlobPath } from '../blob/index.ts';
import type { World } from '../../world/types.ts';
import type { RunStatus } from './types.ts';

/** A run's log while it is written. */
export interface RunLog {
  /** One line as the agent itself writes it: with its time. */
  note(text: string): void;
  /** Text of a program in the build, as it is. */
  print(text: string): void;
  /** Resolves when everything so far is in the blob. */
  written(): Promise<void>;
}

/** Words of the metadata `Complete`, which differ from the run's states (observed with az 2.45's log reader). */
const completion: Partial<Record<RunStatus, string>> = {
  Succeeded: 'succeeded',
  Failed: 'failed',
  Canceled: 'canceled',
  Timeout: 'timedout',
  Error: 'internalerror',
};

/** Starts the log blob of a run. */
export function openRunLog(world: World, files: BlobFiles, path: BlobPath): RunLog {
  if (files.find(path) === undefined) files.createAppend(path);
  let last: Promise<void> = Promise.resolve();
  const print = (text: string): void => {
    const lines = text.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n');
    last = files.append(path, Buffer.from(`${lines}\r\n`));
    last.catch(() => undefined);
  };
  return {
    print,
    note: (text) => print(`${renderTime(world.clock.now())} ${text}`),
    written: () => last,
  };
}

/** Marks the log as ended: readers stop at this metadata. */
export function completeLog(files: BlobFiles, path: BlobPath, status: RunStatus): void {
  if (files.find(path) === undefined) files.createAppend(path);
  files.setMetadata(path, { Complete: completion[status] ?? 'internalerror' });
}

function renderTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ').replaceAll('-', '/');
}
