import { takeId } from '../state.ts';
import type { StoredComment, StoredIssue } from '../state.ts';
import { commonPayload } from './events.ts';
import { present, readRepository, takeNumber } from './lookup.ts';
import type { HubParts } from './lookup.ts';

/** Opens an issue. */
export function openIssue(
  parts: HubParts,
  fullName: string,
  order: Pick<StoredIssue, 'title' | 'body' | 'user' | 'labels'>,
): StoredIssue {
  const repository = readRepository(parts, fullName);
  const now = parts.world.clock.now();
  const issue: StoredIssue = {
    ...order,
    ...{ number: takeNumber(repository), state: 'open', createdAt: now, updatedAt: now },
  };
  repository.issues.push(issue);
  parts.state.touch();
  return issue;
}

/** Comments on an issue or a pull request. */
export async function addComment(
  parts: HubParts,
  fullName: string,
  order: Pick<StoredComment, 'number' | 'user' | 'body'>,
): Promise<StoredComment> {
  const { comments, pullRequests, issues, defaultBranch } = readRepository(parts, fullName);
  const { number, user, body } = order;
  present(
    [...pullRequests, ...issues].find((each) => each.number === number),
    `issue ${number}`,
  );
  const now = parts.world.clock.now();
  const comment: StoredComment = {
    id: takeId(parts.state),
    number,
    user,
    body,
    createdAt: now,
    updatedAt: now,
  };
  comments.push(comment);
  const sha = (await parts.git.tip(fullName, defaultBranch)) ?? '';
  // Runs of comments are on the default branch (GitHub docs, "Events that trigger workflows").
  await parts.events.emit(() => ({
    ...{ name: 'issue_comment', repository: fullName, ref: `refs/heads/${defaultBranch}`, sha, actor: user },
    payload: {
      ...{ action: 'created', issue: { number }, comment: { id: comment.id, body, user: { login: user } } },
      ...commonPayload(parts, fullName, user),
    },
  }));
  return comment;
}
