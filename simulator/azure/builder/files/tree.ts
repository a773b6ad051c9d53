/** Where a file's bytes lie: in a spooled file, or inside a layer. */
export type Content =
  | { readonly kind: 'spool'; readonly file: string }
  | { readonly kind: 'layer'; readonly digest: string; readonly entry: string };

interface Owned {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

export interface FileNode extends Owned {
  readonly kind: 'file';
  readonly size: number;
  readonly content: Content;
}

export interface LinkNode extends Owned {
  readonly kind: 'symlink';
  readonly target: string;
}

export interface FolderNode extends Owned {
  readonly kind: 'dir';
}

/** A device or pipe of a base image: it is there, and cannot be copied. */
export interface SpecialNode extends Owned {
  readonly kind: 'special';
}

export type Node = FileNode | LinkNode | FolderNode | SpecialNode;

/** A file system by path, without leading slash; the root is the empty path and always there. Nothing of it is a path of this machine. */
export type Tree = Map<string, Node>;

/** How many symbolic links a path may lead through, as in Linux. */
const maxLinks = 40;

/** A path without empty, `.` and `..` parts; `..` stops at the root. */
export function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

export function joinPath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

export function parentOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The path that a path leads to through symbolic links inside the tree; parts that are not there stay as they are. */
export function followLinks(tree: Tree, path: string): string {
  let todo = normalise(path).split('/');
  let done = '';
  let links = 0;
  while (todo.length > 0) {
    const [part = '', ...rest] = todo;
    const next = joinPath(done, part);
    const node = part === '' ? undefined : tree.get(next);
    if (node?.kind !== 'symlink') {
      [done, todo] = [next, rest];
      continue;
    }
    links += 1;
    if (links > maxLinks) return next;
    const target = node.target.startsWith('/') ? node.target : `${done}/${node.target}`;
    [done, todo] = ['', [...normalise(target).split('/'), ...rest].filter((each) => each !== '')];
  }
  return done;
}

export function isFolder(tree: Tree, path: string): boolean {
  return path === '' || tree.get(path)?.kind === 'dir';
}

/** All paths below a folder, sorted. */
export function listBelow(tree: Tree, folder: string): readonly string[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  return [...tree.keys()].filter((path) => path !== '' && path.startsWith(prefix)).toSorted(comparePaths);
}

/** Removes a path and all below it. */
export function removePath(tree: Tree, path: string): void {
  for (const below of listBelow(tree, path)) tree.delete(below);
  tree.delete(path);
}

/** By code units, so that the order is the same in every locale. */
export function comparePaths(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
