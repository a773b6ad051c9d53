import type { ErrorCatalogue } from './types.ts';

/** Errors of the area "tasks". */
export const tasksErrors = {
  TASKS_NOT_ALLOWED: {
    kind: 'user',
    title: 'The subscription may not run ACR Tasks',
    cause: 'Azure blocks ACR Tasks for the registry or its subscription, e.g. on free credits.',
    remedy: 'Use a subscription that is billed, or ask Azure support to lift the block.',
  },
  TASKS_NOT_FOUND: {
    kind: 'user',
    title: 'ACR Tasks does not know this',
    cause: 'The registry, run or agent pool does not exist.',
    remedy: 'Check the registry id and the name of the agent pool.',
  },
  TASKS_REFUSED: {
    kind: 'external',
    title: 'ACR Tasks refused the request',
    cause: 'Azure answered with an error that is not named more closely here.',
    remedy: 'Read Azure’s own words in the message.',
  },
  TASKS_MALFORMED: {
    kind: 'external',
    title: 'The answer of ACR Tasks cannot be understood',
    cause: 'A field that API version 2025-03-01-preview promises is missing or of another type.',
    remedy: 'Check that nothing between runner and Azure answers in its place.',
  },
  TASKS_STATUS_UNKNOWN: {
    kind: 'external',
    title: 'ACR Tasks reports a status that this version does not know',
    cause: 'Azure added a run status; what is not understood is not taken for a success.',
    remedy: 'Update the action.',
  },
  TASKS_POOL_NOT_FOUND: {
    kind: 'user',
    title: 'The registry has no such agent pool',
    cause: 'A run on a pool that does not exist would wait in the queue for ever.',
    remedy:
      'Correct `agent-pool`, or create the pool: `az acr agentpool create --registry <name> --name <pool>`.',
  },
  TASKS_POOL_EMPTY: {
    kind: 'user',
    title: 'The agent pool has no instance',
    cause: 'Runs stay queued until the pool has at least one instance.',
    remedy: 'Scale it up: `az acr agentpool update --registry <name> --name <pool> --count 1`.',
  },
  TASKS_QUEUE_TIMED_OUT: {
    kind: 'user',
    title: 'The run was not started in time',
    cause: 'The agent pool had no free instance until `timeout` was over; the run was cancelled.',
    remedy: 'Add instances to the pool, or raise `timeout`.',
  },
  TASKS_RUN_FAILED: {
    kind: 'user',
    title: 'The build failed',
    cause:
      'An instruction of the Dockerfile failed on the agent; its output is in the log above and in the log file.',
    remedy: 'Mend the step named in the message; a re-run starts a new build.',
  },
  TASKS_RUN_CANCELED: {
    kind: 'user',
    title: 'The build was cancelled',
    cause: 'The run was cancelled in Azure: by another job that followed it, or by a person.',
    remedy: 'Run the job again.',
  },
  TASKS_RUN_TIMED_OUT: {
    kind: 'user',
    title: 'The build took too long',
    cause: 'ACR ended the run when `timeout` was over.',
    remedy: 'Raise `timeout` (at most 8 hours), or make the build shorter.',
  },
  TASKS_RUN_LOST: {
    kind: 'external',
    title: 'The run cannot be followed',
    cause: 'ACR no longer answers with the run, or never says that it ended.',
    remedy: 'Run the job again: it finds the run by its name and goes on from there.',
  },
  TASKS_RUN_BROKEN: {
    kind: 'external',
    title: 'ACR could not carry out the run',
    cause: 'The run ended with an error of the service, not of the build.',
    remedy: 'Run the job again.',
  },
  TASKS_IMAGE_MISSING: {
    kind: 'external',
    title: 'The built image is not in the registry',
    cause:
      'The run says it succeeded, but names no image of this build or one that the registry does not have.',
    remedy: 'Run the job again; if it happens twice, look for whoever deletes images in the repository.',
  },
  TASKS_BASE_MISMATCH: {
    kind: 'external',
    title: 'The build used another base image than the Dockerfile pins',
    cause: 'The digest in FROM and the digest in the run’s own report differ, so the record would be false.',
    remedy: 'Do not use the image; run the job again and report it if it happens twice.',
  },
  BLOB_LINK_EXPIRED: {
    kind: 'external',
    title: 'A link to the storage account is no longer valid',
    cause:
      'Links with a shared access signature end after about an hour, or the account refuses the network.',
    remedy: 'Run the job again; the link is asked for anew.',
  },
  BLOB_REFUSED: {
    kind: 'external',
    title: 'The storage account refused the request',
    cause: 'Azure Storage answered with an error that is not named more closely here.',
    remedy: 'Read the storage error code in the message.',
  },
  BLOB_UNAVAILABLE: {
    kind: 'external',
    title: 'The storage account does not answer',
    cause: 'Azure Storage answered with a server error or asked to wait, until the deadline.',
    remedy: 'Run the job again later.',
  },
} as const satisfies ErrorCatalogue;
