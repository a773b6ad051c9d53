import type { EntraTokens } from '../entra/types.ts';
import type { Imports } from '../import/types.ts';
import type { Authorizer } from '../rbac/types.ts';
import type { RegistryWorld } from '../registry/index.ts';
import type { Registries } from '../registry/types.ts';
import type { Tasks } from '../tasks/index.ts';

/** The services that ARM is the front of. */
export interface ArmDeps {
  readonly tokens: EntraTokens;
  readonly authorizer: Authorizer;
  readonly registries: Registries & Pick<RegistryWorld, 'policiesOf' | 'setPolicies'>;
  readonly imports: Imports;
  readonly tasks: Tasks;
}
