import type { ActionContext } from '../../../lib/action/index.ts';
import { openAzure } from '../../../lib/session/index.ts';
import type { Inputs } from './inputs.ts';
import type { Deps } from './ports.ts';

/** The real systems; SDKs are loaded with the first request. */
export function createDeps(inputs: Inputs, context: ActionContext): Deps {
  const azure = openAzure(context, { tenantId: inputs.tenantId, clientId: inputs.clientId });
  return {
    clock: context.clock,
    job: context.job,
    getIdToken: (audience) => context.getIdToken(audience),
    management: azure.management(inputs.quarantineRegistry.id),
    tasks: azure.tasks(inputs.quarantineRegistry.id),
    keyVault: azure.keyVault(),
    registry: (loginServer) => azure.registry(loginServer),
  };
}
