export { createGithubClient } from './client.ts';
export type { GithubOptions } from './client.ts';
export type {
  Account,
  CommitFacts,
  DeploymentApproval,
  EnvironmentProtection,
  GithubClient,
  PullRequestFacts,
  RunFacts,
} from './types.ts';
