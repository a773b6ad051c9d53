import type { ActionContext } from '../../../lib/action/index.ts';
import { openGithub, openGithubPreflight, readAzureTime } from '../../../lib/session/index.ts';
import type { Inputs } from './inputs.ts';
import type { Deps } from './ports.ts';

// https://github.blog/engineering/behind-githubs-new-authentication-token-formats/: tokens of apps, a job's among
// them, begin with ghs_; those of people with ghp_, gho_, ghu_ or github_pat_.
const jobTokenPrefix = 'ghs_';

/** The real systems; nothing is asked before the run. */
export function createDeps(inputs: Inputs, context: ActionContext): Deps {
  const token = inputs.githubToken.reveal();
  return {
    job: context.job,
    clock: context.clock,
    isJobToken: token.startsWith(jobTokenPrefix),
    github: openGithub(context, token),
    preflight: openGithubPreflight(context, token),
    readAzureTime: (tenantId) => readAzureTime(context, tenantId),
    getIdToken: (audience) => context.getIdToken(audience),
    readEvent: () => context.readEvent(),
  };
}
