import { readdir, lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { findErrorCode } from '../../base/error-code.ts';

/** Something in a folder, by its path below it. */
export interface FoundFile {
  readonly path: string;
  readonly kind: 'file' | 'other';
  readonly size: number;
}

/** More is nothing that we wrote. */
const maxFiles = 20_000;
const maxDepth = 4;

/** Everything below a folder that is no folder itself; links are not followed. Empty where there is no folder. */
export async function listFiles(folder: string): Promise<readonly FoundFile[]> {
  const found: FoundFile[] = [];
  await walk(folder, '', found);
  return found;
}

async function walk(folder: string, below: string, found: FoundFile[]): Promise<void> {
  for (const name of await readNames(join(folder, below))) {
    const path = join(below, name);
    const entry = await lstat(join(folder, path));
    const isDeep = path.split('/').length > maxDepth;
    if (entry.isDirectory() && !isDeep) await walk(folder, path, found);
    else found.push({ path, kind: entry.isFile() ? 'file' : 'other', size: entry.size });
    if (found.length > maxFiles) return;
  }
}

async function readNames(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (findErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
