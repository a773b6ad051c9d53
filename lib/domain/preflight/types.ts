import type { ErrorCode } from '../../base/errors/index.ts';
import type { EnvironmentSettings } from '../approval/index.ts';
import type { Claims } from './claims.ts';

/** Something that must not be so. */
export interface Problem {
  readonly code: ErrorCode;
  readonly subject: string;
  readonly reason: string;
}

/** What a privileged job has to be. */
export interface Expected {
  readonly events: readonly string[];
  /** Path of the workflow file that defines the job. */
  readonly workflow: string;
  readonly environment: string | undefined;
  readonly runnerGroup: string | undefined;
  readonly subjectForm: 'any' | 'old' | 'immutable';
}

/** What the runner says of the job. */
export interface JobFacts {
  readonly repository: string;
  readonly sha: string;
  readonly ref: string;
  readonly runId: number;
  readonly runAttempt: number;
  readonly eventName: string;
  readonly serverUrl: string;
}

/** What GitHub and others said; whatever could not be read is undefined, and is a problem of its own. */
export interface Found {
  readonly claims: Claims | undefined;
  readonly repository:
    | { readonly defaultBranch: string; readonly visibility: string; readonly canPush: boolean | undefined }
    | undefined;
  readonly isBranchProtected: boolean | undefined;
  /** Whether the commit of the workflow is in the history of the default branch; only asked of the own repository. */
  readonly isWorkflowCommitKnown: boolean | undefined;
  /** `missing` where the repository has no such environment. */
  readonly environment: EnvironmentSettings | 'missing' | undefined;
  /** The group that GitHub says the job runs in; `missing` where it lists no such job. */
  readonly runner: { readonly group: string } | 'missing' | undefined;
  readonly token: { readonly isJobToken: boolean; readonly hasAdministration: boolean | undefined };
  /** How far each system's clock is ahead of the runner's. */
  readonly clocks: readonly { readonly system: string; readonly skewMs: number }[];
  /** Whether the pull request comes from a fork; undefined without a pull request. */
  readonly isFork: boolean | undefined;
}

/** All that is judged. */
export interface Facts {
  readonly expected: Expected;
  readonly job: JobFacts;
  readonly found: Found;
}
