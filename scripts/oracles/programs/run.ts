import { spawn } from 'node:child_process';
import type { ExecOptions, ExecResult } from '../../../lib/base/exec.ts';

/** Output is kept up to this; a foreign program that writes more is stopped. */
const maxOutputBytes = 64 * 1024 * 1024;

/** Runs a program to its end, whatever its exit code. Throws when it cannot be started or does not end in time. */
export function runProgram(
  file: string,
  args: readonly string[],
  options: ExecOptions = {},
): Promise<ExecResult> {
  const { cwd, env, input, signal, timeoutMs = 120_000 } = options;
  return new Promise((resolve, reject) => {
    const place = {
      ...(cwd === undefined ? {} : { cwd }),
      ...(env === undefined ? {} : { env }),
      ...(signal === undefined ? {} : { signal }),
    };
    const child = spawn(file, [...args], { ...place, timeout: timeoutMs, killSignal: 'SIGKILL' });
    const [stdout, stderr] = [collect(), collect()];
    child.stdout.on('data', stdout.add);
    child.stderr.on('data', stderr.add);
    child.once('error', reject);
    child.once('close', (exitCode, endedBy) => {
      if (exitCode === null)
        reject(new Error(`${file} ended by ${endedBy ?? 'no exit code'}: ${stderr.text()}`));
      else resolve({ exitCode, stdout: stdout.text(), stderr: stderr.text() });
    });
    // A program that ends without reading its input closes the pipe first.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
  });
}

/** {@link runProgram} for a program that must succeed; answers what it printed. */
export async function readProgram(
  file: string,
  args: readonly string[],
  options: ExecOptions = {},
): Promise<string> {
  const { exitCode, stdout, stderr } = await runProgram(file, args, options);
  if (exitCode === 0) return stdout;
  throw new Error(`${[file, ...args].join(' ')} ended with ${exitCode}: ${lastLines(stderr || stdout)}`);
}

/** The end of an output, where programs say what went wrong. */
export function lastLines(text: string, count = 12): string {
  return text.trim().split('\n').slice(-count).join('\n');
}

function collect(): { add(chunk: Buffer): void; text(): string } {
  const chunks: Buffer[] = [];
  let size = 0;
  return {
    add(chunk) {
      size += chunk.byteLength;
      if (size <= maxOutputBytes) chunks.push(chunk);
    },
    text: () => Buffer.concat(chunks).toString('utf8'),
  };
}
