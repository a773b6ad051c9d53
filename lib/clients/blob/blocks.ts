/**
 * Cuts a stream into pieces of exactly `size` bytes, the last one shorter; holds one piece at a time.
 * An empty stream has no pieces.
 */
export async function* cutBlocks(
  content: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<Uint8Array> {
  let block = Buffer.allocUnsafe(size);
  let used = 0;
  for await (const chunk of content) {
    for (let at = 0; at < chunk.byteLength;) {
      const taken = Math.min(size - used, chunk.byteLength - at);
      block.set(chunk.subarray(at, at + taken), used);
      used += taken;
      at += taken;
      if (used < size) continue;
      yield block;
      block = Buffer.allocUnsafe(size);
      used = 0;
    }
  }
  if (used > 0) yield block.subarray(0, used);
}

/** The id of the n-th block: all ids of a blob must have one length (Put Block, "Blockid"). */
export function blockId(index: number): string {
  return Buffer.from(String(index).padStart(8, '0')).toString('base64');
}
