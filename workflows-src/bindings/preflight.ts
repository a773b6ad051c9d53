// Written by npm run docs from actions/preflight/src/inputs.ts.

/** Check, before a privileged job does anything, that it runs where and as it must. */
export interface PreflightInputs {
  /** The events that may start the job. `pull_request` stands for pull requests that come from no fork. */
  readonly events: string;
  /** The workflow file that defines the job, e.g. `promote.yml`. The OIDC token has to name it on the default branch, or in another repository by its commit. */
  readonly workflow: string;
  /** The environment that the job has to run in; its settings are read back and have to protect. */
  readonly environment?: string;
  /** The runner group that the job has to run in. */
  readonly 'runner-group'?: string;
  /** An Entra tenant whose clock the runner’s is compared with. */
  readonly 'tenant-id'?: string;
  /** The form that the OIDC subject has to have: with names alone, or with ids (GitHub’s default since July 2026). */
  readonly 'subject-form'?: 'any' | 'old' | 'immutable' | `\${{${string}`;
  /** Token of this job with `contents: read` and `actions: read`. */
  readonly 'github-token'?: string;
}

/** The outputs of preflight by the names that expressions use. */
export const preflightOutputs = [
  'problems',
  'subject',
  'subject-form',
  'workflow-ref',
  'workflow-commit',
  'branch',
] as const;
