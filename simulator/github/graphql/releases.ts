import { formatOptional, formatSeconds } from '../render/index.ts';
import type { StoredRelease, StoredRepository } from '../state.ts';
import { connect } from './connection.ts';
import type { PageArguments } from './connection.ts';
import type { GraphqlCall } from './types.ts';

interface ReleasesArguments extends PageArguments {
  readonly orderBy?: { readonly direction: 'ASC' | 'DESC' } | null;
}

/** The releases of a repository; drafts for those who may write alone. */
export function resolveReleases(call: GraphqlCall, repository: StoredRepository, wanted: ReleasesArguments) {
  const all = listVisible(call, repository);
  const ordered = wanted.orderBy?.direction === 'DESC' ? all.toReversed() : all;
  return connect(
    ordered.map((each) => renderRelease(repository, each)),
    wanted,
  );
}

/** The release of a tag, a draft included. */
export function resolveRelease(call: GraphqlCall, repository: StoredRepository, tag: string) {
  const found = listVisible(call, repository).find((each) => each.tag === tag);
  return found === undefined ? null : renderRelease(repository, found);
}

function listVisible({ token }: GraphqlCall, { releases = [] }: StoredRepository): readonly StoredRelease[] {
  return token.permissions['contents'] === 'write' ? releases : releases.filter(({ isDraft }) => !isDraft);
}

function renderRelease({ releases = [] }: StoredRepository, release: StoredRelease) {
  const { id, tag, name, isDraft, isPrerelease, createdAt, publishedAt } = release;
  const latest = releases.findLast((each) => !each.isDraft && !each.isPrerelease);
  return {
    ...{ databaseId: id, tagName: tag, name, isDraft, isPrerelease, isLatest: release === latest },
    createdAt: formatSeconds(createdAt),
    publishedAt: formatOptional(publishedAt),
  };
}
