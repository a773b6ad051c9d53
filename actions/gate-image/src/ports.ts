import type { JobContext } from '../../../lib/action/index.ts';
import type { Clock } from '../../../lib/base/time.ts';
import type { RegistryManagementClient } from '../../../lib/clients/arm/index.ts';
import type { GithubClient } from '../../../lib/clients/github/index.ts';
import type { KeyVaultClient } from '../../../lib/clients/keyvault/index.ts';
import type { RegistryClient } from '../../../lib/clients/registry/index.ts';
import type { ChangeHistory } from '../../../lib/domain/evidence/index.ts';
import type { RuleRepository } from '../../../lib/domain/rules/index.ts';

/** The part of GitHub that rules and their approvals are read from. */
export type RuleHistory = RuleRepository &
  ChangeHistory &
  Pick<GithubClient, 'readBranch' | 'readFile' | 'listReviews'>;

/** Everything gate-image reaches outside itself. */
export interface Deps {
  readonly clock: Clock;
  readonly job: JobContext;
  readonly signal: AbortSignal;
  readonly github: RuleHistory;
  readonly keyVault: Pick<KeyVaultClient, 'openSigner'>;
  management(registryId: string): Pick<RegistryManagementClient, 'readAccount'>;
  registry(loginServer: string): RegistryClient;
  getIdToken(audience: string): Promise<string>;
}
