import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The actions of the project by name; each folder below `actions` with a program is one. */
export function listActions(root: string): readonly string[] {
  const folder = join(root, 'actions');
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'src/index.ts')));
  return names.toSorted();
}
