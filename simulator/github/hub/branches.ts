import type { StoredPullRequest, StoredRepository } from '../state.ts';
import { commonPayload } from './events.ts';
import { readRepository } from './lookup.ts';
import type { HubParts } from './lookup.ts';
import { tellPull } from './pull-events.ts';
import { findProtection } from './rules.ts';
import { refreshTestMerge } from './test-merge.ts';

/** A ref that moved, and who moved it. */
export interface RefMove {
  readonly ref: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly actor: string;
}

const noCommit = '0'.repeat(40);

/** What follows from a moved ref: pull requests follow their branches, and the webhooks go out. */
export async function followMove(parts: HubParts, fullName: string, move: RefMove): Promise<void> {
  const { ref, before, after, actor } = move;
  if (before === after) return;
  const branch = ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : undefined;
  const pushed = branch === undefined ? [] : await followBranch(parts, fullName, branch, after);
  if (after !== undefined) {
    await parts.events.emit(() => ({
      ...{ name: 'push', repository: fullName, ref, sha: after, actor },
      payload: {
        ...{ ref, before: before ?? noCommit, after, created: before === undefined, deleted: false },
        pusher: { name: actor },
        ...commonPayload(parts, fullName, actor),
      },
    }));
  }
  for (const { repository, pull, previous } of pushed)
    await tellPull(parts, { repository, pull, action: 'synchronize', actor, more: { before: previous } });
}

interface PushedPull {
  readonly repository: StoredRepository;
  readonly pull: StoredPullRequest;
  readonly previous: string;
}

async function followBranch(
  parts: HubParts,
  fullName: string,
  branch: string,
  after: string | undefined,
): Promise<readonly PushedPull[]> {
  const pushed: PushedPull[] = [];
  for (const repository of parts.state.value.repositories) {
    for (const pull of repository.pullRequests.filter(({ state }) => state === 'open')) {
      const isBase = repository.fullName === fullName && pull.baseBranch === branch;
      const isHead = pull.headRepository === fullName && pull.headBranch === branch;
      if (after === undefined || (!isBase && !isHead)) continue;
      const previous = pull.headSha;
      if (isBase) pull.baseSha = after;
      else {
        pull.headSha = after;
        dismissStale(repository, pull);
        pushed.push({ repository, pull, previous });
      }
      await refreshTestMerge(parts, repository, pull);
    }
  }
  parts.state.touch();
  return pushed;
}

// "Dismiss stale pull request approvals when new commits are pushed" (GitHub docs, "About protected branches").
function dismissStale(repository: StoredRepository, pull: StoredPullRequest): void {
  if (findProtection(repository, pull.baseBranch)?.dismissStaleReviews !== true) return;
  for (const review of pull.reviews) if (review.state === 'APPROVED') review.state = 'DISMISSED';
}

/** Refs of a repository before and after a push, as moves. */
export async function listMoves(
  parts: HubParts,
  fullName: string,
  before: ReadonlyMap<string, string>,
  actor: string,
): Promise<readonly RefMove[]> {
  const { git } = parts;
  const after = await git.refs(readRepository(parts, fullName).fullName, 'refs/');
  const names = [...new Set([...before.keys(), ...after.keys()])].filter(
    (ref) => !ref.startsWith('refs/pull/'),
  );
  return names
    .map((ref) => ({ ref, before: before.get(ref), after: after.get(ref), actor }))
    .filter((move) => move.before !== move.after);
}
