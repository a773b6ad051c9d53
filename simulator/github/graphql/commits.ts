import { formatSeconds } from '../render/index.ts';
import type { StoredRepository } from '../state.ts';
import { listChecks } from './checks.ts';
import { connect } from './connection.ts';
import type { PageArguments } from './connection.ts';
import type { GraphqlCall } from './types.ts';

/** A commit; null where there is none. */
export async function resolveCommit(
  call: GraphqlCall,
  repository: StoredRepository,
  sha: string | undefined,
) {
  const { git } = call;
  if (sha === undefined) return null;
  const [commit] = await git.log(repository.fullName, sha, { skip: 0, max: 1 });
  if (commit === undefined) return null;
  const toTime = (date: string): string => formatSeconds(Date.parse(date));
  return {
    __typename: 'Commit',
    oid: commit.sha,
    abbreviatedOid: commit.sha.slice(0, 7),
    messageHeadline: commit.message.split('\n')[0] ?? '',
    authoredDate: toTime(commit.author.date),
    committedDate: toTime(commit.committer.date),
    url: `https://github.com/${repository.fullName}/commit/${commit.sha}`,
    statusCheckRollup: () => resolveRollup(call, repository, commit.sha),
  };
}

function resolveRollup(call: GraphqlCall, repository: StoredRepository, sha: string) {
  const all = listChecks(call, repository, sha);
  return all.length === 0 ? null : { contexts: (page: PageArguments) => connect(all, page) };
}
