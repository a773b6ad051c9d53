import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { UserError } from '../../base/errors/index.ts';
import { cleanPath, compileIgnore, ignoreFileCandidates, parseIgnoreFile } from './index.ts';

function isIgnored(patterns: readonly string[], path: string): boolean {
  return compileIgnore(parseIgnoreFile(patterns.join('\n'))).isIgnored(path);
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return error instanceof UserError ? error.code : `unexpected ${String(error)}`;
  }
  return 'no error';
}

describe('parseIgnoreFile', () => {
  it.each([
    ['a comment in the first column', '# a\nb', ['b']],
    ['no comment after white space', ' #a', ['#a']],
    ['blank lines', '\n \t\na\n\n', ['a']],
    ['white space around a pattern', '  a b \t', ['a b']],
    ['CR LF', 'a\r\nb\r\n', ['a', 'b']],
    ['a byte order mark', '\u{feff}a', ['a']],
    ['a byte order mark before a comment', '\u{feff}# a', []],
    ['a leading slash', '/a', ['a']],
    ['a trailing slash', 'a/', ['a']],
    ['a leading slash after "!"', '!/a/', ['!a']],
    ['white space after "!"', '! a', ['!a']],
    ['dots and double slashes', './a//b/../c', ['a/c']],
    ['a way out of the context, which matches nothing', '../a', ['../a']],
    ['a slash alone', '/', ['/']],
  ])('reads %s', (_, text, expected) => {
    expect(parseIgnoreFile(text)).toEqual(expected);
  });

  it('refuses a line that Docker cannot hold', () => {
    expect(codeOf(() => parseIgnoreFile('a'.repeat(64 * 1024 + 1)))).toBe('CONTEXT_IGNORE_INVALID');
  });
});

