import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { Exec, ExecOptions, ExecResult } from '../base/exec.ts';

const maxOutputBytes = 64 * 1024 * 1024;
const killAfterMs = 5000;

/**
 * The exec port on this machine: argument array, no shell, only the given environment, output bounded. Rejects
 * when the program cannot be started, is aborted, takes too long or prints too much.
 */
export const execProgram: Exec = (file, args, options = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      shell: false,
      cwd: options.cwd,
      env: { ...options.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const stop = (reason: unknown): void => {
      killSoftly(child);
      reject(reason);
    };
    const output = collectOutput(child, stop);
    const release = watch(file, options, stop);
    child.on('error', (error) => {
      release();
      reject(error);
    });
    child.on('close', (code, signal) => {
      release();
      resolve(toResult(output, code ?? signalExitCode(signal)));
    });
    // A program that ends without reading its input closes the pipe; its exit code tells the story.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });

interface Output {
  readonly stdout: Buffer[];
  readonly stderr: Buffer[];
}

function collectOutput(child: ChildProcess, stop: (reason: unknown) => void): Output {
  const output: Output = { stdout: [], stderr: [] };
  let bytes = 0;
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxOutputBytes) stop(new Error(`a program printed more than ${maxOutputBytes} bytes`));
      else output[name].push(chunk);
    });
  }
  return output;
}

function watch(file: string, options: ExecOptions, stop: (reason: unknown) => void): () => void {
  const { signal, timeoutMs } = options;
  const onAbort = (): void => stop(signal?.reason);
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(() => stop(new Error(`"${file}" did not end within ${timeoutMs} ms`)), timeoutMs);
  if (signal?.aborted === true) onAbort();
  signal?.addEventListener('abort', onAbort, { once: true });
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  };
}

function killSoftly(child: ChildProcess): void {
  child.kill('SIGTERM');
  setTimeout(() => child.kill('SIGKILL'), killAfterMs).unref();
}

function toResult(output: Output, exitCode: number): ExecResult {
  const [stdout, stderr] = [output.stdout, output.stderr].map((chunks) =>
    Buffer.concat(chunks).toString('utf8'),
  );
  return { exitCode, stdout: stdout ?? '', stderr: stderr ?? '' };
}

// Shells report a program that a signal ended as 128 plus the signal's number; 128 says "by a signal" here.
function signalExitCode(signal: NodeJS.Signals | null): number {
  return signal === null ? 1 : 128;
}
