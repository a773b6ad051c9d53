import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A foreign server on a loopback port. */
export interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

const startTimeoutMs = 20_000;

/** Starts a server and waits until it says where it listens. Throws when it ends or stays silent. */
export async function startServer(
  file: string,
  args: readonly string[],
  options: { readonly env: Readonly<Record<string, string>>; readonly cwd: string },
): Promise<Server> {
  const child = spawn(file, [...args], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  const said: string[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const fail = (why: string) => (): void => reject(new Error(`${file} ${why}: ${said.slice(-5).join('\n')}`));
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      said.push(line);
      const port = /listen(?:ing|s) (?:on|at) (?:https?:\/\/)?127\.0\.0\.1:(\d+)/i.exec(line)?.[1];
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
    });
  }
  child.once('error', reject);
  child.once('close', fail('ended'));
  const timer = setTimeout(fail('did not say where it listens'), startTimeoutMs);
  try {
    return { url: await promise, stop };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
