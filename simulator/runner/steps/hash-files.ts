import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { compileGlob } from './glob.ts';

/**
 * `hashFiles`: a SHA-256 over the SHA-256 of each file of the workspace that matches; empty where none does.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#hashfiles
 */
export function hashFiles(workspace: string, patterns: readonly string[]): string {
  const isMatch = compileGlob(patterns);
  const paths = listPaths(workspace).filter(isMatch);
  if (paths.length === 0) return '';
  const total = createHash('sha256');
  for (const path of paths) {
    total.update(
      createHash('sha256')
        .update(readFileSync(join(workspace, path)))
        .digest(),
    );
  }
  return total.digest('hex');
}

/** Every file below a folder, by `/` path, sorted. */
export function listPaths(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}
