import { explainMissing, findProtection } from '../hub/index.ts';
import { formatOptional, formatSeconds, nodeId, renderAssociation } from '../render/index.ts';
import type { StoredReview } from '../state.ts';
import { resolveActor, resolveOwner } from './actors.ts';
import { resolveCommit } from './commits.ts';
import { connect } from './connection.ts';
import type { PageArguments } from './connection.ts';
import { pullId } from './find-pull.ts';
import type { GraphqlCall, PlacedPull } from './types.ts';

/** A pull request; each field is worked out where a query asks for it. */
export function resolvePull(call: GraphqlCall, placed: PlacedPull) {
  const { pull, repository } = placed;
  const { number, title, body, isDraft, headRepository, headBranch, baseBranch } = pull;
  const fork = call.hub.findRepository(headRepository);
  const [name = ''] = headRepository.split('/').slice(1);
  return {
    ...{ __typename: 'PullRequest', id: pullId(repository, pull), number, title, body, isDraft },
    url: `https://github.com/${repository.fullName}/pull/${number}`,
    author: () => resolveActor(call, pull.author),
    ...{
      headRefName: headBranch,
      headRefOid: pull.headSha,
      baseRefName: baseBranch,
      baseRefOid: pull.baseSha,
    },
    isCrossRepository: headRepository !== repository.fullName,
    headRepositoryOwner: () => (fork === undefined ? null : resolveOwner(call, fork)),
    headRepository: () =>
      fork === undefined
        ? null
        : {
            ...{ id: nodeId('R', fork.id), name, nameWithOwner: fork.fullName },
            owner: () => resolveOwner(call, fork),
          },
    ...resolveFate(call, placed),
    ...resolveLists(call, placed),
    ...resolveReviews(call, placed),
    // What the simulated GitHub has none of.
    ...{ autoMergeRequest: null, milestone: null, reactionGroups: [], maintainerCanModify: false },
    ...{ assignees: none, labels: none, reviewRequests: none },
  };
}

function none(page: PageArguments) {
  return connect([], page);
}

function resolveFate(call: GraphqlCall, { pull, repository }: PlacedPull) {
  const isMerged = pull.mergeSha !== undefined;
  const isMergeable = pull.testMergeSha !== undefined;
  const times = [pull.createdAt, pull.closedAt ?? 0, ...pull.reviews.map(({ submittedAt }) => submittedAt)];
  return {
    state: isMerged ? 'MERGED' : pull.state.toUpperCase(),
    ...{ merged: isMerged, closed: pull.state === 'closed' },
    createdAt: formatSeconds(pull.createdAt),
    updatedAt: formatSeconds(Math.max(...times)),
    ...{ closedAt: formatOptional(pull.closedAt), mergedAt: formatOptional(pull.mergedAt) },
    mergedBy: () => resolveActor(call, pull.mergedBy),
    mergeCommit: () => resolveCommit(call, repository, pull.mergeSha),
    mergeable: readMergeable(pull.state, isMergeable),
    mergeStateStatus: () => readMergeState({ pull, repository }),
  };
}

function readMergeable(state: string, isMergeable: boolean): string {
  if (state === 'closed') return 'UNKNOWN';
  return isMergeable ? 'MERGEABLE' : 'CONFLICTING';
}

function readMergeState({ pull, repository }: PlacedPull): string {
  if (pull.state === 'closed') return 'UNKNOWN';
  if (pull.isDraft) return 'DRAFT';
  if (pull.testMergeSha === undefined) return 'DIRTY';
  return explainMissing(repository, pull) === undefined ? 'CLEAN' : 'BLOCKED';
}

function resolveLists(call: GraphqlCall, { pull, repository }: PlacedPull) {
  const { git } = call;
  const { fullName } = repository;
  const listFiles = async () => [...(await git.countLines(fullName, pull.baseSha, pull.headSha))];
  const sum = async (side: 'additions' | 'deletions'): Promise<number> =>
    (await listFiles()).reduce((total, [, lines]) => total + lines[side], 0);
  return {
    ...{ additions: () => sum('additions'), deletions: () => sum('deletions') },
    changedFiles: async () => (await listFiles()).length,
    async files(page: PageArguments) {
      const statuses = await git.changedPaths(fullName, pull.baseSha, pull.headSha);
      const files = await listFiles();
      return connect(
        files.map(([path, lines]) => ({ path, ...lines, changeType: changes[statuses.get(path) ?? ''] })),
        page,
      );
    },
    async commits(page: PageArguments) {
      const range = `${pull.baseSha}..${pull.headSha}`;
      const newestFirst = await git.log(fullName, range, { skip: 0, max: 10_000 });
      const all = newestFirst.toReversed();
      return connect(
        all.map(({ sha }) => ({ commit: () => resolveCommit(call, repository, sha) })),
        page,
      );
    },
    comments: (page: PageArguments) => resolveComments(call, { pull, repository }, page),
  };
}

const changes: Readonly<Record<string, string>> = { A: 'ADDED', M: 'MODIFIED', D: 'DELETED', T: 'CHANGED' };

function resolveComments(call: GraphqlCall, { pull, repository }: PlacedPull, page: PageArguments) {
  const all = repository.comments.filter(({ number }) => number === pull.number);
  return connect(
    all.map(({ id, user, body, createdAt, updatedAt }) => ({
      ...{ id: nodeId('IC', id), body, createdAt: formatSeconds(createdAt) },
      ...{ author: () => resolveActor(call, user), authorAssociation: renderAssociation(repository, user) },
      ...{ includesCreatedEdit: updatedAt !== createdAt, isMinimized: false, minimizedReason: null },
      ...{ reactionGroups: [], viewerDidAuthor: user === call.token.login },
      url: `https://github.com/${repository.fullName}/pull/${pull.number}#issuecomment-${id}`,
    })),
    page,
  );
}

function resolveReviews(call: GraphqlCall, placed: PlacedPull) {
  const { reviews } = placed.pull;
  const latest = new Map(reviews.map((each) => [each.user, each]));
  return {
    reviews: (page: PageArguments) => connect(renderReviews(call, placed, reviews), page),
    latestReviews: (page: PageArguments) => connect(renderReviews(call, placed, [...latest.values()]), page),
    reviewDecision: readDecision(placed),
  };
}

function renderReviews(call: GraphqlCall, { repository }: PlacedPull, reviews: readonly StoredReview[]) {
  return reviews.map((review) => ({
    ...{ id: nodeId('PRR', review.id), state: review.state, body: review.body, reactionGroups: [] },
    author: () => resolveActor(call, review.user),
    authorAssociation: renderAssociation(repository, review.user),
    submittedAt: formatSeconds(review.submittedAt),
    commit: () => resolveCommit(call, repository, review.commitId),
  }));
}

// Null where no rule asks for a review.
function readDecision({ repository, pull }: PlacedPull): string | null {
  if (findProtection(repository, pull.baseBranch)?.requiredApprovals === undefined) return null;
  const missing = explainMissing({ ...repository, statuses: [], checkRuns: [] }, pull);
  if (missing === undefined || missing.startsWith('Required status check')) return 'APPROVED';
  return missing.startsWith('Changes requested') ? 'CHANGES_REQUESTED' : 'REVIEW_REQUIRED';
}
