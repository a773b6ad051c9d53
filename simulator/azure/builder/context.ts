import { loadArchive } from './files/load.ts';
import type { Spool } from './files/spool.ts';
import type { FileNode, Tree } from './files/tree.ts';
import { followLinks, joinPath, normalise } from './files/tree.ts';
import { parseIgnore, withoutIgnored } from './ignore.ts';
import type { BuildJob } from './types.ts';
import { BuildFailure } from './types.ts';

/** A build's files as COPY sees them, and its Dockerfile, which may be among the ignored. */
export interface Context {
  readonly files: Tree;
  readonly dockerfile: string;
}

/** Unpacks the source of a build and applies its .dockerignore. */
export async function loadContext(job: BuildJob, spool: Spool): Promise<Context> {
  const all = within(await loadArchive(job.context(), spool), job.folder);
  const path = normalise(job.dockerfile);
  const node = findFile(all, path);
  if (node === undefined) {
    throw new BuildFailure(
      `unable to prepare context: unable to evaluate symlinks in Dockerfile path: lstat /workspace/${path}: no such file or directory`,
    );
  }
  const rules = findFile(all, `${path}.dockerignore`) ?? findFile(all, '.dockerignore');
  const files =
    rules === undefined ? all : withoutIgnored(all, parseIgnore(await spool.readText(rules.content)));
  return { files, dockerfile: await spool.readText(node.content) };
}

function within(tree: Tree, folder: string): Tree {
  const root = normalise(folder);
  if (root === '') return tree;
  const prefix = `${root}/`;
  const inside = [...tree].filter(([path]) => path.startsWith(prefix));
  if (inside.length === 0)
    throw new BuildFailure(`failed to download context. The source has no folder "${root}"`);
  return new Map(inside.map(([path, node]) => [path.slice(prefix.length), node]));
}

function findFile(tree: Tree, path: string): FileNode | undefined {
  const node = tree.get(followLinks(tree, joinPath('', path)));
  return node?.kind === 'file' ? node : undefined;
}
