import { describe, expect, it } from '@jest/globals';
import { extract } from 'tar-stream';
import type { Header } from 'tar-stream';
import { encodeTarHeader, tarEnd, tarPadding } from './index.ts';
import type { TarEntry } from './index.ts';

// tar-stream reads what our encoder writes: two programs that agree.
async function readBack(entry: TarEntry, content: Uint8Array = new Uint8Array()): Promise<Header> {
  const archive = extract();
  archive.end(Buffer.concat([encodeTarHeader(entry), content, tarPadding(entry.size), tarEnd]));
  for await (const found of archive) {
    found.resume();
    return found.header;
  }
  throw new Error('the archive is empty');
}

function file(path: string, size = 0): TarEntry {
  return { kind: 'file', path, size, isExecutable: false };
}

describe('encodeTarHeader', () => {
  it('leaves owner, time and other modes out', async () => {
    const header = await readBack({ ...file('a.sh', 3), isExecutable: true }, Buffer.from('abc'));
    expect(header).toMatchObject({
      name: 'a.sh',
      mode: 0o755,
      uid: 0,
      gid: 0,
      uname: '',
      gname: '',
      size: 3,
      type: 'file',
    });
    expect(header.mtime.getTime()).toBe(0);
    expect((await readBack(file('a'))).mode).toBe(0o644);
  });

  it('writes folders and links', async () => {
    const folder = await readBack({ ...file('a/b'), kind: 'folder' });
    expect(folder).toMatchObject({ name: 'a/b/', type: 'directory', mode: 0o755 });
    const link = await readBack({ ...file('l'), kind: 'link', target: '../../outside' });
    expect(link).toMatchObject({ type: 'symlink', linkname: '../../outside', size: 0 });
  });

  it.each([
    ['exactly 100 bytes', 'a'.repeat(100)],
    ['101 bytes', 'a'.repeat(101)],
    ['500 bytes in folders', `${'folder/'.repeat(70)}name`],
    ['letters beyond ASCII', 'über/日本語/😀.txt'],
    ['a line break', 'a\nb'],
  ])('keeps a name of %s', async (_, name) => {
    expect((await readBack(file(name))).name).toBe(name);
  });

  it.each([1, 2, 3].map((digits) => 10 ** digits))(
    'keeps a link target when the record has about %d bytes',
    async (length) => {
      for (let extra = -14; extra < 3; extra += 1) {
        const target = `é${'t'.repeat(Math.max(0, length + extra))}`;
        expect((await readBack({ ...file('l'), kind: 'link', target })).linkname).toBe(target);
      }
    },
  );

  it('states a size that octal digits cannot hold in a pax record', () => {
    const header = Buffer.from(encodeTarHeader(file('big', 0o77777777777 + 1)));
    expect(header.toString('latin1')).toContain(' size=8589934592\n');
  });
});

describe('tarPadding', () => {
  it.each([
    [0, 0],
    [1, 511],
    [512, 0],
    [513, 511],
  ])('%d bytes are followed by %d', (size, expected) => {
    expect(tarPadding(size)).toHaveLength(expected);
  });
});
