import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Buildah } from './find.ts';

/** Runs buildah with a storage of its own; answers its standard output. */
export interface BuildahRunner {
  run(
    args: readonly string[],
    options?: { readonly isOffline?: boolean; readonly env?: Readonly<Record<string, string>> },
  ): Promise<BuildahResult>;
}

export interface BuildahResult {
  readonly exitCode: number;
  readonly lines: readonly string[];
  readonly errors: readonly string[];
}

/** Prepares a folder for buildah: nothing of the machine's own container settings is read. */
export async function openBuildah(
  tools: Extract<Buildah, { isUsable: true }>,
  folder: string,
  on: { readonly print: (line: string) => void; readonly signal: AbortSignal },
): Promise<BuildahRunner> {
  const policy = join(folder, 'policy.json');
  const registries = join(folder, 'registries.conf');
  await writeFile(policy, '{"default":[{"type":"insecureAcceptAnything"}]}');
  await writeFile(registries, '');
  const storage = [
    '--root',
    join(folder, 'root'),
    '--runroot',
    join(folder, 'runroot'),
    '--storage-driver',
    'vfs',
  ];
  const env = {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: folder,
    TMPDIR: folder,
    CONTAINERS_REGISTRIES_CONF: registries,
  };
  return {
    run(args, options = {}) {
      const [verb = '', ...rest] = args;
      const takesPolicy = ['bud', 'pull', 'push'].includes(verb);
      const command = [
        tools.buildah,
        ...storage,
        verb,
        ...(takesPolicy ? ['--signature-policy', policy] : []),
        ...rest,
      ];
      // An own network namespace without any interface but loopback: a build sees no network.
      const [file = '', ...all] = options.isOffline === true ? [tools.unshare, '--net', ...command] : command;
      return start(file, all, { env: { ...env, ...options.env }, ...on });
    },
  };
}

async function start(
  file: string,
  args: readonly string[],
  on: {
    readonly env: Readonly<Record<string, string>>;
    readonly print: (line: string) => void;
    readonly signal: AbortSignal;
  },
): Promise<BuildahResult> {
  on.signal.throwIfAborted();
  const child = spawn(file, args, { env: on.env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  // The whole group: a cancelled run must not leave the build's own programs behind.
  const stop = (): void => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  };
  on.signal.addEventListener('abort', stop, { once: true });
  const lines: string[] = [];
  const errors: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    on.print(line);
  });
  createInterface({ input: child.stderr }).on('line', (line) => errors.push(line));
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.once('error', reject);
  child.once('close', (code) => resolve(code ?? 1));
  try {
    const exitCode = await promise;
    on.signal.throwIfAborted();
    return { exitCode, lines, errors };
  } finally {
    on.signal.removeEventListener('abort', stop);
  }
}
