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
    older.push(...(await readWithMerged(github, sha)));
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
    return { commits: await readWithMerged(github, head), isComplete: true, origin: base };
  }
  return { ...(await github.listCommits(head, maxHistoryCommits)), origin: 'the first commit' };
}

// A merge commit is made by who pressed the button; who made what it merged stands behind its other parents.
async function readWithMerged(github: GithubClient, sha: string): Promise<readonly CommitFacts[]> {
  const { commits } = await github.listCommits(sha, 1);
  const [first, ...others] = commits.flatMap(({ parents }) => parents);
  if (first === undefined || others.length === 0) return commits;
  return (await github.compare(first, sha)).commits;
}
