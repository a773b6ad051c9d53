import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runGit } from './git.ts';
import { readBlob } from './read.ts';
import type { MergeOrder } from './types.ts';

/**
 * The tree of a three-way merge, undefined where it conflicts. By an index of its own, because `git merge-tree
 * --write-tree` came with git 2.38, and not every machine has that.
 * https://git-scm.com/docs/git-read-tree ("3-Way Merge")
 */
export async function mergeTrees(gitDir: string, order: MergeOrder): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'lazaret-index-'));
  const env = { GIT_INDEX_FILE: join(folder, 'index') };
  const run: Run = (args, input) => runGit(args, { gitDir, env, ...(input === undefined ? {} : { input }) });
  try {
    await run(['read-tree', '-i', '-m', '--aggressive', order.base, order.into, order.from]);
    const unmerged = parseUnmerged(await run(['ls-files', '--unmerged', '-z']));
    for (const [path, stages] of unmerged) {
      const blob = await mergeFile(gitDir, folder, stages);
      if (blob === undefined) return undefined;
      const lines = `0 ${'0'.repeat(40)}\t${path}\0${blob.mode} ${blob.sha}\t${path}\0`;
      await run(['update-index', '-z', '--index-info'], lines);
    }
    return await run(['write-tree']);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Run = (args: readonly string[], input?: string) => Promise<string>;

interface Stage {
  readonly mode: string;
  readonly sha: string;
}

type Stages = Readonly<Partial<Record<'1' | '2' | '3', Stage>>>;

// `<mode> <object> <stage> TAB <file>`: stage 1 is the base, 2 ours, 3 theirs (git-ls-files, "OUTPUT").
function parseUnmerged(text: string): ReadonlyMap<string, Stages> {
  const files = new Map<string, Stages>();
  for (const record of text.split('\0')) {
    const [, mode = '', sha = '', stage = '', path = ''] =
      /^(\d+) ([0-9a-f]+) ([123])\t(.*)$/s.exec(record) ?? [];
    if (path !== '') files.set(path, { ...files.get(path), [stage]: { mode, sha } });
  }
  return files;
}

// A file that one side removed and the other changed, or whose kind changed, is a conflict.
async function mergeFile(gitDir: string, folder: string, stages: Stages): Promise<Stage | undefined> {
  const { 1: base, 2: ours, 3: theirs } = stages;
  if (base === undefined || ours === undefined || theirs === undefined) return undefined;
  if (ours.mode !== theirs.mode) return undefined;
  const files = await Promise.all(
    [ours, base, theirs].map(async ({ sha }, at) => {
      const file = join(folder, String(at));
      await writeFile(file, await readBlob(gitDir, sha));
      return file;
    }),
  );
  const merged = await runGit(['merge-file', '-p', ...files], { gitDir, encoding: 'latin1' }).catch(
    (): undefined => undefined,
  );
  if (merged === undefined) return undefined;
  const input = Buffer.from(merged, 'latin1');
  return { mode: ours.mode, sha: await runGit(['hash-object', '-w', '--stdin'], { gitDir, input }) };
}
