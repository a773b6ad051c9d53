import { ExternalError, UserError } from '../../base/errors/index.ts';
import type { ExecResult } from '../../base/exec.ts';
import { isCommitId } from './arguments.ts';
import type { GitOptions } from './git.ts';

/** What git needs to read a checked-out repository. */
export interface CheckoutOptions extends GitOptions {
  /** The root of its work tree. */
  readonly folder: string;
}

/** The commits of a checked-out repository; nothing is fetched, and nothing of the work tree is read. */
export interface Checkout {
  /** The commit that is checked out; throws GIT_CHECKOUT_MISSING where there is none. */
  readHead(): Promise<string>;
  /** Whether history ends before its beginning, as `fetch-depth` makes it. */
  isShallow(): Promise<boolean>;
  /** Whether the commit is there. */
  hasCommit(commit: string): Promise<boolean>;
  /** The parents that are there, first parent first. */
  listParents(commit: string): Promise<readonly string[]>;
  findMergeBase(one: string, other: string): Promise<string | undefined>;
  /** Every path that is not the same in both; a rename is two paths. */
  listChangedFiles(base: string, head: string): Promise<readonly string[]>;
  /** The text of a file at a commit, undefined when there is none. */
  findText(commit: string, path: string): Promise<string | undefined>;
  /** Which of the paths a commit has no file or folder of. A path may not hold a line break. */
  listMissing(commit: string, paths: readonly string[]): Promise<readonly string[]>;
  /** Which of the paths are symbolic links in a commit. */
  listLinks(commit: string, paths: readonly string[]): Promise<readonly string[]>;
}

const defaultTimeoutMs = 120_000;

/** Reads the repository in a folder. Throws GIT_FAILED. */
export function openCheckout(options: CheckoutOptions): Checkout {
  const run = (args: readonly string[], input?: string): Promise<ExecResult> => runGit(options, args, input);
  const read = async (args: readonly string[], input?: string): Promise<string> => {
    const { exitCode, stdout, stderr } = await run(args, input);
    if (exitCode === 0) return stdout;
    throw failed(args[0] ?? '', `exit code ${exitCode}: ${toLine(stderr)}`);
  };
  const has = async (object: string): Promise<boolean> =>
    (await run(['cat-file', '-e', object])).exitCode === 0;
  return {
    readHead: async () => parseHead(await run(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])),
    isShallow: async () => (await read(['rev-parse', '--is-shallow-repository'])).trim() === 'true',
    hasCommit: (commit) => has(`${assertCommit(commit)}^{commit}`),
    listParents: async (commit) => {
      const line = await read(['rev-list', '--parents', '--max-count=1', assertCommit(commit)]);
      return line.trim().split(' ').slice(1);
    },
    findMergeBase: async (one, other) => {
      const { exitCode, stdout } = await run(['merge-base', assertCommit(one), assertCommit(other)]);
      return exitCode === 0 ? stdout.trim() : undefined;
    },
    listChangedFiles: async (base, head) => splitNul(await read(toDiffArgs(base, head))),
    findText: async (commit, path) => {
      const object = `${assertCommit(commit)}:${path}`;
      return (await has(object)) ? read(['cat-file', 'blob', object]) : undefined;
    },
    listMissing: async (commit, paths) => {
      const objects = paths.map((path) => toObject(commit, path));
      const checked = await read(['cat-file', '--batch-check=%(objectname)'], objects.join('\n'));
      const lines = checked.split('\n');
      return paths.filter((_, index) => lines[index] === `${objects[index] ?? ''} missing`);
    },
    listLinks: async (commit, paths) => {
      // Without a path it would list the root.
      if (paths.length === 0) return [];
      const listed = splitNul(
        await read(['ls-tree', '-z', '--full-tree', assertCommit(commit), '--', ...paths]),
      );
      return listed
        .filter((line) => line.startsWith('120000 '))
        .map((line) => line.slice(line.indexOf('\t') + 1));
    },
  };
}

/** Names of changed files, each ended by NUL: a name may hold anything else. Plumbing runs no diff driver. */
export function toDiffArgs(base: string, head: string): readonly string[] {
  // The change's own .gitmodules could hide that it moves a submodule (gitmodules(5), `ignore`).
  const form = ['-r', '-z', '--name-only', '--no-renames', '--no-commit-id', '--ignore-submodules=none'];
  return ['diff-tree', ...form, assertCommit(base), assertCommit(head), '--'];
}

function toObject(commit: string, path: string): string {
  if (/[\0\r\n]/.test(path)) throw new TypeError('a path with a line break cannot be asked about');
  // Git writes the root of a commit as an empty path.
  return `${assertCommit(commit)}:${path === '.' ? '' : path}`;
}

function parseHead({ exitCode, stdout, stderr }: ExecResult): string {
  if (exitCode === 0) return stdout.trim();
  const reason = toLine(stderr) || 'it has no commit';
  throw new UserError('GIT_CHECKOUT_MISSING', { subject: 'GITHUB_WORKSPACE', reason });
}

function assertCommit(commit: string): string {
  if (isCommitId(commit)) return commit;
  throw new TypeError('git is asked about whole commit ids alone');
}

async function runGit(
  options: CheckoutOptions,
  args: readonly string[],
  input?: string,
): Promise<ExecResult> {
  const { exec, env, folder, signal, timeoutMs = defaultTimeoutMs } = options;
  // The repository's own configuration could name programs to run; and a container's user need not own the folder.
  const safe = ['core.fsmonitor=false', 'core.hooksPath=/dev/null', `safe.directory=${folder}`];
  const quiet = {
    ...env,
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    // A replacement ref would show another commit under the same id.
    GIT_NO_REPLACE_OBJECTS: '1',
    LC_ALL: 'C',
  };
  const whole = ['-C', folder, ...safe.flatMap((each) => ['-c', each]), ...args];
  const rest = { ...(input === undefined ? {} : { input }), ...(signal === undefined ? {} : { signal }) };
  try {
    return await exec('git', whole, { env: quiet, timeoutMs, ...rest });
  } catch (error) {
    signal?.throwIfAborted();
    throw failed(args[0] ?? '', error instanceof Error ? error.message : 'it could not be started', error);
  }
}

function failed(operation: string, reason: string, cause?: unknown): ExternalError {
  return new ExternalError('GIT_FAILED', {
    system: 'git',
    operation,
    subject: 'the checked-out repository',
    reason,
    cause,
  });
}

function splitNul(text: string): readonly string[] {
  return text.split('\0').filter((name) => name !== '');
}

function toLine(text: string): string {
  return text
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 300);
}
