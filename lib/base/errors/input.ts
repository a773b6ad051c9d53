import type { ErrorCatalogue } from './types.ts';

/** Errors about what the caller wrote in `with:` or in the environment of the job. */
export const inputErrors = {
  INPUT_INVALID: {
    kind: 'user',
    title: 'The inputs cannot be used',
    cause: 'One or more inputs are missing, malformed, renamed or contradict each other.',
    remedy: 'Correct each input named in the message in the `with:` block of the step.',
  },
  INPUT_OUTSIDE_WORKSPACE: {
    kind: 'user',
    title: 'A path leaves the workspace',
    cause: 'A path input, followed through its symbolic links, ends outside GITHUB_WORKSPACE.',
    remedy: 'Name a path inside the checked-out repository.',
  },
  ENVIRONMENT_INCOMPLETE: {
    kind: 'user',
    title: 'The runner environment is incomplete',
    cause: 'A variable that every GitHub Actions runner sets is missing or malformed.',
    remedy: 'Run the action on a GitHub Actions runner, or in the simulator.',
  },
  ID_TOKEN_NOT_PERMITTED: {
    kind: 'user',
    title: 'The job may not ask for an OIDC token',
    cause: 'The job that runs this step lacks the permission `id-token: write`.',
    remedy: 'Add `permissions: { id-token: write }` to the job (and to the caller of a reusable workflow).',
  },
  ID_TOKEN_UNAVAILABLE: {
    kind: 'external',
    title: 'GitHub gave no OIDC token',
    cause: 'The token service of GitHub Actions refused the request or could not be reached.',
    remedy: 'Run the job again; behind a proxy set HTTPS_PROXY for the runner.',
  },
} as const satisfies ErrorCatalogue;
