import { generateKeyPairSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CodedError } from '../../base/errors/index.ts';
import { parseConfig, readConfig } from './index.ts';

function createPem(namedCurve = 'P-256'): string {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve });
  return publicKey.export({ type: 'spki', format: 'pem' }).toString();
}

function image(name: string, more: Readonly<Record<string, unknown>> = {}): string {
  const entry = { name, folder: `app/${name}`, repository: `app/${name}`, ...more };
  return `  - ${JSON.stringify(entry)}\n`;
}

function file(...images: readonly string[]): string {
  return `# a comment\nversion: 1\nimages:\n${images.join('')}`;
}

function key(name: string, pem: string, more: Readonly<Record<string, unknown>> = {}): string {
  const [from, until] = ['2026-01-01T00:00:00Z', '2028-01-01T00:00:00Z'];
  const entry = { name, purpose: 'decision', 'public-key': pem, 'valid-from': from, 'valid-until': until };
  return `  - ${JSON.stringify({ ...entry, ...more })}\n`;
}

/** Each problem as `line: text`. */
function problemsOf(text: string): readonly string[] {
  return readConfig(text).problems.map((problem) => `${problem.line}: ${problem.text}`);
}

describe('parseConfig', () => {
  it('reads a file that names only its image, with every default', () => {
    expect(parseConfig(file(image('a')), 'lazaret.yaml')).toEqual({
      images: [
        {
          name: 'a',
          folder: 'app/a',
          dockerfile: 'Dockerfile',
          repository: 'app/a',
          also: [],
          place: { line: 4, column: 6 },
        },
      ],
      policy: 'gate.yaml',
      vex: [],
      snapshots: {
        kev: { repository: 'tools/kev', tag: 'latest' },
        epss: { repository: 'tools/epss', tag: 'latest' },
        database: { repository: 'tools/trivy-db', tag: '2' },
      },
      keys: new Map(),
    });
  });

  it('reads everything that can be written', () => {
    const text = `${file(image('a', { platform: 'linux/arm64', dockerfile: 'build/Dockerfile', also: ['lib'] }))}lock: images.lock.yaml
policy: security/gate.yaml
vex: [vex/a.json]
snapshots: { kev: 'tools/mirror/kev:2026', database: 'tools/db:2' }
keys:
${key('decision-1', createPem())}${key('promotion-1', createPem(), { purpose: 'promotion' })}`;
    const config = parseConfig(text, 'lazaret.yaml');
    expect(config).toMatchObject({
      images: [{ platform: 'linux/arm64', dockerfile: 'build/Dockerfile', also: ['lib'] }],
      lock: 'images.lock.yaml',
      policy: 'security/gate.yaml',
      vex: ['vex/a.json'],
      snapshots: { kev: { repository: 'tools/mirror/kev', tag: '2026' }, epss: { tag: 'latest' } },
    });
    expect([...config.keys.values()].map(({ name, purpose }) => [name, purpose])).toEqual([
      ['decision-1', 'decision'],
      ['promotion-1', 'promotion'],
    ]);
  });

  it('throws every problem at once with file, line and column', () => {
    const text = `${file(image('a', { folder: '../a' }), image('b', { extra: 1 }), image('b'))}more: 1\n`;
    const error = catchCoded(() => parseConfig(text, 'lazaret.yaml'));
    expect(error.code).toBe('CONFIG_INVALID');
    const found = [...error.reason.matchAll(/lazaret\.yaml:(\d+):(\d+): (\S+)/g)].map((match) =>
      match.slice(1),
    );
    expect(found).toEqual([
      ['4', '17', 'images[0].folder'],
      ['5', '55', 'images[1].extra'],
      ['6', '6', 'images[2].name'],
      ['6', '17', 'images[2].folder'],
      ['6', '34', 'images[2].repository'],
      ['7', '1', 'more'],
    ]);
  });

  it('takes the committed file', async () => {
    const text = await readFile(new URL('../../../lazaret.yaml', import.meta.url), 'utf8');
    expect(parseConfig(text, 'lazaret.yaml').images.map(({ name }) => name)).toEqual(['chain-api']);
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=./lazaret.schema.json');
  });
});

const notPlain =
  'is no path inside the repository written plainly: no `..`, `./`, `\\`, nor a slash at either end';

