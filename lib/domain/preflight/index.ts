export { listProblems, maxSkewMs } from './checks.ts';
export { parseWorkflowRef, readClaims } from './claims.ts';
export type { Claims } from './claims.ts';
export { explainUntrustedJob } from './signing-job.ts';
export type { SigningJob } from './signing-job.ts';
export { classifySubject } from './subject.ts';
export type { SubjectForm } from './subject.ts';
export type { Expected, Facts, Found, JobFacts, Problem } from './types.ts';
