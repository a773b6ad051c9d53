import type { FileNode, FolderNode, LinkNode, Node, Tree } from './files/tree.ts';
import { baseName, followLinks, isFolder, joinPath, listBelow, normalise, parentOf } from './files/tree.ts';
import { globToExpression } from './ignore.ts';
import { BuildFailure } from './types.ts';

export interface CopyOrder {
  readonly keyword: 'COPY' | 'ADD';
  readonly sources: readonly string[];
  readonly target: string;
  readonly workdir: string;
  readonly owner: { readonly uid: number; readonly gid: number };
  /** Octal from --chmod, for everything copied. */
  readonly mode?: number;
}

/** A source of COPY in its tree. */
export interface CopySource {
  readonly path: string;
  readonly node: Node;
}

/** Finds the sources of a COPY or ADD by Docker's rules: wildcards of `filepath.Match`, nothing outside the tree. */
export function findSources(tree: Tree, order: CopyOrder): readonly CopySource[] {
  return order.sources.flatMap((source) => {
    if (climbs(source)) {
      throw new BuildFailure(
        `${order.keyword} failed: forbidden path outside the build context: ${source} ()`,
      );
    }
    const path = normalise(source);
    const found = /[*?[]/.test(path) ? matchAll(tree, path) : findOne(tree, path);
    if (found.length > 0) return found;
    throw new BuildFailure(
      /[*?[]/.test(path)
        ? `${order.keyword} failed: no source files were specified`
        : `${order.keyword} failed: file not found in build context or excluded by .dockerignore: stat ${path}: file does not exist`,
    );
  });
}

/** The files that a COPY puts into the stage: new parents, then what is copied; existing folders are left alone. */
export function planCopy(from: Tree, sources: readonly CopySource[], to: Tree, order: CopyOrder): Tree {
  const isInto = /(^|\/)\.?$/.test(order.target);
  if (sources.length > 1 && !isInto) {
    throw new BuildFailure(
      `When using ${order.keyword} with more than one source file, the destination must be a directory and end with a /`,
    );
  }
  const target = resolveTarget(to, order);
  const layer: Tree = new Map();
  for (const source of sources) {
    if (source.node.kind === 'dir') addContent(layer, to, order, { from, folder: source.path, target });
    else {
      const isInside = isInto || isFolder(to, target);
      const path = isInside ? joinPath(target, baseName(source.path)) : target;
      addNode(layer, to, order, { path, node: source.node });
    }
  }
  return layer;
}

function addContent(
  layer: Tree,
  to: Tree,
  order: CopyOrder,
  source: { readonly from: Tree; readonly folder: string; readonly target: string },
): void {
  const { from, folder: top, target } = source;
  addFolder(layer, to, order, target);
  for (const below of listBelow(from, top)) {
    const name = top === '' ? below : below.slice(top.length + 1);
    addNode(layer, to, order, { path: joinPath(target, name), node: from.get(below) });
  }
}

/** The absolute target in the stage, without leading slash, links followed. */
export function resolveTarget(to: Tree, order: Pick<CopyOrder, 'target' | 'workdir'>): string {
  const { target, workdir } = order;
  return followLinks(to, target.startsWith('/') ? target : `${workdir}/${target}`);
}

/** Adds the folders above a path that the stage lacks. */
export function addParents(layer: Tree, to: Tree, path: string): void {
  for (let parent = parentOf(path); parent !== ''; parent = parentOf(parent)) {
    if (!isFolder(to, parent) && !layer.has(parent)) layer.set(parent, folder(0, 0));
  }
}

function addFolder(layer: Tree, to: Tree, order: CopyOrder, path: string): void {
  if (isFolder(to, path) || path === '') return;
  addParents(layer, to, path);
  layer.set(path, folder(order.owner.uid, order.owner.gid, order.mode));
}

function addNode(
  layer: Tree,
  to: Tree,
  order: CopyOrder,
  entry: { readonly path: string; readonly node: Node | undefined },
): void {
  const { path, node } = entry;
  if (node === undefined) return;
  if (node.kind === 'special')
    throw new BuildFailure(`${order.keyword} failed: "${path}" is a device or pipe`);
  if (node.kind === 'dir' && isFolder(to, path)) return;
  if (node.kind !== 'dir' && isFolder(to, path)) {
    throw new BuildFailure(`${order.keyword} failed: cannot copy to non-directory: /${path}`);
  }
  addParents(layer, to, path);
  layer.set(path, own(node, order));
}

function own(node: FileNode | FolderNode | LinkNode, order: CopyOrder): Node {
  const mode = order.mode === undefined || node.kind === 'symlink' ? node.mode : order.mode;
  return { ...node, ...order.owner, mode };
}

function folder(uid: number, gid: number, mode = 0o755): FolderNode {
  return { kind: 'dir', mode, uid, gid };
}

function matchAll(tree: Tree, pattern: string): readonly CopySource[] {
  // Unlike .dockerignore, `**` is two single stars here.
  const expression = globToExpression(pattern.replaceAll(/\*+/g, '*'));
  return listBelow(tree, '')
    .filter((path) => expression.test(path))
    .flatMap((path) => findOne(tree, path));
}

/** A source that is itself a link means what it leads to; links inside a copied folder stay links. */
function findOne(tree: Tree, path: string): readonly CopySource[] {
  if (path === '') return [{ path: '', node: { kind: 'dir', mode: 0o755, uid: 0, gid: 0 } }];
  const real = followLinks(tree, path);
  const node = tree.get(real);
  if (node === undefined) return [];
  // The copy keeps the name it was asked by.
  return node.kind === 'dir' ? [{ path: real, node }] : [{ path, node }];
}

function climbs(source: string): boolean {
  let depth = 0;
  for (const part of source.split('/')) {
    if (part === '..') depth -= 1;
    else if (part !== '' && part !== '.') depth += 1;
    if (depth < 0) return true;
  }
  return false;
}
