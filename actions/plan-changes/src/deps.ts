import type { ActionContext } from '../../../lib/action/index.ts';
import { openCheckout } from '../../../lib/tools/git/index.ts';
import type { Inputs } from './inputs.ts';
import type { Deps } from './ports.ts';

/** git in the workspace, and the event of the run. */
export function createDeps(_inputs: Inputs, context: ActionContext): Deps {
  const { exec, toolEnv, signal, workspace } = context;
  return {
    checkout: openCheckout({ exec, env: toolEnv, signal, folder: workspace }),
    eventName: context.job.eventName,
    readEvent: () => context.readEvent(),
  };
}
