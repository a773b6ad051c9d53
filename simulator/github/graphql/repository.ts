import { findRef } from '../hub/index.ts';
import { nodeId } from '../render/index.ts';
import { actionsBot } from '../state.ts';
import type { StoredPullRequest, StoredRepository } from '../state.ts';
import { resolveActor, resolveOwner } from './actors.ts';
import { resolveCommit } from './commits.ts';
import { connect } from './connection.ts';
import type { PageArguments } from './connection.ts';
import { GraphqlError, assertGranted } from './errors.ts';
import { findPullById } from './find-pull.ts';
import { resolvePull } from './pull-request.ts';
import { resolveRelease, resolveReleases } from './releases.ts';
import type { GraphqlCall } from './types.ts';

interface PullsArguments extends PageArguments {
  readonly states?: readonly string[] | null;
  readonly baseRefName?: string | null;
  readonly headRefName?: string | null;
  readonly orderBy?: { readonly direction: 'ASC' | 'DESC' } | null;
}

/** The roots of a query. */
export function createQueries(call: GraphqlCall) {
  return {
    viewer: () => resolveActor(call, call.token.login),
    // Of all nodes, the pull requests.
    node({ id }: { readonly id: string }) {
      const repository = call.hub.findRepository(call.token.repository);
      const pull = repository === undefined ? undefined : findPullById(repository, id);
      if (repository === undefined || pull === undefined)
        throw new GraphqlError('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
      assertGranted(repository, call.token, { name: 'pull-requests', level: 'read' });
      return resolvePull(call, { repository, pull });
    },
    repository({ owner, name }: { readonly owner: string; readonly name: string }) {
      const fullName = `${owner}/${name}`;
      const found = call.hub.findRepository(fullName);
      const isSeen = found?.fullName === call.token.repository || found?.visibility === 'public';
      // A repository that a token may not see is not there.
      if (found === undefined || !isSeen)
        throw new GraphqlError('NOT_FOUND', `Could not resolve to a Repository with the name '${fullName}'.`);
      return resolveRepository(call, found);
    },
  };
}

function resolveRepository(call: GraphqlCall, repository: StoredRepository) {
  const { id, fullName, parent, defaultBranch } = repository;
  const parentRepository = parent === undefined ? undefined : call.hub.findRepository(parent);
  return {
    ...renderFacts(call, repository),
    ...{ id: nodeId('R', id), databaseId: id, owner: () => resolveOwner(call, repository) },
    parent: () => (parentRepository === undefined ? null : resolveRepository(call, parentRepository)),
    defaultBranchRef: () => resolveRef(call, repository, `refs/heads/${defaultBranch}`),
    ref: (wanted: { readonly qualifiedName: string }) => findNamedRef(call, repository, wanted.qualifiedName),
    release: (wanted: { readonly tagName: string }) => resolveRelease(call, repository, wanted.tagName),
    releases: (wanted: Parameters<typeof resolveReleases>[2]) => resolveReleases(call, repository, wanted),
    pullRequest(wanted: { readonly number: number }) {
      assertGranted(repository, call.token, { name: 'pull-requests', level: 'read' });
      const pull = repository.pullRequests.find(({ number }) => number === wanted.number);
      const missing = `Could not resolve to a PullRequest with the number of ${wanted.number}.`;
      if (pull === undefined) throw new GraphqlError('NOT_FOUND', missing);
      return resolvePull(call, { repository, pull });
    },
    pullRequests: (wanted: PullsArguments) => resolvePulls(call, repository, wanted),
    url: `https://github.com/${fullName}`,
  };
}

function renderFacts({ token }: GraphqlCall, repository: StoredRepository) {
  const { fullName, visibility, createdAt, parent, collaborators } = repository;
  const [, name = ''] = fullName.split('/');
  const isJob = token.login === actionsBot;
  return {
    ...{ name, nameWithOwner: fullName, createdAt, pushedAt: null, description: null },
    ...{
      visibility: visibility.toUpperCase(),
      isPrivate: visibility === 'private',
      isFork: parent !== undefined,
    },
    ...{ hasIssuesEnabled: true, hasWikiEnabled: false, sshUrl: `git@github.com:${fullName}.git` },
    ...{ mergeCommitAllowed: true, rebaseMergeAllowed: true, squashMergeAllowed: true },
    viewerPermission: isJob ? null : (collaborators[token.login]?.toUpperCase() ?? null),
  };
}

async function resolveRef(call: GraphqlCall, repository: StoredRepository, ref: string) {
  const sha = await findRef(call, repository.fullName, ref);
  if (sha === undefined) return null;
  const [, prefix = '', name = ''] = /^(refs\/[^/]+\/)(.+)$/.exec(ref) ?? [];
  const id = `REF_${Buffer.from(`${repository.id}:${ref}`).toString('base64url')}`;
  return { id, prefix, name, target: () => resolveCommit(call, repository, sha) };
}

// "The ref name to retrieve. Fully qualified matches are checked in order": in full, then below heads, then tags.
async function findNamedRef(call: GraphqlCall, repository: StoredRepository, name: string) {
  const candidates = [name, `refs/heads/${name}`, `refs/tags/${name}`].filter((ref) =>
    ref.startsWith('refs/'),
  );
  for (const ref of candidates) {
    const found = await resolveRef(call, repository, ref);
    if (found !== null) return found;
  }
  return null;
}

// Oldest first unless asked otherwise, whatever their state.
function resolvePulls(call: GraphqlCall, repository: StoredRepository, wanted: PullsArguments) {
  assertGranted(repository, call.token, { name: 'pull-requests', level: 'read' });
  const { states, baseRefName, headRefName, orderBy } = wanted;
  const found = repository.pullRequests
    .filter((pull) => !Array.isArray(states) || states.includes(readState(pull)))
    .filter(({ baseBranch }) => typeof baseRefName !== 'string' || baseRefName === baseBranch)
    .filter(({ headBranch }) => typeof headRefName !== 'string' || headRefName === headBranch);
  const ordered = orderBy?.direction === 'DESC' ? found.toReversed() : found;
  return connect(
    ordered.map((pull) => resolvePull(call, { repository, pull })),
    wanted,
  );
}

function readState({ state, mergeSha }: StoredPullRequest): string {
  return mergeSha === undefined ? state.toUpperCase() : 'MERGED';
}
