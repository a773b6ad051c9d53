export { createGitHttp } from './http.ts';
export type { GitAccess } from './http.ts';
export { readFiles, openRepositories } from './repositories.ts';
export type { CommitOrder, GitRepositories, Signature } from './repositories.ts';
export type { GitCommit } from './log.ts';
