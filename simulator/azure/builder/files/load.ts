import type { Header } from 'tar-stream';
import { BuildFailure } from '../types.ts';
import { readTar } from './read-tar.ts';
import type { Spool } from './spool.ts';
import type { Content, Node, Tree } from './tree.ts';
import { baseName, followLinks, joinPath, listBelow, normalise, parentOf, removePath } from './tree.ts';

/** Unpacks an archive that a user made (a context, or ADD's) into a tree; paths that lead out are refused. */
export async function loadArchive(source: AsyncIterable<Uint8Array>, spool: Spool): Promise<Tree> {
  const tree: Tree = new Map();
  await readTar(source, async (header, content) => {
    const path = cleanPath(header.name);
    if (path === '') return;
    assertNoLinkAbove(tree, path);
    const node = await toNode(header, {
      tree,
      content: async () => ({ kind: 'spool', file: await spool.write(content) }),
    });
    place(tree, path, node);
  });
  return tree;
}

/** Lays a layer over a tree, whiteouts included (image-spec, "Image Layer Filesystem Changeset"); contents stay in the layer. */
export async function applyLayer(
  tree: Tree,
  source: AsyncIterable<Uint8Array>,
  digest: string,
): Promise<void> {
  const below = new Set(tree.keys());
  await readTar(source, async (header) => {
    const given = normalise(header.name);
    const path = joinPath(followLinks(tree, parentOf(given)), baseName(given));
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (name === '.wh..wh..opq') {
      for (const each of listBelow(tree, parentOf(path))) if (below.has(each)) tree.delete(each);
    } else if (name.startsWith('.wh.')) removePath(tree, joinPath(parentOf(path), name.slice(4)));
    else if (path !== '') {
      const content = (): Promise<Content> => Promise.resolve({ kind: 'layer', digest, entry: header.name });
      place(tree, path, await toNode(header, { tree, content }));
      below.delete(path);
    }
  });
}

/** An entry below a link would be written to where the link leads. */
function assertNoLinkAbove(tree: Tree, path: string): void {
  for (let parent = parentOf(path); parent !== ''; parent = parentOf(parent)) {
    if (tree.get(parent)?.kind === 'symlink') {
      throw new BuildFailure(`the archive has an entry below its own link: ${path}`);
    }
  }
}

/** An archive's path, or the refusal of one that leaves the archive. */
export function cleanPath(name: string): string {
  if (name.split('/').includes('..')) throw new BuildFailure(`the archive has a path outside of it: ${name}`);
  return normalise(name);
}

async function toNode(
  header: Header,
  from: { readonly tree: Tree; readonly content: () => Promise<Content> },
): Promise<Node> {
  const owned = { mode: header.mode & 0o7777, uid: header.uid, gid: header.gid };
  switch (header.type) {
    case 'directory':
      return { ...owned, kind: 'dir' };
    case 'symlink':
      return { ...owned, kind: 'symlink', target: header.linkname };
    case 'link':
      return readHardLink(from.tree, header);
    case 'file':
    case 'contiguous-file':
      return { ...owned, kind: 'file', size: header.size, content: await from.content() };
    default:
      return { ...owned, kind: 'special' };
  }
}

function readHardLink(tree: Tree, header: Header): Node {
  const target = tree.get(normalise(header.linkname));
  if (target === undefined) {
    throw new BuildFailure(`the archive links "${header.name}" to "${header.linkname}", which is not in it`);
  }
  return target;
}

function place(tree: Tree, path: string, node: Node): void {
  const before = tree.get(path);
  if (before !== undefined && (node.kind !== 'dir' || before.kind !== 'dir')) removePath(tree, path);
  for (let parent = parentOf(path); parent !== ''; parent = parentOf(parent)) {
    if (tree.get(parent)?.kind === 'dir' || tree.get(parent)?.kind === 'symlink') continue;
    tree.set(parent, { kind: 'dir', mode: 0o755, uid: 0, gid: 0 });
  }
  tree.set(path, node);
}
