import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Server } from 'node:net';

/** What is started, on the Node that runs the benchmark. */
export interface Program {
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Milliseconds from the start of the process, as its parent sees them. */
export interface Times {
  /** The frame said that the work begins. */
  readonly mainMs?: number;
  /** A connection arrived at the proxy that the program was given. */
  readonly requestMs?: number;
  readonly exitMs?: number;
}

/** Starts a program and stops it at its first request, which goes to a proxy of our own. */
export async function startProgram(program: Program): Promise<Times> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await observe(program, server);
  } finally {
    server.close();
  }
}

async function observe({ file, env }: Program, server: Server): Promise<Times> {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const times: { -readonly [Name in keyof Times]: Times[Name] } = {};
  const startedAt = performance.now();
  const child = spawn(process.execPath, [file], {
    env: { ...env, ...buildNetworkEnv(port) },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  child.stdout.on('data', (chunk: Buffer) => {
    if (chunk.includes('the work begins')) times.mainMs ??= performance.now() - startedAt;
  });
  server.once('connection', (socket) => {
    times.requestMs = performance.now() - startedAt;
    socket.destroy();
    child.kill('SIGKILL');
  });
  child.once('exit', () => {
    times.exitMs = performance.now() - startedAt;
  });
  // What the program printed may be read after its exit was told; `close` comes when all of it was.
  await once(child, 'close');
  return times;
}

function buildNetworkEnv(port: number): Readonly<Record<string, string>> {
  const proxy = `http://127.0.0.1:${port}`;
  return {
    HTTPS_PROXY: proxy,
    https_proxy: proxy,
    ACTIONS_ID_TOKEN_REQUEST_URL: 'https://bench.actions.githubusercontent.com/token?api-version=2.0',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'token',
  };
}
