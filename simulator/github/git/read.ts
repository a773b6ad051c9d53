import { runGit } from './git.ts';
import { parseCommits } from './log.ts';
import type { GitCommit, LogLimits, TreeEntry } from './types.ts';

const commitFormat = '--format=%H%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%T%x00%B%x00%x01';

/** A part of a history, newest first. */
export async function readLog(
  gitDir: string,
  range: string,
  limits: LogLimits,
): Promise<readonly GitCommit[]> {
  const { skip, max } = limits;
  const args = ['log', commitFormat, `--skip=${skip}`, `--max-count=${max}`, ...toFilters(limits)];
  return parseCommits(await runGit([...args, '--end-of-options', range, ...toPaths(limits)], { gitDir }));
}

/** How many commits a range has. */
export async function countCommits(
  gitDir: string,
  range: string,
  limits: Pick<LogLimits, 'path' | 'until' | 'since'>,
): Promise<number> {
  const args = ['rev-list', '--count', ...toFilters(limits), '--end-of-options', range, ...toPaths(limits)];
  return Number(await runGit(args, { gitDir }));
}

function toFilters({ until, since }: Pick<LogLimits, 'until' | 'since'>): readonly string[] {
  return [
    ...(until === undefined ? [] : [`--until=${until}`]),
    ...(since === undefined ? [] : [`--since=${since}`]),
  ];
}

// `:(literal)`: a path from outside is no pattern.
function toPaths({ path }: Pick<LogLimits, 'path'>): readonly string[] {
  return path === undefined ? [] : ['--', `:(literal)${path}`];
}

/** What a path is in a commit. */
export async function findEntry(
  gitDir: string,
  commit: string,
  path: string,
): Promise<TreeEntry | undefined> {
  if (path === '') {
    const sha = await runGit(['rev-parse', '--verify', '--quiet', `${commit}^{tree}`], { gitDir });
    return { mode: '040000', type: 'tree', sha, path, size: 0 };
  }
  // git itself ends on a path that leaves the tree.
  if (path.split('/').some((part) => part === '..' || part === '')) return undefined;
  const args = ['--literal-pathspecs', 'ls-tree', '-z', '-l', '--full-tree', commit, '--', path];
  return parseEntries(await runGit(args, { gitDir })).find((entry) => entry.path === path);
}

/** The entries of a tree, one level. */
export async function listEntries(gitDir: string, tree: string): Promise<readonly TreeEntry[]> {
  return parseEntries(await runGit(['ls-tree', '-z', '-l', tree], { gitDir }));
}

/** The bytes of a blob. */
export async function readBlob(gitDir: string, sha: string): Promise<Uint8Array> {
  return Buffer.from(await runGit(['cat-file', 'blob', sha], { gitDir, encoding: 'latin1' }), 'latin1');
}

/** Paths and how they changed. */
export async function changedPaths(
  gitDir: string,
  base: string,
  head: string,
): Promise<ReadonlyMap<string, string>> {
  const args = ['diff', '--name-status', '-z', '--no-renames', `${base}...${head}`];
  const fields = (await runGit(args, { gitDir })).split('\u0000').filter((field) => field !== '');
  const changes = new Map<string, string>();
  for (let at = 0; at + 1 < fields.length; at += 2) changes.set(fields[at + 1] ?? '', fields[at] ?? '');
  return changes;
}

/** Lines that `head` has more and fewer in each file than the merge base with `base`; none in a binary one. */
export async function countLines(
  gitDir: string,
  base: string,
  head: string,
): Promise<ReadonlyMap<string, { readonly additions: number; readonly deletions: number }>> {
  const args = ['diff', '--numstat', '-z', '--no-renames', `${base}...${head}`];
  const records = (await runGit(args, { gitDir })).split('\u0000').filter((record) => record !== '');
  return new Map(
    records.map((record) => {
      const [additions = '', deletions = '', path = ''] = record.split('\t');
      return [path, { additions: Number(additions) || 0, deletions: Number(deletions) || 0 }];
    }),
  );
}

// `<mode> SP <type> SP <object> SP+ <size> TAB <path>` (git-ls-tree, "OUTPUT FORMAT").
function parseEntries(text: string): readonly TreeEntry[] {
  return text.split('\u0000').flatMap((record) => {
    const match = /^(\d+) (blob|tree|commit) ([0-9a-f]+) +(-|\d+)\t(.*)$/s.exec(record);
    if (match === null) return [];
    const [, mode = '', type, sha = '', size, path = ''] = match;
    const kind = type === 'tree' || type === 'commit' ? type : 'blob';
    return [{ mode, type: kind, sha, path, size: size === '-' ? 0 : Number(size) }];
  });
}
