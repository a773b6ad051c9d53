import type { CopyOrder, CopySource } from './copy.ts';
import { addParents, resolveTarget } from './copy.ts';
import { loadArchive } from './files/load.ts';
import type { Spool } from './files/spool.ts';
import type { Tree } from './files/tree.ts';
import { isFolder, joinPath } from './files/tree.ts';
import { unpacked } from './files/read-tar.ts';
import { BuildFailure } from './types.ts';

/** Which sources of an ADD are archives by their content, not by their name; those are unpacked. */
export async function isArchive(spool: Spool, sources: readonly CopySource[]): Promise<Set<string>> {
  const archives = new Set<string>();
  for (const { path, node } of sources) {
    if (node.kind !== 'file') continue;
    const head = await readHead(spool.read(node.content));
    assertReadable(path, head);
    if (isTarHeader(await readHead(unpackedOrPlain(spool, node.content)))) archives.add(path);
  }
  return archives;
}

/** Unpacks an archive below the target; the archive's own owners and modes stay. */
export async function addArchive(
  spool: Spool,
  on: { readonly source: CopySource; readonly to: Tree; readonly order: CopyOrder; readonly layer: Tree },
): Promise<void> {
  const { source, to, order, layer } = on;
  if (source.node.kind !== 'file') return;
  const target = resolveTarget(to, order);
  const tree = await loadArchive(spool.read(source.node.content), spool);
  for (const [path, node] of tree) {
    const place = joinPath(target, path);
    if (node.kind === 'special') throw new BuildFailure(`ADD failed: "${path}" is a device or pipe`);
    if (node.kind === 'dir' && isFolder(to, place)) continue;
    addParents(layer, to, place);
    layer.set(place, node);
  }
}

async function* unpackedOrPlain(
  spool: Spool,
  content: Parameters<Spool['read']>[0],
): AsyncGenerator<Uint8Array> {
  try {
    yield* unpacked(spool.read(content));
  } catch (error) {
    // Bytes that only begin like a compressed file are a plain file to Docker.
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

async function readHead(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  let head = Buffer.alloc(0);
  for await (const chunk of content) {
    head = Buffer.concat([head, chunk]);
    if (head.byteLength >= 512) break;
  }
  return head.subarray(0, 512);
}

function isTarHeader(head: Buffer): boolean {
  return head.byteLength === 512 && head.subarray(257, 262).toString('latin1') === 'ustar';
}

function assertReadable(path: string, head: Buffer): void {
  const isBzip2 = head.subarray(0, 3).toString('latin1') === 'BZh';
  const isXz = head.subarray(0, 6).equals(Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]));
  if (isBzip2 || isXz) {
    throw new BuildFailure(
      `ADD failed: "${path}" is compressed with ${isXz ? 'xz' : 'bzip2'}, which the simulator's builder cannot read`,
    );
  }
}
