export { findContributors } from './contributors.ts';
export { assertApproved, assertDifferentPeople, decideApproval } from './decide.ts';
export { listEnvironmentProblems } from './environment.ts';
export { findNoreplyPerson, isSamePerson, parseCoAuthors } from './person.ts';
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
