import { entraAssumptions } from '../azure/entra/assumptions.ts';
import { importAssumptions } from '../azure/import/assumptions.ts';
import { registryAssumptions } from '../azure/registry/assumptions.ts';
import { tasksAssumptions } from '../azure/tasks/assumptions.ts';
import { githubAssumptions } from '../github/assumptions.ts';
import { oidcAssumptions } from '../github/oidc/assumptions.ts';
import { runnerAssumptions } from '../runner/engine/assumptions.ts';
import type { Assumption } from '../world/types.ts';

/** Every switch of the simulator; each service declares its own in its folder and adds a line here. */
export const assumptions: readonly Assumption[] = [
  ...entraAssumptions,
  ...oidcAssumptions,
  ...runnerAssumptions,
  ...githubAssumptions,
  ...registryAssumptions,
  ...importAssumptions,
  ...tasksAssumptions,
];
