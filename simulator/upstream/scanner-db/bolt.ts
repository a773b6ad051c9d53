/** Keys with values, or with buckets of further keys. */
export type Bucket = ReadonlyMap<string, Uint8Array | Bucket>;

// bbolt's file format, from its source: https://github.com/etcd-io/bbolt/blob/v1.3.11/page.go and db.go (`meta`).
const pageBytes = 4096;
const headerBytes = 16;
const elementBytes = 16;
const flags = { leaf: 0x02, meta: 0x04, freelist: 0x10 } as const;
const bucketElement = 1;
const magic = 0xed0cdaed;
const version = 2;
const metaBytes = 64;
const freelistPage = 2;
const firstFreePage = 3;
const maxElements = 0xffff;

/** A bbolt database file with each bucket in one leaf page (with overflow), which is all that a reader needs. */
export function writeBolt(root: Bucket): Buffer {
  const pages: Buffer[] = [];
  const rootPage = writeBucket(root, pages);
  const freelist = Buffer.alloc(pageBytes);
  writeHeader(freelist, { id: freelistPage, flag: flags.freelist, count: 0, overflow: 0 });
  const pageCount = firstFreePage + countPages(pages);
  const metas = [0, 1].map((id) => writeMeta(id, rootPage, pageCount));
  return Buffer.concat([...metas, freelist, ...pages]);
}

function writeBucket(bucket: Bucket, pages: Buffer[]): number {
  const elements = [...bucket]
    .map(([key, value]) => toElement(key, value, pages))
    .sort((a, b) => Buffer.compare(a.key, b.key));
  if (elements.length > maxElements) throw new Error(`a bucket has ${elements.length} keys`);
  const id = firstFreePage + countPages(pages);
  pages.push(writeLeaf(id, elements));
  return id;
}

interface Element {
  readonly flag: number;
  readonly key: Buffer;
  readonly value: Uint8Array;
}

// A bucket's value is its root page and its sequence (`bucket` in bucket.go).
function toElement(key: string, value: Uint8Array | Bucket, pages: Buffer[]): Element {
  if (value instanceof Uint8Array) return { flag: 0, key: Buffer.from(key), value };
  const head = Buffer.alloc(16);
  head.writeBigUInt64LE(BigInt(writeBucket(value, pages)), 0);
  return { flag: bucketElement, key: Buffer.from(key), value: head };
}

function writeLeaf(id: number, elements: readonly Element[]): Buffer {
  const start = headerBytes + elementBytes * elements.length;
  const size = elements.reduce((sum, { key, value }) => sum + key.length + value.length, start);
  const pageCount = Math.max(1, Math.ceil(size / pageBytes));
  const page = Buffer.alloc(pageCount * pageBytes);
  writeHeader(page, { id, flag: flags.leaf, count: elements.length, overflow: pageCount - 1 });
  let at = start;
  for (const [index, { flag, key, value }] of elements.entries()) {
    const element = headerBytes + elementBytes * index;
    page.writeUInt32LE(flag, element);
    page.writeUInt32LE(at - element, element + 4);
    page.writeUInt32LE(key.length, element + 8);
    page.writeUInt32LE(value.length, element + 12);
    page.set(key, at);
    page.set(value, at + key.length);
    at += key.length + value.length;
  }
  return page;
}

interface Header {
  readonly id: number;
  readonly flag: number;
  readonly count: number;
  readonly overflow: number;
}

function writeHeader(page: Buffer, { id, flag, count, overflow }: Header): void {
  page.writeBigUInt64LE(BigInt(id), 0);
  page.writeUInt16LE(flag, 8);
  page.writeUInt16LE(count, 10);
  page.writeUInt32LE(overflow, 12);
}

function writeMeta(id: number, rootPage: number, pageCount: number): Buffer {
  const page = Buffer.alloc(pageBytes);
  writeHeader(page, { id, flag: flags.meta, count: 0, overflow: 0 });
  const meta = page.subarray(headerBytes, headerBytes + metaBytes);
  meta.writeUInt32LE(magic, 0);
  meta.writeUInt32LE(version, 4);
  meta.writeUInt32LE(pageBytes, 8);
  meta.writeBigUInt64LE(BigInt(rootPage), 16);
  meta.writeBigUInt64LE(BigInt(freelistPage), 32);
  meta.writeBigUInt64LE(BigInt(pageCount), 40);
  meta.writeBigUInt64LE(BigInt(id), 48);
  meta.writeBigUInt64LE(hash(meta.subarray(0, metaBytes - 8)), 56);
  return page;
}

/** FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
function hash(bytes: Uint8Array): bigint {
  let value = 0xcbf29ce484222325n;
  for (const byte of bytes) value = ((value ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  return value;
}

function countPages(pages: readonly Buffer[]): number {
  return pages.reduce((sum, page) => sum + page.length / pageBytes, 0);
}
