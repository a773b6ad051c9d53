import type { JobContext } from '../../../lib/action/index.ts';
import type { Exec } from '../../../lib/base/exec.ts';
import type { Clock } from '../../../lib/base/time.ts';
import type { RegistryAccount, RegistryManagementClient } from '../../../lib/clients/arm/index.ts';
import type { GithubClient } from '../../../lib/clients/github/index.ts';
import type { KeyVaultClient } from '../../../lib/clients/keyvault/index.ts';
import type { RegistryClient } from '../../../lib/clients/registry/index.ts';
import type { SigningShelf } from '../../../lib/domain/promotion/index.ts';

/** Everything promote-image reaches outside itself. */
export interface Deps {
  readonly clock: Clock;
  readonly job: JobContext;
  readonly signal: AbortSignal;
  readonly exec: Exec;
  /** A private folder that is removed with the job. */
  readonly tempFolder: string;
  /** The runner's folder for temporary files, which is emptied before each job. */
  readonly jobFolder: string;
  /** Folders in which programs are looked for. */
  readonly searchPath: readonly string[];
  readonly github: GithubClient;
  readonly keyVault: Pick<KeyVaultClient, 'openSigner'>;
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

/** Where the image goes in live, with what its records are signed and verified by. */
export type LiveShelf = SigningShelf & { readonly client: RegistryClient };
