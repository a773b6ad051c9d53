import { realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { findErrorCode } from '../base/error-code.ts';
import { UserError } from '../base/errors/index.ts';

/**
 * The absolute path of `path` in the workspace with every symbolic link followed; parts that do not exist yet
 * are kept as written. Throws INPUT_OUTSIDE_WORKSPACE when it ends elsewhere.
 */
export function resolveInWorkspace(path: string, workspace: string): string {
  const root = realpathSync(workspace);
  const target = followLinks(resolve(root, path));
  const way = relative(root, target);
  if (way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))) return target;
  throw new UserError('INPUT_OUTSIDE_WORKSPACE', {
    subject: path,
    reason: `it leads to "${target}", which is not under "${root}"`,
  });
}

function followLinks(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (findErrorCode(error) !== 'ENOENT' || dirname(path) === path) throw error;
    return join(followLinks(dirname(path)), basename(path));
  }
}
