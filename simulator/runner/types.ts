/** The job a step runs in, as GitHub would set it up. */
export interface Job {
  /** `owner/name`. */
  readonly repository: string;
  readonly event: string;
  /** The webhook payload that GITHUB_EVENT_PATH holds. */
  readonly eventPayload?: unknown;
  readonly ref: string;
  readonly sha: string;
  /** Who started the first attempt, and who started this one. */
  readonly actor: string;
  readonly triggeringActor: string;
  readonly runId: number;
  readonly attempt: number;
  /**
   * File name of the workflow, e.g. `main.yml`, and of the reusable workflow that defines the job: a file name of
   * the same repository (`build.yml`, `build.yml@ref`) or in full (`owner/name/.github/workflows/build.yml@ref`).
   */
  readonly workflow: string;
  readonly jobWorkflow?: string;
  /** The commit of that file; default: the commit of the run. */
  readonly jobWorkflowSha?: string;
  /** The `name` of the workflow; default: its file name. */
  readonly workflowName?: string;
  readonly jobName: string;
  /** Id of the job in the REST API and of its check run; only a job that the runner of workflows runs has one. */
  readonly checkRunId?: number;
  /** Default: the id of the run. */
  readonly runNumber?: number;
  /** Default: a self-hosted one. */
  readonly runnerEnvironment?: 'self-hosted' | 'github-hosted';
  /** Ids and visibility of a repository other than the estate's first. */
  readonly repositoryFacts?: RepositoryFacts;
  readonly environment?: string;
  /** e.g. `{ contents: 'read', 'id-token': 'write' }`; what is not named is not granted. */
  readonly permissions: Readonly<Record<string, 'read' | 'write'>>;
  readonly runnerGroup: string;
  /** GITHUB_WORKSPACE of the job. */
  readonly workspace: string;
}

/** What GitHub knows of a repository beside its name. */
export interface RepositoryFacts {
  readonly id: number;
  readonly ownerId: number;
  readonly visibility: string;
  readonly defaultBranch: string;
}

/** One `uses:` step. */
export interface Step {
  /** The folder that holds action.yml. */
  readonly action: string;
  readonly with: Readonly<Record<string, string>>;
  readonly id?: string;
  /** Extra variables of the step. */
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

export interface Annotation {
  readonly level: 'notice' | 'warning' | 'error';
  readonly message: string;
  readonly title?: string;
  readonly file?: string;
  readonly startLine?: number;
  readonly endLine?: number;
}

/** What a step leaves behind. */
export interface StepResult {
  readonly conclusion: 'success' | 'failure' | 'cancelled';
  readonly exitCode: number | undefined;
  readonly outputs: Readonly<Record<string, string>>;
  readonly annotations: readonly Annotation[];
  /** Markdown. */
  readonly summary: string;
  readonly state: Readonly<Record<string, string>>;
  /** The log as a person reads it: masked, groups as `▸` lines, workflow commands swallowed. */
  readonly log: readonly string[];
  /** What the program wrote, line by line, masked. */
  readonly rawOutput: string;
  readonly durationMs: number;
}
