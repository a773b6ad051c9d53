import type { JobContext } from '../../../lib/action/index.ts';
import type { Clock } from '../../../lib/base/time.ts';
import type { RegistryAccount, RegistryManagementClient } from '../../../lib/clients/arm/index.ts';
import type { GithubClient } from '../../../lib/clients/github/index.ts';
import type { RegistryClient } from '../../../lib/clients/registry/index.ts';
import type { VerdictReader } from '../../../lib/domain/promotion/index.ts';

/** Everything promote-image reaches outside itself. */
export interface Deps {
  readonly clock: Clock;
  readonly job: JobContext;
  readonly signal: AbortSignal;
  readonly github: GithubClient;
  readonly verdicts: VerdictReader;
  management(registryId: string): RegistryManagementClient;
  registry(loginServer: string): RegistryClient;
}

/** The two registries, opened under the login servers that ARM answered. */
export interface Registries {
  readonly quarantineAccount: RegistryAccount;
  readonly quarantine: RegistryClient;
  readonly live: RegistryClient;
  /** Imports into live. */
  readonly importer: RegistryManagementClient;
}
