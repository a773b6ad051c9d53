import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { asBase, buildForTest, chunksOf, makeArchive, openTestWorld } from './testing.ts';
import type { Entry } from './testing.ts';

const context: Record<string, Entry> = {
  'a.txt': 'A',
  'b.txt': 'B',
  'run.sh': { content: '#!', mode: 0o755 },
  'dir/': { type: 'directory', mode: 0o700 },
  'dir/c.txt': 'C',
  'dir/deep/d.txt': 'D',
  'dir/link': { type: 'symlink', linkname: 'c.txt' },
  top: { type: 'symlink', linkname: 'dir/c.txt' },
};

describe('COPY', () => {
  it.each<[string, string, readonly string[]]>([
    ['a file to a name', 'COPY a.txt /x', ['x 644 0:0 A']],
    ['a file into a folder that it makes', 'COPY a.txt /x/', ['x/ 755 0:0', 'x/a.txt 644 0:0 A']],
    ['several files', 'COPY a.txt b.txt /x/', ['x/ 755 0:0', 'x/a.txt 644 0:0 A', 'x/b.txt 644 0:0 B']],
    ['what a wildcard fits', 'COPY *.txt ./', ['a.txt 644 0:0 A', 'b.txt 644 0:0 B']],
    ['a range of a wildcard', 'COPY [b-z].t?t /', ['b.txt 644 0:0 B']],
    [
      'the JSON form',
      'COPY ["a.txt", "/with blank/"]',
      ['with blank/ 755 0:0', 'with blank/a.txt 644 0:0 A'],
    ],
    [
      'the content of a folder',
      'COPY dir /x',
      [
        'x/ 755 0:0',
        'x/c.txt 644 0:0 C',
        'x/deep/ 755 0:0',
        'x/deep/d.txt 644 0:0 D',
        'x/link 644 0:0 -> c.txt',
      ],
    ],
    ['what a link leads to when it is named', 'COPY top /x/', ['x/ 755 0:0', 'x/top 644 0:0 C']],
    ['with an owner', 'COPY --chown=7:8 a.txt /x', ['x 644 7:8 A']],
    ['with a user alone as group too', 'COPY --chown=7 a.txt /x', ['x 644 7:7 A']],
    ['with a mode', 'COPY --chmod=0750 a.txt /x', ['x 750 0:0 A']],
    ['with its own mode', 'COPY run.sh /', ['run.sh 755 0:0 #!']],
    ['from a variable', 'ENV N=a\nCOPY ${N}.txt /$N', ['a 644 0:0 A']],
  ])('copies %s', async (_, text, expected) => {
    const { files } = await buildForTest(`FROM scratch\n${text}\n`, context);
    expect(files).toEqual([expected]);
  });

  it.each([
    ['nothing that a wildcard fits', 'COPY *.md /', 'no source files were specified'],
    ['a file that is not there', 'COPY none /', 'file not found in build context'],
    ['a path outside', 'COPY ../a.txt /', 'forbidden path outside the build context'],
    ['several files to a name', 'COPY a.txt b.txt /x', 'destination must be a directory'],
    ['one argument', 'COPY a.txt', 'requires at least two arguments'],
    ['a bad mode', 'COPY --chmod=rwx a.txt /', 'invalid chmod parameter'],
    ['an unknown flag', 'COPY --frobnicate a.txt /', 'Unknown flag: frobnicate'],
    ['a user without a passwd file', 'COPY --chown=app a.txt /', 'no such user: app'],
    ['an unknown stage number', 'COPY --from=7 /a /', 'invalid from flag value 7'],
  ])('refuses %s', async (_, text, message) => {
    await expect(buildForTest(`FROM scratch\n${text}\n`, context)).rejects.toThrow(message);
  });

  it('copies between stages, and knows the base’s links, folders and users', async () => {
    const world = await openTestWorld();
    const root = {
      'etc/passwd': 'root:x:0:0::/:/bin/sh\napp:x:1000:1001::/:/bin/sh\n',
      'etc/group': 'root:x:0:\napp:x:1001:\n',
      'usr/bin/': { type: 'directory', mode: 0o755 } as const,
      bin: { type: 'symlink', linkname: 'usr/bin' } as const,
    };
    const archive = (await makeArchive(root)).toString('latin1');
    const base = await buildForTest('FROM scratch\nADD root.tar /\n', { 'root.tar': archive }, { world });
    const dockerfile =
      'FROM scratch AS first\nCOPY a.txt /out/\nFROM base\nCOPY --from=first --chown=app /out/a.txt /bin/\nCOPY --from=0 /out /etc\nCOPY --from=base:1 /etc/group /g\n';
    const { files, image } = await buildForTest(dockerfile, context, { world, base: asBase(base) });
    expect(files).toEqual([
      ['usr/bin/a.txt 644 1000:1001 A'],
      ['etc/a.txt 644 0:0 A'],
      [`g 644 0:0 ${root['etc/group']}`.trim()],
    ]);
    expect(image.bases).toHaveLength(2);
  });
});

