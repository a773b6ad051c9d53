export type { RunnerPool } from './pools.ts';
export type { JobReport, Result, RunConclusion, RunReport, RunnerEvent } from './report.ts';
export { createWorkflowRunner } from './runner.ts';
export type { RerunOrder, RunHandle, WorkflowRunner } from './runner.ts';
export type { RunnerOptions } from './types.ts';
