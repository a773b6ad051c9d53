import { randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { compress } from './compress.ts';

const chunkBytes = 256 * 1024;

/** Hands out `content` in two buffers that are overwritten in turn, as the packer does. */
async function* inTurns(content: Buffer): AsyncGenerator<Uint8Array> {
  let [chunk, other] = [Buffer.alloc(chunkBytes), Buffer.alloc(chunkBytes)];
  for (let at = 0; at < content.length; at += chunkBytes) {
    const copied = content.copy(chunk, 0, at, at + chunkBytes);
    yield chunk.subarray(0, copied);
    await Promise.resolve();
    [chunk, other] = [other, chunk];
    chunk.fill(0xff);
  }
}

async function collect(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const copies: Buffer[] = [];
  for await (const piece of pieces) copies.push(Buffer.from(piece));
  return Buffer.concat(copies);
}

describe('compress', () => {
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['one byte', Buffer.from('x')],
    ['zeros, many chunks to a piece', Buffer.alloc(40 * chunkBytes)],
    ['noise, more pieces than chunks', randomBytes(20 * chunkBytes + 1)],
    ['text', Buffer.from('FROM scratch\nCOPY . /\n'.repeat(100_000))],
  ])('gives %s back as it was', async (_, content) => {
    const packed = await collect(compress(inTurns(content)));
    expect(gunzipSync(packed).equals(content)).toBe(true);
  });

  it('gives the memory of a full buffer back as soon as the next piece is asked for', async () => {
    const asked: Uint8Array[] = [];
    const held: number[] = [];
    for await (const piece of compress(inTurns(randomBytes(40 * chunkBytes)))) {
      expect(piece.byteLength).toBeGreaterThan(0);
      asked.push(piece);
      held.push(asked.reduce((sum, { buffer }) => sum + buffer.byteLength, 0));
    }
    // Pieces of one buffer count once each, so this is more than is really held.
    expect(held.length).toBeGreaterThan(40);
    expect(Math.max(...held)).toBeLessThanOrEqual(4 * chunkBytes);
  });

  it.each([0, 1, 5])('ends with the source’s own error after %d chunks', async (chunks) => {
    const failure = new Error('gone');
    await expect(collect(compress(failAfter(chunks, failure)))).rejects.toBe(failure);
  });

  it('closes the source when the reader leaves', async () => {
    let isClosed = false;
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        yield* inTurns(randomBytes(8 * chunkBytes));
      } finally {
        isClosed = true;
      }
    }
    for await (const piece of compress(source())) {
      expect(piece.byteLength).toBeGreaterThan(0);
      break;
    }
    expect(isClosed).toBe(true);
  });

  it('asks for no more while nobody reads', async () => {
    let given = 0;
    async function* source(): AsyncGenerator<Uint8Array> {
      for await (const chunk of inTurns(randomBytes(30 * chunkBytes))) {
        given += 1;
        yield chunk;
      }
    }
    const pieces = compress(source());
    await pieces.next();
    const before = given;
    await new Promise((done) => setTimeout(done, 50));
    expect(given).toBe(before);
    expect(before).toBeLessThanOrEqual(3);
    await pieces.return(undefined);
  });
});

async function* failAfter(chunks: number, failure: Error): AsyncGenerator<Uint8Array> {
  yield* inTurns(randomBytes(chunks * chunkBytes));
  throw failure;
}
