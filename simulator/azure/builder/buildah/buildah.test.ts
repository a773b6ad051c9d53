import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { itWhen } from '../../../../test/support/optional.ts';
import { asBase, buildForTest, openTestWorld } from '../testing.ts';
import { findBuildah } from './find.ts';

const searchPath = '/usr/local/bin:/usr/bin:/bin';
const found = await findBuildah(searchPath);
const busybox = ['/bin/busybox', '/usr/bin/busybox'].find((file) => existsSync(file));
const itBuilds = itWhen(
  found.isUsable && busybox !== undefined,
  'root on Linux with buildah, unshare and busybox-static',
);

describe('findBuildah', () => {
  it('says what is missing', async () => {
    const nowhere = await findBuildah('/nowhere');
    expect(nowhere.isUsable).toBe(false);
  });
});

describe('buildWithBuildah', () => {
  itBuilds(
    'builds what runs programs, on a base of the store, without a network',
    async () => {
      const world = await openTestWorld();
      const base = await buildForTest(
        'FROM scratch\nCOPY --chmod=755 sh /bin/sh\nENV A=1\n',
        { sh: { content: await readFile(busybox ?? '') } },
        { world },
      );
      const dockerfile =
        'ARG NAME=base\nFROM $NAME:1 AS work\nARG WORD\nRUN echo "$A $WORD" > /out && tail -n +3 /proc/net/dev | cut -d: -f1 > /net\nFROM scratch\nCOPY --from=work /out /net /\n';
      const built = await buildForTest(
        dockerfile,
        {},
        {
          ...{ world, base: asBase(base, { Env: ['PATH=/bin', 'A=1'] }), searchPath },
          job: { arguments: new Map([['WORD', 'hush']]) },
        },
      );
      const contents = new Map(
        built.files.flat().map((line) => [line.split(' ')[0], line.split(' ').slice(3).join(' ')]),
      );
      expect(contents.get('out')?.trim()).toBe('1 hush');
      expect(contents.get('net')?.trim()).toBe('lo');
      expect(built.printed).toContain('Step 2/6 : FROM $NAME:1 AS work');
      expect(built.printed).toContain('Step 6/6 : COPY --from=work /out /net /');
      expect(built.image.bases).toHaveLength(1);
    },
    240_000,
  );

  itBuilds(
    'fails with the words of the program that failed',
    async () => {
      const world = await openTestWorld();
      const base = await buildForTest(
        'FROM scratch\nCOPY --chmod=755 sh /bin/sh\n',
        { sh: { content: await readFile(busybox ?? '') } },
        { world },
      );
      const build = buildForTest('FROM base\nRUN exit 3\n', {}, { world, base: asBase(base), searchPath });
      await expect(build).rejects.toThrow('exit status 3');
    },
    240_000,
  );
});
