export { findDependencies } from './dependencies.ts';
export type { Dependency } from './dependencies.ts';
export { parseDockerfile } from './parse.ts';
export type { DockerfileOptions } from './parse.ts';
export { findStepTitle } from './step.ts';
export type { StepTitle } from './step.ts';
export type { BaseImage, Dockerfile, DockerfileStep } from './types.ts';
