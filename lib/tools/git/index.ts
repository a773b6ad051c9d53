export { createGit } from './git.ts';
export type { Git, GitOptions } from './git.ts';
