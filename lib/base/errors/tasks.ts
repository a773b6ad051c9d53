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
  BLOB_LINK_EXPIRED: {
    kind: 'external',
    title: 'A link to the storage account is no longer valid',
    cause: 'Links with a shared access signature end after about an hour, or the account refuses the network.',
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
