import type { JobContext } from '../../../lib/action/index.ts';
import type { Clock } from '../../../lib/base/time.ts';
import type { RegistryManagementClient } from '../../../lib/clients/arm/index.ts';
import type { GithubClient } from '../../../lib/clients/github/index.ts';
import type { KeyVaultClient } from '../../../lib/clients/keyvault/index.ts';
import type { RegistryClient } from '../../../lib/clients/registry/index.ts';

/** Everything revoke-image reaches outside itself. */
export interface Deps {
  readonly clock: Clock;
  readonly job: JobContext;
  readonly github: GithubClient;
  readonly keyVault: Pick<KeyVaultClient, 'openSigner'>;
  management(registryId: string): RegistryManagementClient;
  registry(loginServer: string): RegistryClient;
}
