import type { Clock } from '../../../lib/base/time.ts';
import type { RegistryManagementClient } from '../../../lib/clients/arm/index.ts';
import type { FeedClient } from '../../../lib/clients/feed/index.ts';
import type { RegistryClient } from '../../../lib/clients/registry/index.ts';

/** Everything refresh-snapshots reaches outside itself. */
export interface Deps {
  readonly clock: Clock;
  readonly feeds: FeedClient;
  management(registryId: string): RegistryManagementClient;
  registry(loginServer: string): RegistryClient;
}
