import { path } from '../model/expression.ts';
import type { Expression } from '../model/expression.ts';
import type { VariableName } from '../variables.ts';

/** A variable of the repository. */
export function variable(name: VariableName): Expression {
  return path('vars', name);
}

export const github = {
  actor: path('github', 'actor'),
  eventName: path('github', 'event_name'),
  ref: path('github', 'ref'),
  repository: path('github', 'repository'),
  runId: path('github', 'run_id'),
  serverUrl: path('github', 'server_url'),
  sha: path('github', 'sha'),
  token: path('github', 'token'),
  headRepository: path('github', 'event', 'pull_request', 'head', 'repo', 'full_name'),
  pullRequestNumber: path('github', 'event', 'pull_request', 'number'),
} as const;
