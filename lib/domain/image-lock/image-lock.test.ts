import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CodedError } from '../../base/errors/index.ts';
import { parseDigest } from '../image/index.ts';
import { parseImageLock, readImageLock, replaceDigests } from './index.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const other = `sha256:${'b'.repeat(64)}`;

function entry(reference: string, more = ''): string {
  return `  - reference: ${reference}\n    digest: ${digest}\n    reason: a reason\n${more}`;
}

function file(...entries: readonly string[]): string {
  return `# a comment\nversion: 1\nimages:\n${entries.join('')}`;
}

/** Each problem as `line: text`. */
function problemsOf(text: string): readonly string[] {
  return readImageLock(text).problems.map((problem) => `${problem.line}: ${problem.text}`);
}

describe('parseImageLock', () => {
  it('reads entries with their defaults and places', () => {
    const text = file(
      entry('busybox:1.37.0'),
      entry('ghcr.io/kubereboot/kured:1.20.0', '    target: tools/kured\n    platforms: [linux/amd64]\n'),
    );
    expect(parseImageLock(text, 'images.lock.yaml').entries).toEqual([
      {
        image: { registry: 'docker.io', repository: 'library/busybox', tag: '1.37.0', digest },
        reason: 'a reason',
        target: 'upstream/docker.io/library/busybox',
        platforms: [],
        place: { line: 4, column: 5 },
      },
      {
        image: { registry: 'ghcr.io', repository: 'kubereboot/kured', tag: '1.20.0', digest },
        reason: 'a reason',
        target: 'tools/kured',
        platforms: ['linux/amd64'],
        place: { line: 7, column: 5 },
      },
    ]);
  });

  it('throws every problem at once, in the order of the lines, with the name of the file', () => {
    const text = file(entry('Busybox:1'), entry('kured'), `  - reference: a:1\n    extra: x\n`);
    const error = catchCoded(() => parseImageLock(text, 'images.lock.yaml'));
    expect(error.code).toBe('IMPORT_LOCK_INVALID');
    const places = [...error.reason.matchAll(/images\.lock\.yaml:(\d+): (\S+)/g)].map((match) =>
      match.slice(1),
    );
    expect(places).toEqual([
      ['4', 'images[0].reference'],
      ['7', 'images[1].reference'],
      ['10', 'images[2].digest'],
      ['10', 'images[2].reason'],
      ['11', 'images[2].extra'],
    ]);
  });

  it('takes the committed lock file', async () => {
    const { readFile } = await import('node:fs/promises');
    const text = await readFile(new URL('../../../images.lock.yaml', import.meta.url), 'utf8');
    expect(parseImageLock(text, 'images.lock.yaml').entries.length).toBeGreaterThanOrEqual(8);
  });
});

