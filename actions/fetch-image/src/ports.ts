import type { Clock } from '../../../lib/base/time.ts';
import type { RegistryManagementClient } from '../../../lib/clients/arm/index.ts';
import type { RegistryClient } from '../../../lib/clients/registry/index.ts';

/** Everything fetch-image reaches outside itself. */
export interface Deps {
  readonly clock: Clock;
  management(registryId: string): RegistryManagementClient;
  registry(loginServer: string): RegistryClient;
}
