/** One entry of a reproducible archive: owner, time and name of the machine are left out. */
export interface TarEntry {
  readonly kind: 'file' | 'folder' | 'link';
  /** Relative path with forward slashes, without a trailing one. */
  readonly path: string;
  /** Bytes; 0 for all but files. */
  readonly size: number;
  readonly isExecutable: boolean;
  /** Target of a symbolic link, as it stands on disk. */
  readonly target?: string;
}

const blockBytes = 512;
const nameBytes = 100;
const maxOctalSize = 0o77777777777;

const typeFlags = { file: '0', folder: '5', link: '2' } as const;

/** The end of an archive: two empty blocks (POSIX.1-2017 pax, "ustar Interchange Format"). */
export const tarEnd: Uint8Array = new Uint8Array(2 * blockBytes);

/** The header of an entry, with a pax record before it where name, target or size do not fit the old format. */
export function encodeTarHeader(entry: TarEntry): Uint8Array {
  const name = entry.kind === 'folder' ? `${entry.path}/` : entry.path;
  const records = listPaxRecords(name, entry);
  const header = encodeBlock({
    name,
    mode: modeOf(entry),
    size: Math.min(entry.size, maxOctalSize),
    flag: typeFlags[entry.kind],
    target: entry.target ?? '',
  });
  return records === '' ? header : Buffer.concat([encodePax(records), header]);
}

/** The zeros that fill an entry's content up to the next block. */
export function tarPadding(size: number): Uint8Array {
  return new Uint8Array((blockBytes - (size % blockBytes)) % blockBytes);
}

function modeOf({ kind, isExecutable }: TarEntry): number {
  if (kind === 'link') return 0o777;
  return kind === 'folder' || isExecutable ? 0o755 : 0o644;
}

function listPaxRecords(name: string, { size, target = '' }: TarEntry): string {
  return [
    fits(name) ? '' : encodeRecord('path', name),
    fits(target) ? '' : encodeRecord('linkpath', target),
    size <= maxOctalSize ? '' : encodeRecord('size', String(size)),
  ].join('');
}

// Old readers take bytes above 127 in the short field for their own code page; pax records are UTF-8 by definition.
function fits(text: string): boolean {
  return text.length <= nameBytes && /^[\x20-\x7e]*$/.test(text);
}

// The length of a record counts its own digits (POSIX.1-2017 pax, "pax Extended Header").
function encodeRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  const restBytes = Buffer.byteLength(rest);
  const digits = String(restBytes + String(restBytes).length).length;
  return `${restBytes + digits}${rest}`;
}

function encodePax(records: string): Uint8Array {
  const body = Buffer.from(records, 'utf8');
  const header = encodeBlock({ name: 'PaxHeader', mode: 0o644, size: body.length, flag: 'x', target: '' });
  return Buffer.concat([header, body, tarPadding(body.length)]);
}

interface Block {
  readonly name: string;
  readonly mode: number;
  readonly size: number;
  readonly flag: string;
  readonly target: string;
}

function encodeBlock({ name, mode, size, flag, target }: Block): Uint8Array {
  const block = Buffer.alloc(blockBytes);
  writeText(block, name, 0);
  writeOctal(block, mode, { at: 100, width: 8 });
  writeOctal(block, 0, { at: 108, width: 8 });
  writeOctal(block, 0, { at: 116, width: 8 });
  writeOctal(block, size, { at: 124, width: 12 });
  writeOctal(block, 0, { at: 136, width: 12 });
  block.fill(' ', 148, 156);
  block.write(flag, 156, 'latin1');
  writeText(block, target, 157);
  block.write('ustar\u000000', 257, 'latin1');
  writeChecksum(block);
  return block;
}

function writeText(block: Buffer, text: string, at: number): void {
  Buffer.from(text, 'utf8').copy(block, at, 0, nameBytes);
}

function writeOctal(block: Buffer, value: number, { at, width }: { at: number; width: number }): void {
  block.write(value.toString(8).padStart(width - 1, '0'), at, 'latin1');
}

function writeChecksum(block: Buffer): void {
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\u0000 `, 148, 'latin1');
}
