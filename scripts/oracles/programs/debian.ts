import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isExecutable } from './find.ts';
import { readOwnEnv } from './install.ts';
import { readProgram, runProgram } from './run.ts';

interface DebianPackage {
  readonly name: string;
  readonly package: string;
  readonly versionArgs: readonly string[];
  /** What a person can type when unpacking alone is not enough. */
  readonly command: string;
}

/**
 * Unpacks a package of the machine's own release into the cache folder: no root, nothing global, no service started.
 * Throws with the command for the whole package when the program needs libraries that the machine has not.
 */
export async function unpackDebianPackage(cache: string, wanted: DebianPackage): Promise<void> {
  const folder = join(cache, 'debian');
  await mkdir(folder, { recursive: true });
  const work = await mkdtemp(join(folder, '.unpack-'));
  try {
    await readProgram('apt-get', ['download', wanted.package], { cwd: work, env: readOwnEnv() });
    const archive = (await readdir(work)).find((name) => name.endsWith('.deb'));
    if (archive === undefined) throw new Error(`apt-get downloaded no package for ${wanted.package}`);
    await readProgram('dpkg', ['-x', join(work, archive), join(work, 'root')]);
    await assertStarts(join(work, 'root'), wanted);
    const target = join(folder, wanted.package);
    await rm(target, { recursive: true, force: true });
    await rename(join(work, 'root'), target);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function assertStarts(root: string, wanted: DebianPackage): Promise<void> {
  const places = ['usr/bin', 'usr/sbin', 'bin'].map((folder) => join(root, folder, wanted.name));
  const file = places.find(isExecutable);
  const ran =
    file === undefined ? undefined : await runProgram(file, wanted.versionArgs).catch(() => undefined);
  if (ran?.exitCode === 0) return;
  throw new Error(`${wanted.name} needs more than its own package; install it with "${wanted.command}"`);
}
