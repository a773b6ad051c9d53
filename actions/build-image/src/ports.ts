import type { Clock } from '../../../lib/base/time.ts';
import type { RegistryManagementClient } from '../../../lib/clients/arm/types.ts';
import type { BlobClient } from '../../../lib/clients/blob/types.ts';
import type { RegistryClient } from '../../../lib/clients/registry/types.ts';
import type { TasksClient } from '../../../lib/clients/tasks/types.ts';

/** Read access to a Git repository that anybody may fetch. Throws GIT_* codes. */
export interface GitSource {
  /** The commit that a branch, tag or `HEAD` names now. */
  resolveRef(url: string, ref: string): Promise<string>;
  /** A text file at a commit. */
  findFile(url: string, commit: string, path: string): Promise<string | undefined>;
}

/** Everything that `build-image` reaches. */
export interface Deps {
  readonly management: RegistryManagementClient;
  readonly tasks: TasksClient;
  readonly blobs: BlobClient;
  readonly git: GitSource;
  readonly registry: (loginServer: string) => RegistryClient;
  readonly clock: Clock;
  /** Aborted when the job is cancelled. */
  readonly signal: AbortSignal;
  readonly workspace: string;
  /** For the log when no file is named. */
  readonly tempFolder: string;
}
