import type { ActionContext } from '../../../lib/action/index.ts';
import { openAzure, openGithub } from '../../../lib/session/index.ts';
import type { Inputs } from './inputs.ts';
import type { Deps } from './ports.ts';

/** The real systems; SDKs are loaded with the first request. */
export function createDeps(inputs: Inputs, context: ActionContext): Deps {
  const azure = openAzure(context, { tenantId: inputs.tenantId, clientId: inputs.clientId });
  return {
    clock: context.clock,
    job: context.job,
    signal: context.signal,
    github: openGithub(context, inputs.githubToken.reveal()),
    keyVault: azure.keyVault(),
    management: (registryId) => azure.management(registryId),
    registry: (loginServer) => azure.registry(loginServer),
    getIdToken: (audience) => context.getIdToken(audience),
  };
}
