export { runPres } from './action-step.ts';
export { openArtifacts } from './artifacts.ts';
export type { ArtifactRecord, ArtifactStore } from './artifacts.ts';
export { openFrame, openScope } from './frame.ts';
export type { StepFrame } from './frame.ts';
export { openSession } from './session.ts';
export type { JobSession, JobSignals, SessionOrder, SessionWorld } from './session.ts';
export { runSteps } from './step.ts';
export type { StepOutcome, StepReport } from './types.ts';
