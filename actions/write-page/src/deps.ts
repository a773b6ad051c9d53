import type { ActionContext, JobContext } from '../../../lib/action/index.ts';
import type { Clock } from '../../../lib/base/time.ts';
import type { RegistryManagementClient } from '../../../lib/clients/arm/index.ts';
import type { RegistryClient } from '../../../lib/clients/registry/index.ts';
import type { RuleRepository } from '../../../lib/domain/rules/index.ts';
import { openAzure, openGithub } from '../../../lib/session/index.ts';
import type { Inputs } from './inputs.ts';

/** What the work needs of the outside. */
export interface Deps {
  readonly clock: Clock;
  readonly job: JobContext;
  readonly github: RuleRepository;
  management(registryId: string): Pick<RegistryManagementClient, 'readAccount'>;
  registry(loginServer: string): RegistryClient;
}

/** The real outside; SDKs are loaded with the first request. */
export function createDeps(inputs: Inputs, context: ActionContext): Deps {
  const azure = openAzure(context, { tenantId: inputs.tenantId, clientId: inputs.clientId });
  return {
    clock: context.clock,
    job: context.job,
    github: openGithub(context, inputs.githubToken.reveal()),
    management: (registryId) => azure.management(registryId),
    registry: (loginServer) => azure.registry(loginServer),
  };
}
