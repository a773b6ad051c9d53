export { createGitHttp } from './http.ts';
export type { GitAccess, GitVisitor } from './http.ts';
export { openRepositories } from './repositories.ts';
export type {
  CommitOrder,
  FileContent,
  GitCommit,
  GitRepositories,
  LogLimits,
  Signature,
  TreeEntry,
} from './types.ts';
