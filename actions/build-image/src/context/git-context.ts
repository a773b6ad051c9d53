import { posix } from 'node:path';
import { UserError } from '../../../../lib/base/errors/index.ts';
import type { Log } from '../../../../lib/base/log.ts';
import { cleanPath } from '../../../../lib/domain/context/index.ts';
import { computeDigest } from '../../../../lib/domain/image/index.ts';
import type { GitSource } from '../ports.ts';
import type { ContextSource } from './source.ts';
import type { GitContext } from './types.ts';

/** Pins a Git context to the commit its ref names now, and reads its Dockerfile there. */
export async function readGitContext(
  source: Extract<ContextSource, { kind: 'git' }>,
  dockerfile: string,
  git: GitSource,
  log: Log,
): Promise<GitContext> {
  const commit = await git.resolveRef(source.url, source.ref);
  const dockerfilePath = cleanPath(dockerfile);
  const path = posix.join(source.folder, dockerfilePath);
  const isInside = !dockerfilePath.startsWith('..') && !dockerfilePath.startsWith('/');
  const dockerfileText = isInside ? await git.findFile(source.url, commit, path) : undefined;
  if (dockerfileText === undefined) {
    const reason = `${source.url} has no file "${path}" at ${commit}`;
    throw new UserError('CONTEXT_DOCKERFILE_MISSING', { subject: dockerfile, reason });
  }
  const location = `${source.url}#${commit}${source.folder === '' ? '' : `:${source.folder}`}`;
  log.info(`${source.ref} of ${source.url} is commit ${commit}`);
  return { kind: 'git', hash: computeDigest(location), dockerfilePath, dockerfileText, commit, location };
}