describe('readImageLock', () => {
  const bad: readonly { name: string; text: string; problems: readonly string[] }[] = [
    {
      name: 'the same image twice',
      text: file(entry('busybox:1'), entry('docker.io/library/busybox:1')),
      problems: [
        '7: docker.io/library/busybox:1 into upstream/docker.io/library/busybox is a duplicate of line 4',
      ],
    },
    {
      name: 'two upstreams for one target',
      text: file(
        entry('busybox:1', '    target: tools/x\n'),
        entry('ghcr.io/busybox:1', '    target: tools/x\n'),
      ),
      problems: [
        '8: ghcr.io/busybox has the target tools/x, as has docker.io/library/busybox of line 4; give one of them another target',
      ],
    },
    {
      name: 'a tag without digest',
      text: file('  - reference: a:1\n    reason: r\n'),
      problems: ['4: images[0].digest is missing'],
    },
    {
      name: 'a digest that is none',
      text: file(`  - reference: a:1\n    digest: sha256:abc\n    reason: r\n`),
      problems: ['5: images[0].digest is no digest: `sha256:` and 64 lower-case hex digits'],
    },
    {
      name: 'a digest in the reference',
      text: file(entry(`a:1@${other}`)),
      problems: ['4: images[0].reference carries a digest; it stands under `digest`'],
    },
    {
      name: 'a reference without tag',
      text: file(entry('a')),
      problems: ['4: images[0].reference has no tag: write docker.io/library/a:<tag>'],
    },
    {
      name: 'a target elsewhere',
      text: file(entry('a:1', '    target: workload/a\n')),
      problems: ['7: images[0].target cannot be used: it is neither under `upstream/` nor under `tools/`'],
    },
    {
      name: 'an unknown key at the root',
      text: `${file(entry('a:1'))}more: 1\n`,
      problems: ['7: more is no known key'],
    },
    {
      name: 'another version',
      text: file(entry('a:1')).replace('version: 1', 'version: 2'),
      problems: ['2: version is not 1'],
    },
    {
      name: 'no version',
      text: file(entry('a:1')).replace('version: 1\n', ''),
      problems: ['2: version is missing'],
    },
    { name: 'no images', text: 'version: 1\nimages: []\n', problems: ['2: images is empty'] },
    {
      name: 'another kind of images',
      text: 'version: 1\nimages: x\n',
      problems: ['2: images is "x", not Array'],
    },
    {
      name: 'an entry that is none',
      text: file('  - busybox:1\n'),
      problems: ['4: images[0] is "busybox:1", not Object'],
    },
    { name: 'nothing', text: '', problems: ['1: is null, not Object'] },
    {
      name: 'a reason of another kind',
      text: file(entry('a:1')).replace('a reason', '[1]'),
      problems: ['6: images[0].reason is Array, not string'],
    },
    {
      name: 'a platform that is none',
      text: file(entry('a:1', '    platforms: [linux/amd64, windows]\n')),
      problems: ['7: images[0].platforms[1] is no `os/architecture`'],
    },
  ];

  it.each(bad)('names line and key of $name', ({ text, problems }) => {
    expect(problemsOf(text)).toEqual(problems);
  });

  it.each([
    ['a duplicate key', file(entry('a:1', '    reason: again\n')), 7],
    ['what is no YAML', file('  - reference: "a\n'), 5],
    ['two documents', `${file(entry('a:1'))}---\nversion: 1\n`, 7],
    ['a tab for indentation', file('\t- a\n'), 4],
  ])('refuses %s at its line', (_, text, line) => {
    const { entries, problems } = readImageLock(text);
    expect([entries, problems[0]?.line]).toEqual([[], line]);
  });

  it('follows no alias', () => {
    const text = file(`  - &a\n    reference: a:1\n    digest: ${digest}\n    reason: r\n  - *a\n`);
    expect(problemsOf(text)).toEqual([
      '5: anchors are not allowed in this file',
      '8: aliases are not allowed in this file',
    ]);
  });

  it('takes no character that nobody sees', () => {
    const text = file(`  - reference: a:1\n    digest: ${digest}\n    reason: r\u200b\n`);
    expect(problemsOf(text)).toEqual(['6: the character U+200B cannot be seen and is not allowed']);
  });

  it('reads no file without bound', () => {
    expect(problemsOf(`# ${'x'.repeat(1024 * 1024)}\n`)).toEqual(['1: it is longer than 1048576 characters']);
  });

  it('throws for no text', () => {
    const line = fc.constantFrom(
      'version: 1',
      'images:',
      '  - reference: a:1',
      '    digest: &a x',
      '- *a',
      '{',
      '? [',
      '"',
      'a: 1',
      '!!x y',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(line).map((lines) => lines.join('\n')),
        ),
        (text) => {
          for (const problem of readImageLock(text).problems) expect(problem.line).toBeGreaterThan(0);
        },
      ),
    );
  });
});

describe('replaceDigests', () => {
  it('changes digests and nothing else', () => {
    const text = file(
      entry('a:1'),
      `  # why\n  - { digest: '${digest}', reference: b:1, reason: r } # end\n`,
    );
    const changed = replaceDigests(
      text,
      new Map([
        [1, parseDigest(other)],
        [0, parseDigest(other)],
      ]),
    );
    const [first, second] = parseImageLock(changed, 'f').entries;
    expect([first?.image.digest, second?.image.digest]).toEqual([other, other]);
    expect(changed.replaceAll(other, digest).replaceAll("'", '')).toBe(text.replaceAll("'", ''));
  });
});

function catchCoded(work: () => unknown): CodedError {
  try {
    work();
  } catch (error) {
    if (error instanceof CodedError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
