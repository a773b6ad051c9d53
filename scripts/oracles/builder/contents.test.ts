import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { pack } from 'tar-stream';
import type { Header } from 'tar-stream';
import { flatten } from './contents.ts';

async function layer(...entries: readonly (Partial<Header> & { readonly name: string })[]): Promise<Buffer> {
  const archive = pack();
  for (const entry of entries)
    archive.entry({ mode: 0o644, uid: 0, gid: 0, ...entry }, entry.type === undefined ? 'x' : '');
  archive.finalize();
  return buffer(archive);
}

describe('flatten', () => {
  it('lays layers over each other, removes what a whiteout names, and empties an opaque folder', async () => {
    const first = await layer(
      { name: 'a/', type: 'directory' },
      { name: './a/one' },
      { name: 'a/two' },
      { name: 'b/three' },
    );
    const second = gzipSync(
      await layer({ name: 'a/.wh.one' }, { name: 'b/.wh..wh..opq' }, { name: 'b/four' }),
    );
    expect(Object.keys(await flatten([first, second]))).toEqual(['a', 'a/two', 'b/four']);
  });

  it('lets a file take the place of a folder', async () => {
    const layers = [await layer({ name: 'a/one' }), await layer({ name: 'a' })];
    expect(Object.keys(await flatten(layers))).toEqual(['a']);
  });

  it('tells modes, owners and targets', async () => {
    const one = await layer(
      { name: 'run', mode: 0o755, uid: 12, gid: 34 },
      { name: 'link', type: 'symlink', linkname: 'run' },
    );
    expect(await flatten([one])).toMatchObject({
      run: expect.stringMatching(/^file 755 12:34 [0-9a-f]{16}$/),
      link: 'symlink 0:0 run',
    });
  });
});
