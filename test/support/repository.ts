import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The root of the project. */
export const root = dirname(dirname(import.meta.dirname));

/** The files that git tracks or would add, as paths from the root; a copy without git history fails loudly. */
export function listFiles(pattern: RegExp): string[] {
  const flags = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const names = execFileSync('git', flags, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  }).split('\0');
  return [...new Set(names)].filter((name) => pattern.test(name) && existsSync(join(root, name))).sort();
}

/** {@link listFiles} without tests and what serves them. */
export function listSources(pattern: RegExp): string[] {
  return listFiles(pattern).filter((name) => !/\.test\.ts$|(^|\/)test(ing)?\//.test(name));
}

/** The text of a file of the project. */
export function readProjectFile(name: string): string {
  return readFileSync(join(root, name), 'utf8');
}

/** `file:line: text` of each line that matches, for assertions that name the place. */
export function findLines(files: readonly string[], pattern: RegExp): string[] {
  return files.flatMap((file) =>
    readProjectFile(file)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  );
}
