export { createTasksClient } from './client.ts';
export { isFinished } from './runs.ts';
export type {
  AgentPool,
  BuildArgument,
  BuildRequest,
  OutputImage,
  Run,
  RunStatus,
  TaskRun,
  TasksClient,
} from './types.ts';
