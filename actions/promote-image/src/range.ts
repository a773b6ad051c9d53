import type { CommitFacts, GithubClient } from '../../../lib/clients/github/index.ts';

/** The commits whose makers may not approve. */
export interface CommitRange {
  readonly commits: readonly CommitFacts[];
  readonly isComplete: boolean;
  /** Where the range begins, for the log. */
  readonly origin: string;
}

/** How far the history is examined when nothing was promoted yet and no baseline is given. */
export const maxHistoryCommits = 250;

/** The range and the commits that the image was built at: one may be older, and left out when it was passed over. */
export async function addBuilt(
  range: CommitRange,
  built: readonly string[],
  github: GithubClient,
): Promise<CommitRange> {
  const known = new Set(range.commits.map(({ sha }) => sha));
  const older: CommitFacts[] = [];
  for (const sha of built.filter((each) => !known.has(each)))
    older.push(...(await github.listCommits(sha, 1)).commits);
  return { ...range, commits: [...range.commits, ...older] };
}

/** Every commit since `base` when the head descends from it, else the whole history up to a bound. */
export async function readRange(
  github: GithubClient,
  head: string,
  base: string | undefined,
): Promise<CommitRange> {
  const compared = base === undefined ? undefined : await github.compare(base, head);
  if (base !== undefined && compared?.status === 'ahead') {
    return { commits: compared.commits, isComplete: true, origin: base };
  }
  // The same commit again: its own makers still may not approve what was built from it.
  if (base !== undefined && compared?.status === 'identical') {
    return { ...(await github.listCommits(head, 1)), isComplete: true, origin: base };
  }
  return { ...(await github.listCommits(head, maxHistoryCommits)), origin: 'the first commit' };
}
