import { join } from 'node:path';
import type { ActionContext } from '../../../lib/action/index.ts';
import { openAzure } from '../../../lib/session/index.ts';
import { createGit, findRemoteFile } from '../../../lib/tools/git/index.ts';
import type { Inputs } from './inputs.ts';
import type { Deps, GitSource } from './ports.ts';

/** The real systems; SDKs are loaded with the first request. */
export function createDeps(inputs: Inputs, context: ActionContext): Deps {
  const azure = openAzure(context, { tenantId: inputs.tenantId, clientId: inputs.clientId });
  const { clock, signal, tempFolder, workspace } = context;
  return {
    ...{ clock, signal, tempFolder, workspace },
    management: azure.management(inputs.quarantineRegistry.id),
    tasks: azure.tasks(inputs.quarantineRegistry.id),
    blobs: azure.blobs(),
    git: openGit(context),
    registry: (loginServer) => azure.registry(loginServer),
  };
}

function openGit({ exec, toolEnv, signal, tempFolder }: ActionContext): GitSource {
  const options = { exec, env: toolEnv, signal };
  const folder = join(tempFolder, 'build-image.git');
  return {
    resolveRef: (url, ref) => createGit(options).resolveRef(url, ref),
    findFile: (url, commit, path) => findRemoteFile({ url, commit, path }, folder, options),
  };
}
