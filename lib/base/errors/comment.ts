import type { ErrorCatalogue } from './types.ts';

/** What keeps the comment of a pull request from being written. */
export const commentErrors = {
  COMMENT_NO_PULL_REQUEST: {
    kind: 'user',
    title: 'The run is not about a pull request',
    cause: 'The event that started the run names no pull request.',
    remedy: 'Use the action in a workflow that is started by `pull_request`.',
  },
  COMMENT_VERDICT_UNREADABLE: {
    kind: 'user',
    title: 'A verdict cannot be read',
    cause: 'A file of gate-image or scan-image is missing, too large, or not what they write.',
    remedy:
      'Download the artifacts `decision-*` and `scan-*` of this run into the folders that the inputs name.',
  },
} as const satisfies ErrorCatalogue;
