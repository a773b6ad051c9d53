import { delimiter, dirname } from 'node:path';
import type { ActionContext } from '../../../lib/action/index.ts';
import type { ScanShelf } from '../../../lib/domain/scanning/index.ts';
import { openAzure } from '../../../lib/session/index.ts';
import { openFolder } from '../../../lib/tools/oci-layout/index.ts';
import type { Inputs } from './inputs.ts';
import type { Deps } from './ports.ts';

/** The real systems; SDKs are loaded with the first request, and not at all for a folder. */
export function createDeps(inputs: Inputs, context: ActionContext): Deps {
  const { clock, signal, exec, tempFolder, workspace } = context;
  const { layout } = inputs;
  return {
    ...{ clock, signal, exec, tempFolder, workspace },
    jobFolder: dirname(tempFolder),
    searchPath: (context.toolEnv['PATH'] ?? '').split(delimiter).filter((folder) => folder !== ''),
    openShelf: () => (layout === undefined ? openRegistry(inputs, context) : openFolder(layout, inputs)),
  };
}

async function openRegistry(inputs: Inputs, context: ActionContext): Promise<ScanShelf> {
  const { tenantId, clientId, quarantineRegistry } = inputs;
  if (tenantId === undefined || clientId === undefined || quarantineRegistry === undefined)
    throw new TypeError('the check of the inputs lets nobody come here without a registry');
  const azure = openAzure(context, { tenantId, clientId });
  const { loginServer } = await azure.management(quarantineRegistry.id).readAccount();
  return azure.registry(loginServer);
}
