import { spawn } from 'node:child_process';
import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { World } from '../../world/index.ts';
import { gitEnv, runGit } from './git.ts';
import { mergeTrees } from './merge.ts';
import { changedPaths, countCommits, countLines, findEntry, listEntries, readBlob, readLog } from './read.ts';
import type { GitRepositories } from './types.ts';
import { readRefs, writeCommit, writeTreeCommit } from './write.ts';

/** Opens the repositories of a world. */
export function openRepositories(world: World): GitRepositories {
  const folderOf = (fullName: string) => join(world.folder, 'git', `${fullName}.git`);
  return { folderOf, ...openWriting(world, folderOf), ...openReading(folderOf) };
}

type FolderOf = GitRepositories['folderOf'];
type Writing =
  'exists' | 'create' | 'fork' | 'fetch' | 'commit' | 'commitTree' | 'mergeTree' | 'setRef' | 'checkout';

function openWriting(world: World, folderOf: FolderOf): Pick<GitRepositories, Writing> {
  return {
    exists: (fullName) =>
      stat(folderOf(fullName)).then(
        (found) => found.isDirectory(),
        () => false,
      ),
    async create(fullName) {
      await mkdir(folderOf(fullName), { recursive: true });
      await runGit(['init', '--quiet', '--bare', '--initial-branch=main', folderOf(fullName)]);
      await configure(folderOf(fullName));
    },
    async fork(from, to) {
      await mkdir(dirname(folderOf(to)), { recursive: true });
      await runGit(['clone', '--quiet', '--bare', folderOf(from), folderOf(to)]);
      await configure(folderOf(to));
    },
    async fetch({ from, branch, to, ref }) {
      const spec = `+refs/heads/${branch}:${ref}`;
      await runGit(['fetch', '--quiet', '--no-tags', folderOf(from), spec], { gitDir: folderOf(to) });
    },
    commit: (fullName, order) => writeCommit(folderOf(fullName), order, world.clock.now()),
    commitTree: (fullName, order) => writeTreeCommit(folderOf(fullName), order, world.clock.now()),
    mergeTree: (fullName, order) => mergeTrees(folderOf(fullName), order),
    async setRef(fullName, ref, sha) {
      const args = sha === undefined ? ['-d', ref] : [ref, sha];
      await runGit(['update-ref', ...args], { gitDir: folderOf(fullName) });
    },
    async checkout(fullName, ref, folder) {
      await runGit(['clone', '--quiet', '--no-checkout', folderOf(fullName), folder]);
      await runGit(['checkout', '--quiet', '--detach', ref], { cwd: folder });
    },
  };
}

async function configure(gitDir: string): Promise<void> {
  const set = (name: string, value: string) => runGit(['config', name, value], { gitDir });
  await set('uploadpack.allowReachableSHA1InWant', 'true');
  // A pull request's refs are GitHub's own ("deny updating a hidden ref"), and fetched by name.
  await set('receive.hideRefs', 'refs/pull');
}

type Reading = Exclude<keyof GitRepositories, Writing | 'folderOf'>;

function openReading(folderOf: FolderOf): Pick<GitRepositories, Reading> {
  const attempt = (fullName: string, args: readonly string[]) =>
    runGit(args, { gitDir: folderOf(fullName) }).catch((): undefined => undefined);
  return {
    refs: (fullName, prefix) => readRefs(folderOf(fullName), prefix),
    tip: (fullName, ref) =>
      attempt(fullName, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]),
    log: (fullName, range, limits) => readLog(folderOf(fullName), range, limits),
    count: (fullName, range, limits = {}) => countCommits(folderOf(fullName), range, limits),
    mergeBase: (fullName, one, other) => attempt(fullName, ['merge-base', one, other]),
    countLines: (fullName, base, head) => countLines(folderOf(fullName), base, head),
    changedPaths: (fullName, base, head) => changedPaths(folderOf(fullName), base, head),
    findEntry: (fullName, commit, path) => findEntry(folderOf(fullName), commit, path),
    listEntries: (fullName, tree) => listEntries(folderOf(fullName), tree),
    readBlob: (fullName, sha) => readBlob(folderOf(fullName), sha),
    archive: (fullName, sha) => archive(folderOf(fullName), sha),
  };
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
