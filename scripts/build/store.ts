import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { findErrorCode } from '../../lib/base/error-code.ts';
import type { Dist } from './bundle.ts';

/** How a folder differs from what a build gives: paths that are `new`, `changed` or `stale`. */
export type Difference = readonly string[];

/** Compares the folder with the build, byte by byte. */
export async function compareDist(folder: string, dist: Dist): Promise<Difference> {
  const present = await listFiles(folder);
  const stale = present.filter((path) => !dist.has(path)).map((path) => `stale ${path}`);
  const others = await Promise.all(
    [...dist].map(async ([path, code]) => {
      if (!present.includes(path)) return `new ${path}`;
      return (await readFile(join(folder, path), 'utf8')) === code ? undefined : `changed ${path}`;
    }),
  );
  return [...stale, ...others.filter((line) => line !== undefined)].toSorted();
}

/** Makes the folder hold exactly the build; files that are right already are not touched. */
export async function writeDist(folder: string, dist: Dist): Promise<Difference> {
  const difference = await compareDist(folder, dist);
  for (const line of difference) {
    const [kind, path = ''] = line.split(' ');
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await (kind === 'stale' ? rm(file) : writeFile(file, dist.get(path) ?? ''));
  }
  return difference;
}

async function listFiles(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return files.map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  } catch (error) {
    if (findErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
