import type { JobContext } from '../../../lib/action/index.ts';
import type { Clock } from '../../../lib/base/time.ts';
import type { RegistryManagementClient } from '../../../lib/clients/arm/index.ts';
import type { KeyVaultClient } from '../../../lib/clients/keyvault/index.ts';
import type { RegistryClient } from '../../../lib/clients/registry/index.ts';
import type { TasksClient } from '../../../lib/clients/tasks/index.ts';

/** Everything attest-image reaches outside itself. */
export interface Deps {
  readonly clock: Clock;
  readonly job: JobContext;
  readonly management: RegistryManagementClient;
  readonly tasks: Pick<TasksClient, 'findRun'>;
  /** A fresh OIDC token of the job. */
  getIdToken(audience: string): Promise<string>;
  readonly keyVault: Pick<KeyVaultClient, 'openSigner'>;
  registry(loginServer: string): RegistryClient;
}
