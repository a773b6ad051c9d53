export { listProblems, maxSkewMs } from './checks.ts';
export { parseWorkflowRef, readClaims } from './claims.ts';
export type { Claims } from './claims.ts';
export { classifySubject } from './subject.ts';
export type { SubjectForm } from './subject.ts';
export type { Expected, Facts, Found, JobFacts, Problem } from './types.ts';
