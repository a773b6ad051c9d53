import type { StoredRepository } from '../state.ts';

/** `author_association`: how an account stands to the repository (GraphQL, `CommentAuthorAssociation`). */
export function renderAssociation({ collaborators, pullRequests }: StoredRepository, login: string): string {
  if (collaborators[login] !== undefined) return 'MEMBER';
  const isKnown = pullRequests.some(({ author, mergeSha }) => author === login && mergeSha !== undefined);
  return isKnown ? 'CONTRIBUTOR' : 'NONE';
}
