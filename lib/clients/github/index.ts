export { createGithubClient } from './client.ts';
export type { GithubOptions } from './client.ts';
export { createGithubPreflight } from './preflight.ts';
export type { GithubPreflight, RepositoryFacts, RunJob } from './preflight.ts';
export type {
  Account,
  BranchFacts,
  CommitFacts,
  DeploymentApproval,
  EnvironmentProtection,
  GithubClient,
  PullRequestFacts,
  PullRequestReview,
  PullRequestState,
  RunFacts,
} from './types.ts';
