import { runGit } from './git.ts';
import { renderFastImport } from './fast-import.ts';
import type { CommitOrder, TreeCommit } from './types.ts';

/** Makes a commit on a branch; answers its sha. */
export async function writeCommit(gitDir: string, order: CommitOrder, now: number): Promise<string> {
  const parents = order.parents ?? (await findParents(gitDir, order.branch));
  const input = renderFastImport(order, parents, now);
  const args = ['fast-import', '--quiet', '--force', '--done', '--cat-blob-fd=1', '--date-format=raw'];
  // A world is small and short-lived: time counts for more than its size.
  return runGit(['-c', 'core.compression=1', ...args], { gitDir, input });
}

async function findParents(gitDir: string, branch: string): Promise<readonly string[]> {
  const refs = [`refs/heads/${branch}`, 'refs/heads/main'];
  const text = await runGit(['for-each-ref', '--format=%(refname) %(objectname)', ...refs], { gitDir });
  const tips = new Map(text.split('\n').map((line) => splitPair(line)));
  const tip = refs.map((ref) => tips.get(ref)).find((sha) => sha !== undefined);
  return tip === undefined ? [] : [tip];
}

/** Commits a tree without touching a branch. */
export async function writeTreeCommit(gitDir: string, order: TreeCommit, now: number): Promise<string> {
  const { tree, parents, message, author, committer } = order;
  const date = `${Math.floor(now / 1000)} +0000`;
  const env = {
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_AUTHOR_DATE: author.date ?? date,
    GIT_COMMITTER_NAME: committer.name,
    GIT_COMMITTER_EMAIL: committer.email,
    GIT_COMMITTER_DATE: date,
  };
  const links = parents.flatMap((parent) => ['-p', parent]);
  return runGit(['commit-tree', tree, ...links], { gitDir, env, input: message });
}

/** Refs below a prefix. */
export async function readRefs(gitDir: string, prefix: string): Promise<ReadonlyMap<string, string>> {
  const text = await runGit(['for-each-ref', '--format=%(refname) %(objectname)', prefix], { gitDir });
  return new Map(
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => splitPair(line)),
  );
}

function splitPair(line: string): readonly [string, string] {
  const [first = '', second = ''] = line.split(' ');
  return [first, second];
}
