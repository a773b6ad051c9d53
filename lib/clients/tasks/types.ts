import type { Digest } from '../../domain/image/index.ts';

/** ACR's run states (`RunStatus`, 2025-03-01-preview). */
export type RunStatus =
  'Queued' | 'Started' | 'Running' | 'Succeeded' | 'Failed' | 'Canceled' | 'Error' | 'Timeout';

/** A run as ACR answers it; times are milliseconds since the epoch. */
export interface Run {
  readonly runId: string;
  readonly status: RunStatus;
  readonly createdAt?: number;
  readonly startedAt?: number;
  readonly finishedAt?: number;
  readonly agentPool?: string;
  readonly errorMessage?: string;
  readonly outputImages: readonly OutputImage[];
}

export interface OutputImage {
  readonly registry: string;
  readonly repository: string;
  readonly tag?: string;
  readonly digest: Digest;
}

/** A task run: a named, durable request and its latest run. The name is the caller's. */
export interface TaskRun {
  readonly name: string;
  readonly run?: Run;
}

export interface BuildArgument {
  readonly name: string;
  readonly value: string;
  readonly isSecret: boolean;
}

/** A Docker build for an agent pool (`DockerBuildRequest`, 2025-03-01-preview). */
export interface BuildRequest {
  /** `source/….tar.gz` of an upload, or a Git URL with `#<commit>:<folder>`. */
  readonly sourceLocation: string;
  /** `repository:tag` each, pushed to the registry itself. */
  readonly imageNames: readonly string[];
  readonly dockerfile: string;
  readonly target?: string;
  readonly arguments: readonly BuildArgument[];
  readonly platform: { readonly os: string; readonly architecture: string; readonly variant?: string };
  readonly agentPool: string;
  readonly timeoutSeconds: number;
  /** Other registries to log in to, by host; the password is a refresh token and never printed. */
  readonly logins: ReadonlyMap<string, { readonly username: string; readonly password: string }>;
}

export interface AgentPool {
  readonly name: string;
  /** Instances; 0 means that runs stay queued. */
  readonly count: number;
  readonly provisioningState: string;
}

/** ACR Tasks of one registry (REST, 2025-03-01-preview). Throws TASKS_* codes and ARM_* codes. */
export interface TasksClient {
  createUpload(): Promise<{ readonly uploadUrl: string; readonly relativePath: string }>;
  findTaskRun(name: string): Promise<TaskRun | undefined>;
  /**
   * Creates the task run, or runs it again when `forceUpdateTag` differs from the last one.
   * A PUT is safe to repeat under the same name and tag, so this one is retried.
   */
  startTaskRun(name: string, request: BuildRequest, forceUpdateTag: string): Promise<TaskRun>;
  findRun(runId: string): Promise<Run | undefined>;
  readLogUrl(runId: string): Promise<string>;
  cancelRun(runId: string): Promise<void>;
  findAgentPool(name: string): Promise<AgentPool | undefined>;
  listAgentPools(): Promise<readonly AgentPool[]>;
  /** How many runs wait for an instance of the pool. */
  readQueueLength(pool: string): Promise<number>;
}
