import { spawn } from 'node:child_process';

/** How one git command is run: its folder, its input and its extra variables. */
export interface GitOptions {
  readonly gitDir?: string;
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** `latin1` keeps every byte, and keeps the last line break. */
  readonly encoding?: 'utf8' | 'latin1';
}

/** Runs git by an argument array, free of the user's own configuration; throws with git's words when it fails. */
export async function runGit(args: readonly string[], options: GitOptions = {}): Promise<string> {
  const child = spawn('git', args, { cwd: options.cwd, env: gitEnv(options), stdio: 'pipe' });
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0)
    throw new Error(`git ${args[0] ?? ''} ended with ${code}: ${(await stderr).toString().trim()}`);
  const text = (await stdout).toString(options.encoding ?? 'utf8');
  return options.encoding === 'latin1' ? text : text.trimEnd();
}

/** Variables under which git reads no configuration of the machine or the user. */
export function gitEnv(options: GitOptions = {}): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: '/nonexistent',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
    ...(options.gitDir === undefined ? {} : { GIT_DIR: options.gitDir }),
    ...options.env,
  };
}

async function collect(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
