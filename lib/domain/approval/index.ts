export { assertApproved, assertDifferentPeople, decideApproval } from './decide.ts';
export type {
  Account,
  ApprovalCode,
  ApprovalDecision,
  ApprovalFacts,
  Attempt,
  Commit,
  Contribution,
  Contributors,
  EnvironmentSettings,
  Person,
  PullRequest,
  Review,
} from './types.ts';
