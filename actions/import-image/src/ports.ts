import type { Clock } from '../../../lib/base/time.ts';
import type { RegistryManagementClient } from '../../../lib/clients/arm/index.ts';
import type { RegistryClient } from '../../../lib/clients/registry/index.ts';
import type { UpstreamClient } from '../../../lib/clients/upstream/index.ts';

/** A lock file as it stands in the checkout. */
export interface LockText {
  /** Relative to the workspace, as annotations name it. */
  readonly file: string;
  readonly text: string;
}

/** Everything import-image reaches outside itself. */
export interface Deps {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  management(registryId: string): RegistryManagementClient;
  registry(loginServer: string): RegistryClient;
  upstream(): UpstreamClient;
  readLock(path: string): Promise<LockText>;
}
