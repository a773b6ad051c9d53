import { createCipheriv } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A folder of files as a large service has them: half of the bytes source text, half random. */
export interface CorpusSpec {
  readonly folder: string;
  readonly bytes: number;
  readonly files: number;
}

const filesPerFolder = 100;
const textPoolBytes = 32 * 1024 * 1024;

/** Writes a corpus that is the same on every run with the same packages installed. */
export function writeCorpus({ folder, bytes, files }: CorpusSpec, packages: string): void {
  const [text, random] = [readSourceText(packages), createStream()];
  const draw = createDraw(20_000);
  for (let index = 0; index < files; index += 1) {
    const part = join(folder, `part-${String(Math.floor(index / filesPerFolder)).padStart(4, '0')}`);
    if (index % filesPerFolder === 0) mkdirSync(part, { recursive: true });
    // From a fifth to nine fifths of the mean, drawn for pairs so that the sum is what was asked for.
    const share = index % 2 === 0 ? draw() : draw.last();
    const mean = bytes / files;
    const size = Math.round(index % 4 < 2 ? mean * (0.2 + 1.6 * share) : mean * (1.8 - 1.6 * share));
    const isText = index % 2 === 0;
    const content = isText ? cut(text, size, draw.peek()) : random(size);
    writeFileSync(join(part, `${index}.${isText ? 'ts' : 'bin'}`), content);
  }
  writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\nCOPY . /\n');
}

/** Source text of the installed packages, in the order of their names. */
function readSourceText(packages: string): Buffer {
  const pool: Buffer[] = [];
  let size = 0;
  for (const entry of readdirSync(packages, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!/\.(?:[cm]?js|[cm]?ts)$/.test(entry)) continue;
    const bytes = readFileSync(join(packages, entry));
    pool.push(bytes);
    size += bytes.length;
    if (size >= textPoolBytes) break;
  }
  return Buffer.concat(pool);
}

function cut(pool: Buffer, size: number, share: number): Buffer {
  const from = Math.floor(share * (pool.length - size));
  return pool.subarray(from, from + size);
}

/** Bytes without pattern, the same each time: AES in counter mode over zeros. */
function createStream(): (size: number) => Buffer {
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, 1), Buffer.alloc(16));
  return (size) => cipher.update(Buffer.alloc(size));
}

interface Draw {
  (): number;
  last(): number;
  peek(): number;
}

// Park and Miller's generator: enough for sizes and places, and the same on every machine.
function createDraw(seed: number): Draw {
  let state = seed;
  let last = 0;
  const next = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  return Object.assign(() => (last = next()), { last: () => last, peek: next });
}
