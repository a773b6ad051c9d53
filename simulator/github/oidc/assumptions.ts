import type { Assumption } from '../../world/types.ts';

/** What differs between repositories, or is not known, of GitHub's OIDC tokens. */
export const oidcAssumptions: readonly Assumption[] = [
  {
    name: 'oidc-subject-form',
    question: 'Does the subject name owner and repository by name only, or also by their immutable ids?',
    chosen: 'immutable',
    values: ['immutable', 'old'],
    settledBy:
      'Print the `sub` claim of a token that a job of the repository requested: `curl -H "Authorization: Bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=probe"`',
    source:
      'GitHub changelog: repositories created, renamed or transferred after 15 July 2026 get immutable subjects; older ones opt in.',
  },
];
