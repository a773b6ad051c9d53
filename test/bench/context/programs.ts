import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';

/** What one packing took. */
export interface Packed {
  readonly ms: number;
  readonly bytes: number;
  /** Of our own packer alone. */
  readonly peakBytes: number;
}

const Report = v.object({ bytes: v.number(), peakBytes: v.number() });

/** Our packer, from the start of its process to its end. */
export async function packOurs(folder: string): Promise<Packed> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'pack.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output] = await Promise.all([text(child.stdout), succeed(child, 'pack.ts')]);
  const ms = performance.now() - startedAt;
  return { ms, ...v.parse(Report, JSON.parse(output)) };
}

/** `tar -cf - . | gzip | wc -c`. */
export async function packByTar(folder: string): Promise<Packed> {
  const startedAt = performance.now();
  const tar = spawn('tar', ['-cf', '-', '.'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  const gzip = spawn('gzip', ['-c'], { stdio: [tar.stdout, 'pipe', 'inherit'] });
  const [output] = await Promise.all([count(gzip), succeed(tar, 'tar'), succeed(gzip, 'gzip')]);
  return { ms: performance.now() - startedAt, bytes: Number(output.trim()), peakBytes: 0 };
}

async function count({ stdout }: ChildProcess): Promise<string> {
  const wc = spawn('wc', ['-c'], { stdio: [stdout, 'pipe', 'inherit'] });
  if (wc.stdout === null) throw new Error('wc has no output');
  const [output] = await Promise.all([text(wc.stdout), succeed(wc, 'wc')]);
  return output;
}

async function succeed(child: ChildProcess, name: string): Promise<void> {
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${name} ended with ${String(code)}`);
}