describe('ADD', () => {
  it('unpacks an archive by its content and copies other files', async () => {
    const archive = (await makeArchive({ 'in/x.txt': 'X' })).toString('latin1');
    const { files } = await buildForTest('FROM scratch\nADD t.bin a.txt /d/\n', {
      ...context,
      't.bin': archive,
    });
    expect(files).toEqual([['d/ 755 0:0', 'd/a.txt 644 0:0 A', 'd/in/ 755 0:0', 'd/in/x.txt 644 0:0 X']]);
  });

  it('refuses a URL', async () => {
    await expect(buildForTest('FROM scratch\nADD https://example.com/x /\n', context)).rejects.toThrow(
      'ADD failed',
    );
  });
});

describe('settings', () => {
  it('writes the configuration that Docker would', async () => {
    const dockerfile = [
      'ARG BASE=scratch',
      'FROM ${BASE}',
      'ARG VERSION=1',
      'ENV A=1 B="two words" C=$VERSION-${MISSING:-x}${A:+y}',
      'ENV OLD some value',
      'LABEL one="1" two=\'$A\' three=$A',
      'EXPOSE 80 90-91/udp',
      'VOLUME ["/data"]',
      'USER 1000:1000',
      'WORKDIR /app',
      'WORKDIR sub',
      'STOPSIGNAL SIGINT',
      'HEALTHCHECK --interval=1m30s --retries=2 CMD curl x',
      'SHELL ["/bin/bash", "-c"]',
      'ENTRYPOINT ["/run"]',
      'CMD echo $A',
      'ONBUILD COPY . /x',
    ].join('\n');
    const { config } = await buildForTest(
      dockerfile,
      {},
      { job: { arguments: new Map([['VERSION', '9']]) } },
    );
    expect(config['config']).toEqual({
      Cmd: ['/bin/bash', '-c', 'echo $A'],
      Entrypoint: ['/run'],
      Env: [
        'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        ...['A=1', 'B=two words', 'C=9-x', 'OLD=some value'],
      ],
      ExposedPorts: { '80/tcp': {}, '90/udp': {}, '91/udp': {} },
      Healthcheck: { Test: ['CMD-SHELL', 'curl x'], Interval: 90e9, Retries: 2 },
      Labels: { one: '1', two: '$A', three: '1' },
      OnBuild: ['COPY . /x'],
      Shell: ['/bin/bash', '-c'],
      StopSignal: 'SIGINT',
      User: '1000:1000',
      Volumes: { '/data': {} },
      WorkingDir: '/app/sub',
    });
  });

  it('drops the base’s CMD for an own ENTRYPOINT, and takes its date and triggers', async () => {
    const world = await openTestWorld();
    const base = asBase(await buildForTest('FROM scratch\nCOPY a.txt /\n', context, { world }), {
      ...{ Cmd: ['old'], Env: ['X=1'], OnBuild: ['COPY b.txt /triggered'] },
    });
    const built = await buildForTest('FROM base\nENTRYPOINT ["new"]\n', context, { world, base });
    expect(built.config).toMatchObject({
      created: '2026-01-02T03:04:05Z',
      config: { Entrypoint: ['new'], Env: ['X=1'] },
    });
    expect(built.config['config']).not.toHaveProperty('Cmd');
    expect(built.config['config']).not.toHaveProperty('OnBuild');
    expect(built.files).toEqual([['triggered 644 0:0 B']]);
  });

  it('counts layers, diff ids and history alike', async () => {
    const { config, image } = await buildForTest(
      'FROM scratch\nCOPY a.txt /\nENV A=1\nCOPY b.txt /\n',
      context,
    );
    const history = config['history'];
    expect(history).toHaveLength(3);
    expect(history).toEqual([
      expect.not.objectContaining({ empty_layer: true }),
      expect.objectContaining({ empty_layer: true }),
      expect.not.objectContaining({ empty_layer: true }),
    ]);
    expect(config['rootfs']).toEqual({ type: 'layers', diff_ids: image.layers.map(({ diffId }) => diffId) });
  });
});

