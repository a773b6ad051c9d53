import { ExternalError, UserError } from '../../base/errors/index.ts';
import type { Exec, ExecResult } from '../../base/exec.ts';
import { expandRef, isCommitId, parseGitUrl, toLsRemoteArgs } from './arguments.ts';
import { parseLsRemote } from './ls-remote.ts';

/** What git needs of the machine. */
export interface GitOptions {
  readonly exec: Exec;
  /** Variables for the child: PATH, proxies, CA files; no secrets. */
  readonly env: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

/** The git program. Throws GIT_* codes. */
export interface Git {
  /** The commit that a branch, tag or `HEAD` (empty) of a remote repository is at; a whole commit id is itself. */
  resolveRef(url: string, ref: string): Promise<string>;
}

const defaultTimeoutMs = 60_000;

/** git as found on PATH, without questions to a terminal. */
export function createGit(options: GitOptions): Git {
  return { resolveRef: (url, ref) => resolveRef(options, url, ref) };
}

async function resolveRef(options: GitOptions, text: string, ref: string): Promise<string> {
  const url = parseGitUrl(text);
  if (isCommitId(ref)) return ref;
  const names = expandRef(ref);
  const result = await run(options, url, toLsRemoteArgs(url, names));
  if (result.exitCode !== 0) throw failed(url, lastLine(result.stderr) || `exit code ${result.exitCode}`);
  return choose(url, ref, names, parseLsRemote(result.stdout));
}

// ls-remote matches by the end of a name too (`x/refs/heads/main`), so only the asked names count.
function choose(
  url: string,
  ref: string,
  names: readonly string[],
  found: ReadonlyMap<string, string>,
): string {
  const commits = new Set(names.map((name) => found.get(name)).filter((sha) => sha !== undefined));
  const [commit] = commits;
  const subject = ref === '' ? 'HEAD' : ref;
  if (commit === undefined) throw new UserError('GIT_REF_NOT_FOUND', { subject, reason: `not in ${url}` });
  if (commits.size === 1) return commit;
  throw new UserError('GIT_REF_AMBIGUOUS', {
    subject,
    reason: `a branch and a tag of ${url} have this name`,
  });
}

async function run(options: GitOptions, url: string, args: readonly string[]): Promise<ExecResult> {
  const { exec, env, signal, timeoutMs = defaultTimeoutMs } = options;
  const quiet = { ...env, GIT_TERMINAL_PROMPT: '0', GCM_INTERACTIVE: 'never', LC_ALL: 'C' };
  try {
    return await exec('git', args, { env: quiet, timeoutMs, ...(signal === undefined ? {} : { signal }) });
  } catch (error) {
    signal?.throwIfAborted();
    throw failed(url, error instanceof Error ? error.message : 'it could not be started', error);
  }
}

function failed(url: string, reason: string, cause?: unknown): ExternalError {
  return new ExternalError('GIT_FAILED', {
    system: 'git',
    operation: 'ls-remote',
    subject: url,
    reason,
    cause,
  });
}

function lastLine(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(/\p{Cc}/gu, ' ').trim());
  return lines.findLast((line) => line !== '')?.slice(0, 300) ?? '';
}
