import { readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { findErrorCode } from '../base/error-code.ts';
import { UserError } from '../base/errors/index.ts';
import { InputProblem } from './input-problem.ts';

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
    const code = findErrorCode(error);
    if (code === 'ENOTDIR' || code === 'ELOOP')
      throw new InputProblem(`"${path}" leads through what is no folder`, 'a path inside the workspace');
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    const folder = followLinks(dirname(path));
    // A link to what does not exist yet is followed by whoever writes there: a checkout could lead out by one.
    const link = findLink(join(folder, basename(path)));
    return link === undefined ? join(folder, basename(path)) : followLinks(resolve(folder, link));
  }
}

function findLink(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch (error) {
    // EINVAL: something that is no link has come into being.
    if (findErrorCode(error) === 'ENOENT' || findErrorCode(error) === 'EINVAL') return undefined;
    throw error;
  }
}
