/** A file of a layer. */
export interface LayerFile {
  /** Without a leading slash. */
  readonly path: string;
  readonly content: string | Uint8Array;
  readonly mode?: number;
}

const blockBytes = 512;

/** A ustar archive (POSIX.1-1988) with folders before their files, one time for all, owner root: equal input, equal bytes. */
export function writeTar(files: readonly LayerFile[], modifiedAt: number): Buffer {
  const blocks: Uint8Array[] = [];
  for (const folder of listFolders(files))
    blocks.push(buildHeader({ path: `${folder}/`, size: 0, mode: 0o755, type: '5' }, modifiedAt));
  for (const { path, content, mode } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    blocks.push(buildHeader({ path, size: bytes.length, mode: mode ?? 0o644, type: '0' }, modifiedAt));
    blocks.push(bytes, Buffer.alloc((blockBytes - (bytes.length % blockBytes)) % blockBytes));
  }
  return Buffer.concat([...blocks, Buffer.alloc(2 * blockBytes)]);
}

interface Entry {
  readonly path: string;
  readonly size: number;
  readonly mode: number;
  readonly type: '0' | '5';
}

function buildHeader(entry: Entry, modifiedAt: number): Buffer {
  if (entry.path.length > 100) throw new Error(`path too long for a ustar name: ${entry.path}`);
  const header = Buffer.alloc(blockBytes);
  header.write(entry.path, 0);
  header.write(`${octal(entry.mode, 7)}\0`, 100);
  header.write(`${octal(0, 7)}\0${octal(0, 7)}\0`, 108);
  header.write(`${octal(entry.size, 11)}\0${octal(Math.floor(modifiedAt / 1000), 11)}\0`, 124);
  header.write(`        ${entry.type}`, 148);
  header.write('ustar\x0000root', 257);
  header.write('root', 297);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 6)}\0 `, 148);
  return header;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}

function listFolders(files: readonly LayerFile[]): readonly string[] {
  const folders = new Set<string>();
  for (const { path } of files) {
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth += 1) folders.add(parts.slice(0, depth).join('/'));
  }
  return [...folders].sort();
}
