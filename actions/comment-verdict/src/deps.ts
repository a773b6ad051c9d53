import type { ActionContext } from '../../../lib/action/index.ts';
import { openGithubComments } from '../../../lib/session/index.ts';
import type { Inputs } from './inputs.ts';
import type { Deps } from './ports.ts';

/** The real outside. */
export function createDeps(inputs: Inputs, context: ActionContext): Deps {
  return {
    clock: context.clock,
    job: context.job,
    comments: openGithubComments(context, inputs.githubToken.reveal()),
    readEvent: () => context.readEvent(),
  };
}
