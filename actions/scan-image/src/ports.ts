import type { Exec } from '../../../lib/base/exec.ts';
import type { Clock } from '../../../lib/base/time.ts';
import type { ScanShelf } from '../../../lib/domain/scanning/index.ts';

/** Everything scan-image reaches outside itself. */
export interface Deps {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly exec: Exec;
  /** A private folder that is removed with the job. */
  readonly tempFolder: string;
  /** The runner's folder for temporary files, which is emptied before each job. */
  readonly jobFolder: string;
  readonly workspace: string;
  /** Folders in which programs are looked for. */
  readonly searchPath: readonly string[];
  /** Where image and database come from: the registry, or the folder that stands for it. */
  openShelf(): Promise<ScanShelf>;
}
