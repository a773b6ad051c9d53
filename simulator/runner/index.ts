export { createActionHost } from './action-host.ts';
export type { ActionHost, ActionHostOptions, StepWatch } from './action-host.ts';
export { createWorkflowRunner } from './engine/index.ts';
export type {
  JobReport,
  RunHandle,
  RunReport,
  RunnerEvent,
  RunnerOptions,
  RunnerPool,
  WorkflowRunner,
} from './engine/index.ts';
export { EventRefusedError } from './events/index.ts';
export type { WorkflowEvent } from './events/index.ts';
export { isObject } from './expressions/json.ts';
export type { Json, JsonObject } from './expressions/json.ts';
export type { SignalPlan } from './process.ts';
export type { ArtifactRecord, StepReport } from './steps/index.ts';
export type { Annotation, Job, Step, StepResult } from './types.ts';
