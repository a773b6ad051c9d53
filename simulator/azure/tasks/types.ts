import type { EstateRegistry } from '../../estate/index.ts';
import type { Principal } from '../entra/types.ts';
import type { BuildRequest, StoredRequest } from './request.ts';

/** ACR's run states (`RunStatus` of 2025-03-01-preview). */
export type RunStatus =
  'Queued' | 'Started' | 'Running' | 'Succeeded' | 'Failed' | 'Canceled' | 'Error' | 'Timeout';

/** One pushed tag of a run. */
export interface OutputImage {
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
}

/** One run as the service keeps it; times are milliseconds since the epoch. */
export interface RunRecord {
  readonly registry: string;
  readonly runId: string;
  status: RunStatus;
  readonly createdAt: number;
  readonly createdBy: Principal;
  startedAt?: number;
  finishedAt?: number;
  updatedAt: number;
  readonly agentPool?: string;
  isArchiveEnabled: boolean;
  /** Without the values of secrets. */
  readonly request: StoredRequest;
  outputImages?: readonly OutputImage[];
  errorMessage?: string;
}

/** A named, durable request and its latest run. */
export interface TaskRunRecord {
  readonly registry: string;
  readonly name: string;
  readonly forceUpdateTag: string | undefined;
  readonly location: string | undefined;
  readonly runId: string;
  readonly createdAt: number;
  readonly createdBy: Principal;
}

export interface PoolRecord {
  readonly registry: string;
  readonly name: string;
  readonly tier: string;
  readonly os: string;
  count: number;
  readonly virtualNetworkSubnetResourceId?: string;
}

/** Where a build of a Git URL gets its files: a plain tar of the commit, paths from the repository's root. */
export interface GitSource {
  /** Undefined when the repository or the commit is not there. */
  archive(url: string, commit: string): Promise<AsyncIterable<Uint8Array> | undefined>;
}

/** ACR Tasks of all registries of the world; ARM gives it its HTTP form. */
export interface Tasks {
  readonly pools: {
    list(registry: string): readonly PoolRecord[];
    find(registry: string, name: string): PoolRecord | undefined;
    save(pool: PoolRecord): void;
    remove(registry: string, name: string): boolean;
    queued(registry: string, name: string): number;
  };
  createUpload(registry: EstateRegistry): { readonly uploadUrl: string; readonly relativePath: string };
  schedule(registry: EstateRegistry, caller: Principal, request: BuildRequest): RunRecord;
  findRun(registry: string, runId: string): RunRecord | undefined;
  /** Newest first. */
  listRuns(registry: string): readonly RunRecord[];
  setArchived(run: RunRecord, isArchiveEnabled: boolean): void;
  logUrl(registry: EstateRegistry, run: RunRecord): string;
  /** Ends a live run as Canceled; a finished one stays as it is. */
  cancel(run: RunRecord): void;
  putTaskRun(
    registry: EstateRegistry,
    caller: Principal,
    put: TaskRunPut,
  ): { record: TaskRunRecord; isNew: boolean };
  findTaskRun(registry: string, name: string): TaskRunRecord | undefined;
  listTaskRuns(registry: string): readonly TaskRunRecord[];
  removeTaskRun(registry: string, name: string): boolean;
  /** Resolves when no run is live but those that wait for an instance. */
  settle(): Promise<void>;
  /** Ends live runs as an agent's loss. */
  close(): Promise<void>;
}

export interface TaskRunPut {
  readonly name: string;
  readonly forceUpdateTag: string | undefined;
  readonly location: string | undefined;
  readonly request: BuildRequest;
}
