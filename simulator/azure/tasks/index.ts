export { tasksAssumptions } from './assumptions.ts';
export { BuildRequest } from './request.ts';
export type { StoredRequest } from './request.ts';
export { createTasks } from './service.ts';
export { isFinished } from './state.ts';
export type { GitSource, OutputImage, PoolRecord, RunRecord, TaskRunRecord, Tasks } from './types.ts';
