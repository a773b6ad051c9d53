import { readFile, realpath } from 'node:fs/promises';
import { relative } from 'node:path';
import type { ActionContext } from '../../../lib/action/index.ts';
import { openAzure, openUpstream } from '../../../lib/session/index.ts';
import type { Inputs } from './inputs.ts';
import type { Deps, LockText } from './ports.ts';

/** The real systems; SDKs are loaded with the first request. */
export function createDeps(inputs: Inputs, context: ActionContext): Deps {
  const azure = openAzure(context, { tenantId: inputs.tenantId, clientId: inputs.clientId });
  return {
    clock: context.clock,
    signal: context.signal,
    management: (registryId) => azure.management(registryId),
    registry: (loginServer) => azure.registry(loginServer),
    upstream: () => openUpstream(context),
    readLock: (path) => readLock(path, context.workspace),
  };
}

async function readLock(path: string, workspace: string): Promise<LockText> {
  // The path comes with its links followed, so the workspace has to as well.
  return { file: relative(await realpath(workspace), path), text: await readFile(path, 'utf8') };
}