describe('stages', () => {
  const dockerfile =
    'FROM scratch AS one\nCOPY a.txt /\nFROM one AS two\nCOPY b.txt /\nFROM scratch\nCOPY dir /\n';

  it.each([
    ['one', 1],
    ['TWO', 2],
    ['1', 2],
  ])('stops after the target %s', async (target, layers) => {
    expect((await buildForTest(dockerfile, context, { job: { target } })).image.layers).toHaveLength(layers);
  });

  it('refuses a target that is not there', async () => {
    const job = { target: 'none' };
    await expect(buildForTest(dockerfile, context, { job })).rejects.toThrow(
      'failed to reach build target none',
    );
  });
});

describe('the context', () => {
  it('is the same image whether zipped or not, and whatever the times in it', async () => {
    const plain = await buildForTest('FROM scratch\nCOPY a.txt /\n', { 'a.txt': 'A' });
    const archive = await makeArchive({
      'a.txt': { content: 'A', mtime: new Date(0) },
      Dockerfile: 'FROM scratch\nCOPY a.txt /\n',
    });
    const zipped = await buildForTest('', {}, { job: { context: () => chunksOf(gzipSync(archive)) } });
    expect(zipped.image.manifest.digest).toBe(plain.image.manifest.digest);
    expect(plain.image.manifest.digest).toBe(
      'sha256:1b860fe842227edd1d47fb8c07b0ed8534805fb94e97d18d9939692705ad2620',
    );
  });

  it('hides what .dockerignore names, the Dockerfile included, from COPY only', async () => {
    const ignore = '# comment\n*\n!dir\ndir/deep\n';
    const { files } = await buildForTest('FROM scratch\nCOPY . /x\n', {
      ...context,
      '.dockerignore': ignore,
    });
    expect(files).toEqual([
      ['x/ 755 0:0', 'x/dir/ 700 0:0', 'x/dir/c.txt 644 0:0 C', 'x/dir/link 644 0:0 -> c.txt'],
    ]);
  });

  it('may be a folder of the source', async () => {
    const { files } = await buildForTest(
      'unused',
      { 'sub/Dockerfile': 'FROM scratch\nCOPY a /\n', 'sub/a': 'x' },
      { job: { folder: 'sub' } },
    );
    expect(files).toEqual([['a 644 0:0 x']]);
  });

  it.each<[string, Record<string, Entry>, string]>([
    ['a path that leads out', { '../x': 'X' }, 'outside'],
    [
      'an entry below its own link',
      { l: { type: 'symlink', linkname: '/etc' }, 'l/x': 'X' },
      'below its own link',
    ],
    ['a hard link to nothing', { h: { type: 'link', linkname: '/etc/passwd' } }, 'which is not in it'],
  ])('is refused with %s', async (_, entries, message) => {
    await expect(buildForTest('FROM scratch\nCOPY . /\n', entries)).rejects.toThrow(message);
  });

  it('does not follow a link out of itself', async () => {
    const entries: Record<string, Entry> = { out: { type: 'symlink', linkname: '../../../etc/passwd' } };
    await expect(buildForTest('FROM scratch\nCOPY out /\n', entries)).rejects.toThrow(
      'file not found in build context',
    );
  });
});

describe('Dockerfile lines', () => {
  it('joins continued lines over comments and obeys the escape directive', async () => {
    const { printed } = await buildForTest('# escape=`\nFROM scratch\nENV A=1 `\n# between\n\n  B=2\n', {});
    expect(printed).toContain('Step 2/2 : ENV A=1 B=2');
  });

  it.each([
    ['', 'cannot be empty'],
    ['ENV A=1\n', 'no build stage'],
    ['FROM scratch\nFROBNICATE x\n', 'unknown instruction: FROBNICATE'],
    ['FROM a b c\n', 'FROM requires either one or three arguments'],
    ['FROM scratch\nENV A\n', 'ENV must have two arguments'],
    ['FROM scratch\nEXPOSE 70000\n', 'invalid containerPort'],
    ['FROM $NONE\n', 'should not be blank'],
    ['FROM scratch\nENV A=${B:?needed}\n', 'needed'],
    ['FROM scratch\nCOPY <<EOF /x\nhi\nEOF\n', 'need BuildKit'],
    ['FROM scratch\nRUN true\n', 'RUN needs "buildah", which is not installed'],
  ])('refuses %j', async (dockerfile, message) => {
    await expect(buildForTest(dockerfile, {})).rejects.toThrow(message);
  });

  it('names the build arguments that nothing asked for', async () => {
    const job = { arguments: new Map([['UNUSED', '1']]) };
    const { printed } = await buildForTest('FROM scratch\nENV A=1\n', {}, { job });
    expect(printed).toContain('[Warning] One or more build-args [UNUSED] were not consumed');
  });
});
