import { readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { findErrorCode } from '../../../../lib/base/error-code.ts';
import { UserError } from '../../../../lib/base/errors/index.ts';
import type { Log } from '../../../../lib/base/log.ts';
import {
  cleanPath,
  compileIgnore,
  ignoreFileCandidates,
  parseIgnoreFile,
} from '../../../../lib/domain/context/index.ts';
import { hashEntries, packEntries } from './archive.ts';
import { listEntries } from './list-entries.ts';
import type { ContextEntry } from './list-entries.ts';
import type { LocalContext } from './types.ts';

const rootIgnoreFile = '.dockerignore';

/** Reads a folder of the workspace as Docker would send it, and hashes it; nothing is uploaded yet. */
export async function readLocalContext(
  path: string,
  dockerfile: string,
  workspace: string,
  log: Log,
): Promise<LocalContext> {
  const root = await findRoot(path, workspace);
  const dockerfilePath = await findDockerfile(root, dockerfile);
  const ignore = await readIgnoreFile(root, dockerfilePath);
  const alwaysSent = new Set([dockerfilePath, rootIgnoreFile]);
  const listed = listEntries({
    root,
    matcher: compileIgnore(parseIgnoreFile(ignore.text)),
    alwaysSent,
  });
  const entries = ignore.path === rootIgnoreFile ? listed : replaceIgnoreFile(listed, ignore);
  warnOfGit(entries, log);
  const hash = await hashEntries(root, entries);
  log.info(
    `${entries.length} entries, ${ignore.path === undefined ? 'no ignore file' : `without what ${ignore.path} names`}`,
  );
  return {
    kind: 'local',
    hash,
    dockerfilePath,
    dockerfileText: await readFile(join(root, dockerfilePath), 'utf8'),
    open: () => packEntries(root, entries, hash),
  };
}

async function findRoot(path: string, workspace: string): Promise<string> {
  const base = await realpath(workspace);
  const root = await realpathOf(resolve(base, path));
  if (root === undefined || !(await stat(root)).isDirectory()) {
    throw new UserError('CONTEXT_NOT_FOUND', { subject: path, reason: `it is no folder of ${base}` });
  }
  if (isInside(base, root)) return root;
  throw new UserError('CONTEXT_OUTSIDE_WORKSPACE', { subject: path, reason: `it leads to "${root}"` });
}

async function findDockerfile(root: string, dockerfile: string): Promise<string> {
  const path = cleanPath(dockerfile);
  const target = isAbsolute(path) ? undefined : await realpathOf(join(root, path));
  if (target === undefined) throw missing(dockerfile, 'there is no such file in the context');
  if (!isInside(root, join(root, path)) || !isInside(root, target))
    throw missing(dockerfile, 'it leads out of the context');
  if (!(await stat(target)).isFile()) throw missing(dockerfile, 'it is no file');
  return path;
}

function missing(subject: string, reason: string): UserError {
  return new UserError('CONTEXT_DOCKERFILE_MISSING', { subject, reason });
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

async function realpathOf(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch (error) {
    const code = findErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP') return undefined;
    throw error;
  }
}

interface IgnoreFile {
  readonly path: string | undefined;
  readonly text: string;
}

async function readIgnoreFile(root: string, dockerfile: string): Promise<IgnoreFile> {
  for (const path of ignoreFileCandidates(dockerfile)) {
    const target = await realpathOf(join(root, path));
    if (target === undefined || !isInside(root, target) || !(await stat(target)).isFile()) continue;
    return { path, text: await readFile(target, 'utf8') };
  }
  return { path: undefined, text: '' };
}

/**
 * ACR's agent runs Docker's classic builder, which reads `.dockerignore` alone. It is given the file that counts
 * here under that name alone, so that an ignored Dockerfile reaches the builder and still no COPY sees it.
 */
function replaceIgnoreFile(entries: readonly ContextEntry[], ignore: IgnoreFile): readonly ContextEntry[] {
  if (ignore.path === undefined) return entries;
  const content = Buffer.from(`${ignore.text}\n${rootIgnoreFile}\n`, 'utf8');
  const own: ContextEntry = {
    ...{ kind: 'file', path: rootIgnoreFile, size: content.length, isExecutable: false, content },
    stamp: { inode: 0, modifiedMs: 0 },
  };
  return [own, ...entries.filter(({ path }) => path !== rootIgnoreFile && path !== ignore.path)];
}

function warnOfGit(entries: readonly ContextEntry[], log: Log): void {
  if (!entries.some(({ path }) => path === '.git')) return;
  log.warning(
    'The context holds ".git": it can carry the checkout’s token, and it makes the context hash differ at each checkout; add it to .dockerignore',
  );
}
