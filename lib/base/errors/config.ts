import type { ErrorCatalogue } from './types.ts';

/** Errors about `lazaret.yaml` and what it names. */
export const configErrors = {
  CONFIG_INVALID: {
    kind: 'user',
    title: 'The configuration cannot be used',
    cause:
      '`lazaret.yaml` is no YAML, has unknown keys, names an image, repository, folder or key twice, lets one folder lie unnamed inside another, or leads outside the repository.',
    remedy: 'Correct each place named in the message; docs/configuration.md describes the format.',
  },
  CONFIG_MISSING: {
    kind: 'user',
    title: 'There is no configuration',
    cause: 'The repository has no `lazaret.yaml` at its root, or at the place that the input names.',
    remedy: 'Write one; docs/configuration.md shows the smallest. Check the repository out before the step.',
  },
  CONFIG_FILES_MISSING: {
    kind: 'user',
    title: 'The configuration names what is not there',
    cause: 'A Dockerfile, folder or file that `lazaret.yaml` names is not in the checked-out commit.',
    remedy: 'Correct each entry named in the message, or commit what is missing.',
  },
  CONFIG_PLAN_TOO_LARGE: {
    kind: 'user',
    title: 'The plan is larger than the outputs of a job may be',
    cause: 'GitHub takes 1 MB of outputs from a job, counted in UTF-16.',
    remedy: 'Split the repository, or shorten names and folders of its images.',
  },
} as const satisfies ErrorCatalogue;
