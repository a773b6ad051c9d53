export { createGitHttp } from './http.ts';
export type { GitAccess } from './http.ts';
export { openRepositories } from './repositories.ts';
export type { CommitOrder, GitCommit, GitRepositories, Signature } from './types.ts';
