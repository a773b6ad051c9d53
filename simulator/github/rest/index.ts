export type { DispatchOrder, EngineArtifact, EngineJob, EngineRun, EngineStep, RunEngine } from './engine.ts';
export { createRest } from './service.ts';
export type { RestOptions } from './service.ts';
