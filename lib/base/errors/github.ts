import type { ErrorCatalogue } from './types.ts';

/** Errors of GitHub's REST API. */
export const githubErrors = {
  GITHUB_UNAUTHORIZED: {
    kind: 'user',
    title: 'GitHub does not accept the token',
    cause: 'The token is wrong, expired or revoked; a job’s token ends with the job.',
    remedy: 'Set `github-token: ${{ github.token }}`.',
  },
  GITHUB_FORBIDDEN: {
    kind: 'user',
    title: 'The token may not read this on GitHub',
    cause: 'The token lacks the permission named in the message.',
    remedy: 'Add the permission named in the message to `permissions:` of the job.',
  },
  GITHUB_NOT_FOUND: {
    kind: 'user',
    title: 'GitHub does not show this',
    cause: 'It does not exist, or the token may not see it: GitHub answers 404 to both.',
    remedy: 'Check the name, and the permission named in the message.',
  },
  GITHUB_RATE_LIMITED: {
    kind: 'external',
    title: 'GitHub’s rate limit is used up',
    cause: 'The token made more requests than GitHub allows in its window.',
    remedy: 'Run the job again after the time in the message.',
  },
  GITHUB_REFUSED: {
    kind: 'external',
    title: 'GitHub refused the request',
    cause: 'GitHub answered with an error that is not named more closely here.',
    remedy: 'Read GitHub’s own words in the message.',
  },
  GITHUB_UNAVAILABLE: {
    kind: 'external',
    title: 'GitHub does not answer',
    cause: 'GitHub answered with a server error until the deadline.',
    remedy: 'Run the job again later; see githubstatus.com.',
  },
  GITHUB_MALFORMED: {
    kind: 'external',
    title: 'GitHub’s answer cannot be understood',
    cause: 'A field that the API promises is missing or of another type.',
    remedy: 'Check that nothing between runner and GitHub answers in its place.',
  },
  GITHUB_TOO_MANY: {
    kind: 'external',
    title: 'GitHub lists more than is read',
    cause: 'The list is longer than the bound named in the message, and part of it would be left unread.',
    remedy: 'Shorten the range, e.g. by promoting more often or by a later `baseline-commit`.',
  },
  GITHUB_FILE_UNREADABLE: {
    kind: 'external',
    title: 'The file on GitHub cannot be read',
    cause: 'It is larger than 1 MB, a folder, a submodule, a link out of the repository, or no UTF-8 text.',
    remedy: 'Name a text file of at most 1 MB.',
  },
  GIT_REF_NOT_FOUND: {
    kind: 'user',
    title: 'The Git repository has no such branch, tag or commit',
    cause: '`git ls-remote` lists nothing of that name.',
    remedy: 'Correct the part after `#` in `context`.',
  },
  GIT_REF_AMBIGUOUS: {
    kind: 'user',
    title: 'A branch and a tag have the same name',
    cause: 'The name stands for two different commits, and choosing one would be a guess.',
    remedy: 'Write `refs/heads/<name>` or `refs/tags/<name>`, or the commit itself.',
  },
  GIT_URL_INVALID: {
    kind: 'user',
    title: 'The Git address cannot be used',
    cause: 'Only https addresses without user and password are taken; credentials in an address end in logs.',
    remedy: 'Write `https://host/path.git#ref:folder`.',
  },
  GIT_CHECKOUT_MISSING: {
    kind: 'user',
    title: 'There is no checked-out repository',
    cause: 'The workspace holds no commit that git can read.',
    remedy: 'Put a step with actions/checkout before this one.',
  },
  GIT_FAILED: {
    kind: 'external',
    title: 'git could not read the repository',
    cause: 'git ended with an error or did not answer in time.',
    remedy: 'Check that the runner reaches the repository and may read it.',
  },
} as const satisfies ErrorCatalogue;
