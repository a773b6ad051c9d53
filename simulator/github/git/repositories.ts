import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { World } from '../../world/index.ts';
import { gitEnv, runGit } from './git.ts';
import { parseCommits } from './log.ts';
import type { CommitOrder, GitRepositories } from './types.ts';

/** Opens the repositories of a world. */
export function openRepositories(world: World): GitRepositories {
  const folderOf = (fullName: string) => join(world.folder, 'git', `${fullName}.git`);
  const git = (fullName: string, ...args: readonly string[]) => runGit(args, { gitDir: folderOf(fullName) });
  const attempt = (fullName: string, ...args: readonly string[]) =>
    git(fullName, ...args).catch((): undefined => undefined);
  return {
    folderOf,
    exists: (fullName) =>
      stat(folderOf(fullName)).then(
        (found) => found.isDirectory(),
        () => false,
      ),
    async create(fullName) {
      await mkdir(folderOf(fullName), { recursive: true });
      await git(fullName, 'init', '--quiet', '--bare', '--initial-branch=main', folderOf(fullName));
      await git(fullName, 'config', 'uploadpack.allowReachableSHA1InWant', 'true');
    },
    commit: (fullName, order) => commit(folderOf(fullName), order, world.clock.now()),
    tip: (fullName, ref) =>
      attempt(fullName, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`),
    async log(fullName, range, { skip, max }) {
      const form = '--format=%H%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%T%x00%B%x00%x01';
      return parseCommits(
        await git(fullName, 'log', form, `--skip=${skip}`, `--max-count=${max}`, '--end-of-options', range),
      );
    },
    count: async (fullName, range) =>
      Number(await git(fullName, 'rev-list', '--count', '--end-of-options', range)),
    mergeBase: (fullName, one, other) => attempt(fullName, 'merge-base', one, other),
    async changedFiles(fullName, base, head) {
      const names = await git(fullName, 'diff', '--name-only', '-z', '--no-renames', `${base}...${head}`);
      const paths = names.split('\u0000').filter((path) => path !== '');
      const entries = paths.map(
        async (path) => [path, await readBlob(folderOf(fullName), `${head}:${path}`)] as const,
      );
      return Object.fromEntries(await Promise.all(entries));
    },
    async checkout(fullName, ref, folder) {
      await runGit(['clone', '--quiet', '--no-checkout', folderOf(fullName), folder]);
      await runGit(['checkout', '--quiet', '--detach', ref], { cwd: folder });
    },
    archive: (fullName, sha) => archive(folderOf(fullName), sha),
  };
}

async function commit(gitDir: string, order: CommitOrder, now: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lazaret-index-'));
  const env = { GIT_INDEX_FILE: join(folder, 'index') };
  const run = (args: readonly string[], input?: string | Uint8Array, extra = {}) =>
    runGit(args, { gitDir, env: { ...env, ...extra }, ...(input === undefined ? {} : { input }) });
  const find = (ref: string): Promise<string | undefined> =>
    run(['rev-parse', '--verify', '--quiet', ref]).catch((): undefined => undefined);
  try {
    const tip = (await find(`refs/heads/${order.branch}`)) ?? (await find('refs/heads/main'));
    const parents = order.parents ?? (tip === undefined ? [] : [tip]);
    if (parents[0] !== undefined) await run(['read-tree', parents[0]]);
    await stage(run, order.files);
    const tree = await run(['write-tree']);
    const links = parents.flatMap((parent) => ['-p', parent]);
    const sha = await run(['commit-tree', tree, ...links], order.message, signatures(order, now));
    await run(['update-ref', `refs/heads/${order.branch}`, sha]);
    return sha;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Run = (args: readonly string[], input?: string | Uint8Array) => Promise<string>;

// --index-info works in a bare repository; mode 0 removes the path (git-update-index, "USING --INDEX-INFO").
async function stage(run: Run, files: CommitOrder['files']): Promise<void> {
  const lines = [];
  for (const [path, content] of Object.entries(files)) {
    const blob = content === null ? undefined : await run(['hash-object', '-w', '--stdin'], content);
    lines.push(blob === undefined ? `0 ${'0'.repeat(40)}\t${path}\n` : `100644 ${blob}\t${path}\n`);
  }
  await run(['update-index', '--index-info'], lines.join(''));
}

function signatures({ author, committer }: CommitOrder, now: number): Record<string, string> {
  const date = `${Math.floor(now / 1000)} +0000`;
  return {
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: committer.name,
    GIT_COMMITTER_EMAIL: committer.email,
    GIT_COMMITTER_DATE: date,
  };
}

async function readBlob(gitDir: string, name: string): Promise<Uint8Array | null> {
  const exists = await runGit(['cat-file', '-e', '--end-of-options', name], { gitDir }).then(
    () => true,
    () => false,
  );
  return exists
    ? Buffer.from(await runGit(['cat-file', 'blob', name], { gitDir, encoding: 'latin1' }), 'latin1')
    : null;
}

async function* archive(gitDir: string, sha: string): AsyncIterable<Uint8Array> {
  const child = spawn('git', ['archive', '--format=tar', '--end-of-options', sha], {
    env: gitEnv({ gitDir }),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  yield* child.stdout;
  if ((await ended) !== 0) throw new Error(`git archive of ${sha} failed`);
}
