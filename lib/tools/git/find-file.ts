import { findErrorCode } from '../../base/error-code.ts';
import { ExternalError } from '../../base/errors/index.ts';
import type { ExecResult } from '../../base/exec.ts';
import { parseGitUrl } from './arguments.ts';
import type { GitOptions } from './git.ts';

/** A file of a public repository, at one commit. */
export interface RemoteFile {
  readonly url: string;
  readonly commit: string;
  /** Relative to the root of the repository. */
  readonly path: string;
}

const fetchTimeoutMs = 5 * 60_000;

/**
 * A text file at a commit, undefined when the commit has none of that path. Fetches the one commit, without history
 * and submodules, into `folder`, which is made. Throws GIT_FAILED.
 */
export async function findRemoteFile(
  file: RemoteFile,
  folder: string,
  options: GitOptions,
): Promise<string | undefined> {
  const url = parseGitUrl(file.url);
  for (const args of [toInitArgs(folder), toFetchArgs(folder, url, file.commit)]) {
    const { exitCode, stderr } = await run(options, url, args);
    if (exitCode !== 0)
      throw failed(
        url,
        stderr
          .replace(/\p{Cc}+/gu, ' ')
          .trim()
          .slice(-300),
      );
  }
  const shown = await run(options, url, toShowArgs(folder, file));
  return shown.exitCode === 0 ? shown.stdout : undefined;
}

/** Makes an empty repository to fetch into. */
function toInitArgs(folder: string): readonly string[] {
  return ['init', '--quiet', '--bare', '--', folder];
}

/** Fetches one commit: https only, also after a redirect, and nothing from the outside before `--`. */
export function toFetchArgs(folder: string, url: string, commit: string): readonly string[] {
  const protocols = ['-c', 'protocol.allow=never', '-c', 'protocol.https.allow=always'];
  const options = ['--quiet', '--depth=1', '--no-tags', '--no-recurse-submodules'];
  return [
    ...protocols,
    '-c',
    'credential.interactive=false',
    '-C',
    folder,
    'fetch',
    ...options,
    '--',
    url,
    commit,
  ];
}

/** Prints a file of a commit; any exit code but 0 says that there is none. */
function toShowArgs(folder: string, { commit, path }: RemoteFile): readonly string[] {
  return ['-C', folder, 'cat-file', 'blob', `${commit}:${path}`];
}

async function run(options: GitOptions, url: string, args: readonly string[]): Promise<ExecResult> {
  const { exec, env, signal, timeoutMs = fetchTimeoutMs } = options;
  const quiet = { ...env, GIT_TERMINAL_PROMPT: '0', GCM_INTERACTIVE: 'never', LC_ALL: 'C' };
  try {
    return await exec('git', args, { env: quiet, timeoutMs, ...(signal === undefined ? {} : { signal }) });
  } catch (error) {
    signal?.throwIfAborted();
    const reason = findErrorCode(error) === 'ENOENT' ? 'git is not installed on this runner' : String(error);
    throw failed(url, reason, error);
  }
}

function failed(subject: string, reason: string, cause?: unknown): ExternalError {
  return new ExternalError('GIT_FAILED', { system: 'git', operation: 'fetch', subject, reason, cause });
}
