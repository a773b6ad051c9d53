import { crc32 } from 'node:zlib';

const maxStoredBytes = 0xffff;

/** Gzip of stored blocks (RFC 1951 §3.2.4, RFC 1952): the same bytes with every zlib, which compression does not give. */
export function gzipStored(bytes: Buffer): Buffer {
  const parts: Buffer[] = [Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])];
  for (let start = 0; start === 0 || start < bytes.length; start += maxStoredBytes) {
    const block = bytes.subarray(start, start + maxStoredBytes);
    const head = Buffer.alloc(5);
    head[0] = start + maxStoredBytes >= bytes.length ? 1 : 0;
    head.writeUInt16LE(block.length, 1);
    head.writeUInt16LE(~block.length & 0xffff, 3);
    parts.push(head, block);
  }
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(crc32(bytes), 0);
  tail.writeUInt32LE(bytes.length >>> 0, 4);
  return Buffer.concat([...parts, tail]);
}
