import type { ArtifactRecord, StepReport } from '../steps/index.ts';
import type { Annotation } from '../types.ts';
import type { Permissions } from './permissions.ts';

export type Result = 'success' | 'failure' | 'cancelled' | 'skipped';
export type RunConclusion = Result | 'startup_failure';

/** How a run stands; the newest attempt of it. */
export interface RunReport {
  readonly id: number;
  /** Counts the runs of one workflow, from 1. */
  readonly number: number;
  readonly attempt: number;
  readonly repository: string;
  /** `.github/workflows/main.yml`. */
  readonly workflow: string;
  /** `run-name`, or what GitHub shows where there is none: the workflow's name. */
  readonly name: string;
  readonly event: string;
  readonly ref: string;
  readonly sha: string;
  readonly actor: string;
  readonly triggeringActor: string;
  readonly status: 'queued' | 'pending' | 'in_progress' | 'waiting' | 'completed';
  readonly conclusion: RunConclusion | undefined;
  /** Why it did not start, or was cancelled. */
  readonly problems: readonly string[];
  readonly jobs: readonly JobReport[];
  readonly artifacts: readonly ArtifactRecord[];
  readonly startedAt: number;
  readonly completedAt: number | undefined;
}

/** One job of an attempt: a leg of a matrix is a job of its own. */
export interface JobReport {
  readonly id: number;
  /** Path of job ids with the matrix values, the same in every attempt: `gate / scan (api)`. */
  readonly key: string;
  /** What GitHub shows. */
  readonly name: string;
  /** The id in the file. */
  readonly jobId: string;
  readonly attempt: number;
  /** `owner/name/.github/workflows/build.yml@refs/heads/main`. */
  readonly workflowRef: string;
  readonly needs: readonly string[];
  readonly permissions: Permissions;
  status: 'queued' | 'pending' | 'waiting' | 'in_progress' | 'completed';
  conclusion: Result | undefined;
  environment: string | undefined;
  environmentUrl: string | undefined;
  runner: string | undefined;
  startedAt: number | undefined;
  completedAt: number | undefined;
  outputs: Readonly<Record<string, string>>;
  readonly annotations: Annotation[];
  readonly steps: JobStep[];
}

/** A step of a job that has ended. */
export interface JobStep extends StepReport {
  readonly number: number;
  readonly status: 'completed';
}

/** What a timeline can show while runs go on. */
export type RunnerEvent =
  | { readonly kind: 'run-started' | 'run-ended'; readonly run: RunReport }
  | {
      readonly kind: 'job-waiting' | 'job-started' | 'job-ended';
      readonly run: RunReport;
      readonly job: JobReport;
    }
  | {
      readonly kind: 'step-ended';
      readonly run: RunReport;
      readonly job: JobReport;
      readonly step: StepReport;
    }
  | {
      readonly kind: 'line';
      readonly run: RunReport;
      readonly job: JobReport;
      readonly step: string;
      readonly line: string;
    };
