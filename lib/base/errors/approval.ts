import type { ErrorCatalogue } from './types.ts';

/** Errors about the approval of a promotion. */
export const approvalErrors = {
  APPROVAL_ENVIRONMENT_UNSAFE: {
    kind: 'user',
    title: 'The environment does not protect the promotion',
    cause: 'The settings of the environment, read back, let somebody approve or bypass who must not.',
    remedy:
      'In the settings of the environment: required reviewers, "Prevent self-review" on, "Allow administrators to bypass" off, deployment branches exactly the default branch.',
  },
  APPROVAL_MISSING: {
    kind: 'user',
    title: 'Nobody approved this run',
    cause: 'GitHub lists no review of the environment for this run.',
    remedy: 'Run the job in the protected environment and let a reviewer approve it.',
  },
  APPROVAL_PENDING: {
    kind: 'user',
    title: 'The approval is still pending',
    cause: 'The review of the environment for this run has not been given yet.',
    remedy: 'Wait for the reviewer; the job must name the environment itself.',
  },
  APPROVAL_REJECTED: {
    kind: 'user',
    title: 'The promotion was rejected',
    cause: 'A reviewer rejected the environment for this run; GitHub does not say for which attempt.',
    remedy: 'Start a new run for a new decision; a re-run keeps the rejection.',
  },
  APPROVAL_NOT_INDEPENDENT: {
    kind: 'user',
    title: 'The approver is not independent',
    cause: 'The approver started the run, or took part in what is being promoted, or is no person.',
    remedy: 'Start a new run and let somebody approve it who had no part in the changes.',
  },
  APPROVAL_INDEPENDENCE_UNKNOWN: {
    kind: 'user',
    title: 'It is not known whether the approver is independent',
    cause: 'Somebody who took part has no GitHub account that could be compared with the approver’s.',
    remedy:
      'Commit with an address that GitHub knows; for a history that cannot be changed set `baseline-commit` to a commit that was reviewed otherwise.',
  },
} as const satisfies ErrorCatalogue;
