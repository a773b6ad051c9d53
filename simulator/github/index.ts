export { createGithub } from './github.ts';
export type { Github } from './github.ts';
export type { FileContent } from './git/index.ts';
export { RefusalError } from './hub/index.ts';
export type { AccountCommit, Hub, HubEvent } from './hub/index.ts';
export type { DispatchOrder } from './rest/index.ts';
export type { StoredPullRequest, StoredRun } from './state.ts';
