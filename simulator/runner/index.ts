export { createActionHost } from './action-host.ts';
export type { ActionHost, ActionHostOptions, StepWatch } from './action-host.ts';
export { runnerSignalPlan } from './process.ts';
export type { SignalPlan } from './process.ts';
export type { Annotation, Job, Step, StepResult } from './types.ts';
