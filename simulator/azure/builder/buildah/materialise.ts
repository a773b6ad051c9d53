import { chmod, copyFile, mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Tree } from '../files/tree.ts';
import { comparePaths } from '../files/tree.ts';

/** Writes a context into an empty folder for a program to read. Links come last, so nothing is written through one. */
export async function materialise(tree: Tree, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const entries = [...tree].toSorted(([a], [b]) => comparePaths(a, b));
  for (const [path, node] of entries) {
    const file = join(folder, path);
    if (node.kind === 'dir') await mkdir(file, { recursive: true });
    if (node.kind !== 'file' || node.content.kind !== 'spool') continue;
    await mkdir(dirname(file), { recursive: true });
    await copyFile(node.content.file, file);
    await chmod(file, node.mode);
  }
  for (const [path, node] of entries) {
    if (node.kind === 'symlink') await symlink(node.target, join(folder, path));
    if (node.kind === 'dir') await chmod(join(folder, path), node.mode | 0o700);
  }
}