describe('compileIgnore', () => {
  it.each([
    ['a name', ['node_modules'], 'node_modules', true],
    ['a name matches what is below it', ['node_modules'], 'node_modules/a/b.js', true],
    ['a name matches at the root only', ['node_modules'], 'sub/node_modules/a.js', false],
    ['a trailing slash changes nothing', ['node_modules/'], 'node_modules/a.js', true],
    ['a leading slash changes nothing', ['/dist'], 'dist/a.js', true],
    ['a name is no prefix of a name', ['dist'], 'distant', false],
    ['* stays in its folder', ['*.md'], 'docs/a.md', false],
    ['* matches an empty text', ['a*'], 'a', true],
    ['* matches dot files', ['*'], '.git/config', true],
    ['? is one character', ['temp?'], 'tempa', true],
    ['? is not none', ['temp?'], 'temp', false],
    ['? is no slash', ['a?b'], 'a/b', false],
    ['? is one character beyond the basic plane', ['a?b'], 'a😀b', true],
    ['one level of wildcard', ['*/temp*'], 'somedir/temporary.txt', true],
    ['one level is not two', ['*/temp*'], 'a/b/temporary.txt', false],
    ['two levels of wildcard', ['*/*/temp*'], 'a/b/temporary.txt', true],
    ['** at any depth', ['**/*.go'], 'a/b/c.go', true],
    ['** at depth zero', ['**/*.go'], 'c.go', true],
    ['**/name at any depth', ['**/node_modules'], 'a/b/node_modules/x.js', true],
    ['**/name is a whole name', ['**/.foo'], 'bar.foo', false],
    ['** without a slash ends a name', ['**file'], 'dir/my.file', true],
    ['name/** is what is inside', ['abc/**'], 'abc/def/ghi', true],
    ['name/** is not the folder', ['abc/**'], 'abc', false],
    ['** in the middle', ['a/**/z'], 'a/b/c/z', true],
    ['** in the middle, depth zero', ['a/**/z'], 'a/z', true],
    ['** glued to a name', ['a**/*.txt'], 'a/dir/dir/file.txt', true],
    ['two ** in a row', ['**/**/*.txt'], 'file.txt', true],
    ['** alone', ['**'], 'a/b', true],
    ['a range', ['a[b-d]e'], 'ace', true],
    ['a range leaves others out', ['a[b-d]e'], 'aae', false],
    ['a negated range', ['a[^b-d]e'], 'aze', true],
    ['a range beyond ASCII', ['[a-ζ]*'], 'α', true],
    ['an escaped star', ['a\\*b'], 'a*b', true],
    ['an escaped star is no wildcard', ['a\\*b'], 'axb', false],
    ['an escaped bracket in a range', ['[\\]a]'], ']', true],
    ['an escaped hyphen in a range', ['[x\\-]'], '-', true],
    ['an escaped backslash', ['a\\\\'], 'a\\', true],
    ['a plus is a plus', ['we+ird*'], 'we+ird.txt', true],
    ['a plus is no repetition', ['we+ird*'], 'weeird.txt', false],
    ['a dot is a dot', ['abc.d?f'], 'abcZdef', false],
    ['other special characters', ['a.|)$(}+{b*'], 'a.|)$(}+{bc', true],
    ['an escaped "!" or "#"', ['\\!a', '\\#b'], '!a', true],
    ['letters are told apart by case', ['README.md'], 'readme.md', false],
  ])('%s', (_, patterns, path, expected) => {
    expect(isIgnored(patterns, path)).toBe(expected);
  });

  it.each([
    ['the last match decides', ['*.md', '!README.md'], 'README.md', false],
    ['an exception before its rule is lost', ['!README.md', '*.md'], 'README.md', true],
    ['a later rule wins again', ['*.md', '!README*.md', 'README-secret.md'], 'README-secret.md', true],
    ['an exception below an ignored folder', ['docs', '!docs/README.md'], 'docs/README.md', false],
    ['its neighbours stay ignored', ['docs', '!docs/README.md'], 'docs/other.md', true],
    ['an excepted folder brings all below it', ['**', '!util/docker/web'], 'util/docker/web/foo', false],
    [
      'and a later rule takes one out',
      ['**', '!util/docker/web', 'util/docker/web/foo'],
      'util/docker/web/foo',
      true,
    ],
    ['an exception with a wildcard', ['**', '!dist/*.whl'], 'dist/a+b.whl', false],
    ['an exception deep inside by **', ['*', '!**/*.go'], 'a/b/c.go', false],
    ['slashes in exceptions change nothing', ['*', '!/src/'], 'src/a.ts', false],
  ])('%s', (_, patterns, path, expected) => {
    expect(isIgnored(patterns, path)).toBe(expected);
  });

  it.each(['[', '[]a]', '[-]', '[x-]', '[-x]', '[a-b-c]', '[^', 'a[', 'a\\', '!', '[z-a]'])(
    'refuses the pattern %s, as Docker does',
    (pattern) => {
      expect(codeOf(() => compileIgnore([pattern]))).toBe('CONTEXT_IGNORE_INVALID');
    },
  );

  it('walks into an ignored folder only where an exception can reach', () => {
    const matcher = compileIgnore(['*', '!src/app']);
    expect([matcher.mayHoldKept('src'), matcher.mayHoldKept('node_modules')]).toEqual([true, false]);
    expect(compileIgnore(['*', '!**/*.go']).mayHoldKept('anything')).toBe(true);
    expect(compileIgnore(['*']).mayHoldKept('anything')).toBe(false);
  });

  it('never hides a kept path behind a folder it would not walk', () => {
    const segment = fc.constantFrom('a', 'b', 'c', '*', '?', 'a*');
    const pattern = fc
      .tuple(fc.boolean(), fc.array(fc.oneof(segment, fc.constant('**')), { minLength: 1, maxLength: 3 }))
      .map(([isException, parts]) => `${isException ? '!' : ''}${parts.join('/')}`);
    const path = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 5 }), path, (patterns, parts) => {
        const matcher = compileIgnore(patterns);
        const isReached = parts.slice(0, -1).every((_, at) => {
          const folder = parts.slice(0, at + 1).join('/');
          return !matcher.isIgnored(folder) || matcher.mayHoldKept(folder);
        });
        expect(isReached || matcher.isIgnored(parts.join('/'))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('answers or refuses with a UserError, whatever the pattern', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 12 }),
        fc.string({ maxLength: 12 }),
        (pattern, path) => {
          const code = codeOf(() => compileIgnore(parseIgnoreFile(pattern)).isIgnored(path));
          expect(['no error', 'CONTEXT_IGNORE_INVALID']).toContain(code);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('ignoreFileCandidates', () => {
  it('prefers the file that is named after the Dockerfile and lies beside it', () => {
    expect(ignoreFileCandidates('build/api.Dockerfile')).toEqual([
      'build/api.Dockerfile.dockerignore',
      '.dockerignore',
    ]);
  });
});

describe('cleanPath', () => {
  it.each([
    ['', '.'],
    ['a/./b//c/', 'a/b/c'],
    ['a/../..', '..'],
    ['/../a', '/a'],
    ['..//../a', '../../a'],
    ['/', '/'],
  ])('%s → %s', (path, expected) => {
    expect(cleanPath(path)).toBe(expected);
  });
});
