import { existsSync } from 'node:fs';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findOnPath } from './find.ts';
import { readProgram } from './run.ts';

/** Compiling and downloading may take this long on a slow machine. */
const timeoutMs = 30 * 60 * 1000;

/** Compiles a Go program into a folder. */
export async function installGoProgram(folder: string, target: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await readProgram('go', ['install', target], {
    env: { ...readOwnEnv(), GOBIN: folder },
    cwd: folder,
    timeoutMs,
  });
}

/** Installs a package of npm alone in a folder, without install scripts; what they would make executable is named. */
export async function installNpmPackage(
  folder: string,
  target: string,
  executables: readonly string[] = [],
): Promise<void> {
  await startEmpty(folder);
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  const quiet = ['--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts'];
  await readProgram('npm', ['install', ...quiet, target], { cwd: folder, env: readOwnEnv(), timeoutMs });
  const modules = join(folder, 'node_modules');
  for (const file of executables.map((path) => join(modules, path)))
    if (existsSync(file)) await chmod(file, 0o755);
}

/** Installs a package of Python in a virtual environment. */
export async function installPipPackage(folder: string, target: string): Promise<void> {
  await startEmpty(folder);
  const python = findOnPath('python3') ?? 'python3';
  await readProgram(python, ['-m', 'venv', folder], { env: readOwnEnv(), timeoutMs });
  const pip = join(folder, 'bin', 'pip');
  await readProgram(pip, ['install', '--quiet', target], { env: readOwnEnv(), timeoutMs });
}

/** The variables of this process, for installers: they need the user's own settings. */
export function readOwnEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

async function startEmpty(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
}
