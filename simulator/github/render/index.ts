export { renderLogin } from './account.ts';
export { renderCommit } from './commit.ts';
export { renderEnvironment, renderEnvironmentLink, renderReviewers } from './environment.ts';
export { renderFullPullRequest, renderPullRequest, renderReview } from './pull-request.ts';
export { renderRepositoryLink } from './repository.ts';
export { renderRun } from './run.ts';
export type { RunProgress } from './run.ts';
export { apiUrl, formatOptional, formatSeconds, nodeId } from './text.ts';
export { renderWorkflow, workflowId } from './workflow.ts';
