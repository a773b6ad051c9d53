/** A step of a job as whatever runs it tells. */
export interface EngineStep {
  readonly name: string;
  readonly number: number;
  readonly status: string;
  readonly conclusion?: string | undefined;
}

/** What a step of a job pointed out. */
export interface EngineAnnotation {
  readonly level: 'notice' | 'warning' | 'error';
  readonly message: string;
  readonly title?: string | undefined;
  readonly file?: string | undefined;
  readonly startLine?: number | undefined;
  readonly endLine?: number | undefined;
}

/** A job of a run. */
export interface EngineJob {
  readonly id: number;
  readonly name: string;
  readonly status: string;
  readonly conclusion?: string | undefined;
  /** The group of the runner that took it. */
  readonly runner?: string | undefined;
  readonly startedAt?: number | undefined;
  readonly completedAt?: number | undefined;
  readonly annotations?: readonly EngineAnnotation[];
  readonly steps: readonly EngineStep[];
}

/** An artifact of a run. */
export interface EngineArtifact {
  readonly id: number;
  readonly name: string;
  readonly digest: string;
  readonly size: number;
}

/** The newest attempt of a run. */
export interface EngineRun {
  readonly id: number;
  readonly attempt: number;
  /** Counts the runs of one workflow. */
  readonly number?: number;
  /** What GitHub shows: `run-name`, or the workflow's name. */
  readonly name: string;
  readonly status: string;
  readonly conclusion?: string | undefined;
  readonly jobs: readonly EngineJob[];
  readonly artifacts: readonly EngineArtifact[];
}

/** A run that somebody starts by hand. */
export interface DispatchOrder {
  readonly repository: string;
  /** File name in `.github/workflows`. */
  readonly workflow: string;
  readonly ref: string;
  readonly sha: string;
  readonly actor: string;
  readonly inputs: Readonly<Record<string, string | number | boolean>>;
}

/** What runs the workflows of the simulated GitHub. */
export interface RunEngine {
  runs(repository: string): readonly EngineRun[];
  /** Starts a run; answers its id. Throws a RefusalError where the workflow or its inputs do not allow it. */
  dispatch(order: DispatchOrder): Promise<number>;
  cancel(runId: number): void;
  rerun(runId: number, order: { readonly actor: string; readonly failedOnly?: boolean }): Promise<unknown>;
}
