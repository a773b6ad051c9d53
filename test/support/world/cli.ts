import { spawn } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../repository.ts';

/** How a command of the simulator ended. */
export interface CliEnd {
  readonly code: number | undefined;
  readonly signal: string | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Sends a signal once, when the output has come to this. */
  readonly interrupt?: { readonly when: RegExp; readonly by: NodeJS.Signals };
}

/** Runs `simulator/cli.ts` in a process of its own, as `npm start` and `npm run simulator` do. */
export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliEnd> {
  const child = spawn(process.execPath, ['--no-warnings', join(root, 'simulator/cli.ts'), ...args], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], NO_COLOR: '1', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr, isSent] = ['', '', false];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    const { interrupt } = options;
    if (interrupt === undefined || isSent || !interrupt.when.test(stdout)) return;
    isSent = true;
    child.kill(interrupt.by);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      resolve({ code: code ?? undefined, signal: signal ?? undefined, stdout, stderr });
    });
  });
}

/** Ids of live processes that were started with a folder's world in their environment (Linux). */
export async function findProcessesOf(folder: string): Promise<readonly string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = ids.map(async (id) => {
    const environ = await readFile(`/proc/${id}/environ`, 'latin1').catch(() => '');
    return environ.includes(join(folder, 'ca.pem')) ? [id] : [];
  });
  return (await Promise.all(found)).flat();
}
