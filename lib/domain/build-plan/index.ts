export { buildImports, buildJobs, maxMatrixJobs, shardJobs } from './matrix.ts';
export type { BuildJob, ImportJob, Shard } from './matrix.ts';
export { planBuilds } from './plan.ts';
export type { BuildPlan, Cause, Comparison, PlannedImage, PlannedImport, Sources } from './types.ts';