describe('readConfig', () => {
  const bad: readonly { name: string; text: string; problems: readonly string[] }[] = [
    { name: 'nothing', text: '', problems: ['1: is null, not Object'] },
    { name: 'another version', text: 'version: 2\n', problems: ['1: version is not 1'] },
    { name: 'an unknown key', text: 'version: 1\nimage: []\n', problems: ['2: image is no known key'] },
    {
      name: 'an unknown key of an image',
      text: file(image('a', { dockerFile: 'x' })),
      problems: ['4: images[0].dockerFile is no known key'],
    },
    {
      name: 'two images of one name',
      text: file(image('a'), image('a', { folder: 'x', repository: 'x' })),
      problems: ['5: images[1].name repeats line 4'],
    },
    {
      name: 'two images of one repository',
      text: file(image('a'), image('b', { repository: 'app/a' })),
      problems: ['5: images[1].repository repeats line 4'],
    },
    {
      name: 'two images of one folder',
      text: file(image('a'), image('b', { folder: 'app/a' })),
      problems: ['5: images[1].folder is the folder, which neither names under `also`, of line 4'],
    },
    {
      name: 'a folder inside another',
      text: file(image('a'), image('b', { folder: 'app/a/b' })),
      problems: [
        '5: images[1].folder is inside a folder whose image does not name it under `also`: that of line 4',
      ],
    },
    {
      name: 'a folder inside the root',
      text: file(image('a'), image('b', { folder: '.' })),
      problems: [
        '4: images[0].folder is inside a folder whose image does not name it under `also`: that of line 5',
      ],
    },
    {
      name: 'a repository of another folder of quarantine',
      text: file(image('a', { repository: 'pr/a' }), image('b', { repository: 'tools/b' })),
      problems: [
        '4: images[0].repository is under `pr/`, where builds of the protected branch do not go',
        '5: images[1].repository is under `tools/`, where builds of the protected branch do not go',
      ],
    },
    {
      name: 'a name that is none',
      text: file(image('Chain API')),
      problems: [
        '4: images[0].name is no name in lower-case kebab-case',
        '4: images[0].repository cannot be used',
      ],
    },
    {
      name: 'a snapshot outside the tools',
      text: 'version: 1\nsnapshots: { kev: app/kev:1 }\n',
      problems: ['2: snapshots.kev cannot be used: it is no `tools/<repository>:<tag>`'],
    },
    {
      name: 'a snapshot without a tag',
      text: 'version: 1\nsnapshots:\n  epss: tools/epss\n',
      problems: ['3: snapshots.epss cannot be used: it is no `tools/<repository>:<tag>`'],
    },
    {
      name: 'a key of another curve, and one whose end is before its beginning',
      text: `version: 1\nkeys:\n${key('a', createPem('P-384'))}${key('b', createPem(), { 'valid-until': '2025-01-01T00:00:00Z' })}`,
      problems: [
        '3: keys[0] cannot be used: the key of "a" is not on the curve P-256',
        '4: keys[1] cannot be used: "b" ends before it begins',
      ],
    },
    {
      name: 'a private key',
      text: `version: 1\nkeys:\n${key('a', '-----BEGIN PRIVATE KEY-----')}`,
      problems: ['3: keys[0] cannot be used: "a" has no "BEGIN PUBLIC KEY"'],
    },
    {
      name: 'an unknown key of a key',
      text: `version: 1\nkeys:\n${key('a', createPem(), { until: 1 })}`,
      problems: ['3: keys[0].until is no known key'],
    },
    { name: 'an empty list of keys', text: 'version: 1\nkeys: []\n', problems: ['2: keys Invalid length'] },
    {
      name: 'more images than anybody has',
      text: file(...Array.from({ length: 2001 }, (_, index) => image(`i${index}`))),
      problems: ['3: images has more than 2000 entries'],
    },
    {
      name: 'a file beyond the limit',
      text: `# ${'x'.repeat(1024 * 1024)}`,
      problems: ['1: it is longer than'],
    },
    {
      name: 'an alias and its anchor',
      text: 'version: 1\nvex: [&a x, *a]\n',
      problems: ['2: anchors are not allowed', '2: aliases are not allowed'],
    },
    { name: 'a key twice', text: 'version: 1\nversion: 1\n', problems: ['2: a key stands twice'] },
    { name: 'a key twice, once as text', text: '1: a\n"1": b\n', problems: ['2: a key stands twice'] },
    {
      name: 'a line that ends for some readers alone',
      text: 'version: 1 # mine\rimages: []\n',
      problems: ['1: the character U+000D cannot be seen'],
    },
    {
      name: 'text in another order than it shows',
      text: 'version: 1\nvex: ["a\u202eb"]\n',
      problems: ['2: the character U+202E cannot be seen'],
    },
    { name: 'the prototype', text: 'version: 1\n__proto__: {}\n', problems: ['2: the key __proto__'] },
  ];

  it.each(bad)('names line and key of $name', ({ text, problems }) => {
    const found = problemsOf(text);
    expect(found.map((problem, index) => problem.slice(0, problems[index]?.length))).toEqual(problems);
  });

  it.each(['../a', '/a', 'a/', './a', 'a/../b', 'a//b', 'a\\b', 'a\nb', '', '..', 'a/.'])(
    'refuses the folder %j',
    (folder) => {
      expect(problemsOf(file(image('a', { folder })))).toEqual([`4: images[0].folder ${notPlain}`]);
    },
  );

  it.each(['.', 'a', '.github', 'a b/c', '...', 'ä/ö', 'a/..b'])('takes the folder %j', (folder) => {
    expect(problemsOf(file(image('a', { folder })))).toEqual([]);
  });

  it('takes folders that overlap when the outer one names the inner', () => {
    const outer = image('a', { folder: '.', also: ['app/b'] });
    expect(problemsOf(file(outer, image('b')))).toEqual([]);
    const twin = image('c', { folder: 'app/b', dockerfile: 'c.Dockerfile', also: ['app/b'] });
    expect(problemsOf(file(image('b'), twin))).toEqual([]);
  });

  it('is done with thousands of images within a second', () => {
    const text = file(...Array.from({ length: 2000 }, (_, index) => image(`i${index}`)));
    const start = performance.now();
    expect(readConfig(text).config?.images).toHaveLength(2000);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('is done with a map of thousands of keys in no time', () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1\n`);
    const start = performance.now();
    expect(problemsOf(keys.join(''))).not.toEqual([]);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('throws for no text', () => {
    const line = fc.constantFrom(
      ...['version: 1', 'images:', '  - name: a', '    folder: .', '    also: [1]', 'keys: [x]', 'vex: x'],
      ...['snapshots: 1', 'snapshots: { kev: 1 }', '{', '? [', '"', '!!x y', '- *a'],
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(line).map((lines) => lines.join('\n')),
    );
    fc.assert(
      fc.property(text, (written) => {
        const { config, problems } = readConfig(written);
        expect(config === undefined).toBe(problems.length > 0);
      }),
    );
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
