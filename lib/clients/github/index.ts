export { createGithubClient } from './client.ts';
export { createGithubComments } from './comments.ts';
export type { Comment, GithubComments } from './comments.ts';
export { createGithubPreflight } from './preflight.ts';
export type { GithubPreflight, RepositoryFacts, RunJob } from './preflight.ts';
export type { GithubOptions } from './repository.ts';
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
