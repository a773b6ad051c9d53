import { commitOnBranch } from './commit-on-branch.ts';
import { resolveCommit } from './commits.ts';
import { GraphqlError, assertGranted } from './errors.ts';
import { findPullById } from './find-pull.ts';
import { resolvePull } from './pull-request.ts';
import type { GraphqlCall, PlacedPull } from './types.ts';

interface Input<T> {
  readonly input: T & { readonly clientMutationId?: string | null };
}

interface ReviewInput {
  readonly pullRequestId: string;
  readonly event?: string | null;
  readonly body?: string | null;
  readonly commitOID?: string | null;
  readonly comments?: readonly unknown[] | null;
  readonly threads?: readonly unknown[] | null;
}

interface MergeInput {
  readonly pullRequestId: string;
  readonly mergeMethod?: string | null;
  readonly expectedHeadOid?: string | null;
  readonly commitHeadline?: string | null;
  readonly commitBody?: string | null;
}

/** The roots of a mutation. https://docs.github.com/graphql/reference/mutations */
export function createMutations(call: GraphqlCall) {
  return {
    async createCommitOnBranch({ input }: Input<unknown>) {
      const { repository, sha } = await commitOnBranch(call, input);
      const { clientMutationId = null } = input;
      return { clientMutationId, ref: null, commit: () => resolveCommit(call, repository, sha) };
    },
    addPullRequestReview: ({ input }: Input<ReviewInput>) => addReview(call, input),
    mergePullRequest: ({ input }: Input<MergeInput>) => merge(call, input),
  };
}

const reviewStates: Readonly<Record<string, 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED'>> = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
};

async function addReview(call: GraphqlCall, input: Input<ReviewInput>['input']) {
  const placed = findPull(call, input.pullRequestId);
  assertGranted(placed.repository, call.token, { name: 'pull-requests', level: 'write' });
  const state = reviewStates[input.event ?? ''];
  const hasLines = (input.comments ?? []).length + (input.threads ?? []).length > 0;
  if (state === undefined || hasLines)
    throw new GraphqlError('UNPROCESSABLE', 'The simulated GitHub knows no pending reviews and no threads.');
  const review = await call.hub.reviewPullRequest(placed.repository.fullName, {
    ...{ number: placed.pull.number, login: call.token.login, state, body: input.body ?? '' },
    commit: input.commitOID ?? undefined,
  });
  const { clientMutationId = null } = input;
  const pull = resolvePull(call, placed);
  const shown = pull
    .reviews({ last: 1 })
    .nodes()
    .find(({ state: given }) => given === review.state);
  return { clientMutationId, pullRequestReview: shown ?? null };
}

const methods: Readonly<Record<string, 'merge' | 'squash' | 'rebase'>> = {
  MERGE: 'merge',
  SQUASH: 'squash',
  REBASE: 'rebase',
};

async function merge(call: GraphqlCall, input: Input<MergeInput>['input']) {
  const placed = findPull(call, input.pullRequestId);
  // A merge writes contents, as in REST.
  assertGranted(placed.repository, call.token, { name: 'contents', level: 'write' });
  if (typeof input.commitHeadline === 'string' || typeof input.commitBody === 'string')
    throw new GraphqlError('UNPROCESSABLE', 'The simulated GitHub writes the message of a merge itself.');
  await call.hub.merge(placed.repository.fullName, {
    ...{ number: placed.pull.number, merger: call.token.login },
    method: methods[input.mergeMethod ?? ''],
    sha: input.expectedHeadOid ?? undefined,
  });
  const { clientMutationId = null } = input;
  return { clientMutationId, pullRequest: resolvePull(call, placed) };
}

function findPull({ hub, token }: GraphqlCall, id: string): PlacedPull {
  const repository = hub.findRepository(token.repository);
  const pull = repository === undefined ? undefined : findPullById(repository, id);
  if (repository !== undefined && pull !== undefined) return { repository, pull };
  throw new GraphqlError('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
}
