import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { UserError } from '../../base/errors/index.ts';
import { computeDigest } from '../image/index.ts';
import { findDependencies, findStepTitle, parseDockerfile } from './index.ts';

const digest = computeDigest('base');
const none = { buildArguments: new Map<string, string>() };

function imagesOf(lines: readonly string[], given: Readonly<Record<string, string>> = {}): readonly string[] {
  const file = parseDockerfile(lines.join('\n'), { buildArguments: new Map(Object.entries(given)) });
  return file.baseImages.map(({ text }) => text);
}

function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return error instanceof UserError ? `${error.code} ${error.subject}` : `unexpected ${String(error)}`;
  }
  return 'no error';
}

describe('parseDockerfile', () => {
  it.each([
    ['a FROM', ['FROM node:22'], {}, ['node:22']],
    ['scratch is no image', ['FROM scratch'], {}, []],
    ['a stage is no image', ['FROM a:1 AS Build', 'FROM build'], {}, ['a:1']],
    ['a stage that comes later is an image', ['FROM b', 'FROM a AS b'], {}, ['b', 'a']],
    ['a platform flag', ['FROM --platform=linux/amd64 a:1'], {}, ['a:1']],
    ['an argument with its default', ['ARG B=a:1', 'FROM $B'], {}, ['a:1']],
    ['an argument from outside', ['ARG B=a:1', 'FROM ${B}'], { B: 'c:2' }, ['c:2']],
    ['an argument that is made of another', ['ARG R=x.io', 'ARG B=${R}/a', 'FROM $B:1'], {}, ['x.io/a:1']],
    ['a default in FROM', ['ARG B', 'FROM ${B:-a:1}'], {}, ['a:1']],
    ['an alternative in FROM', ['ARG B=1', 'FROM a${B:+:2}'], {}, ['a:2']],
    ['COPY --from with an image', ['FROM scratch', 'COPY --from=a.io/b:1 / /'], {}, ['a.io/b:1']],
    [
      'COPY --from with a stage',
      ['FROM a AS b', 'FROM scratch', 'COPY --from=B / /', 'COPY --from=0 / /'],
      {},
      ['a'],
    ],
    ['an image named twice', ['FROM a:1', 'FROM a:1'], {}, ['a:1']],
    ['a comment and a continued line', ['# FROM x', 'FROM \\', '  a:1'], {}, ['a:1']],
    ['another escape character', ['# escape=`', 'FROM `', '  a:1'], {}, ['a:1']],
    ['a syntax line is no base image', ['# syntax=docker/dockerfile:1', 'FROM a:1'], {}, ['a:1']],
    ['a heredoc is no instruction', ['FROM a:1', 'RUN <<EOF', 'FROM b:1', 'EOF'], {}, ['a:1']],
  ])('%s', (_, lines, given, expected) => {
    expect(imagesOf(lines, given)).toEqual(expected);
  });

  it.each([
    ['nothing', '', 'CONTEXT_DOCKERFILE_INVALID line 1'],
    ['no FROM', 'RUN true', 'CONTEXT_DOCKERFILE_INVALID line 1'],
    ['FROM without an image', 'FROM', 'CONTEXT_DOCKERFILE_INVALID line 1'],
    ['an argument without a value', 'ARG B\nFROM a:$B', 'CONTEXT_DOCKERFILE_INVALID line 2'],
    [
      'an argument that is declared after FROM',
      'FROM a AS x\nARG B=1\nFROM b:$B',
      'CONTEXT_DOCKERFILE_INVALID line 3',
    ],
    ['an image that is no reference', 'FROM Upper/Case', 'CONTEXT_DOCKERFILE_INVALID line 1'],
  ])('refuses %s', (_, text, expected) => {
    expect(refusalOf(() => parseDockerfile(text, none))).toBe(expected);
  });

  it('knows the stages a target can name', () => {
    const text = 'FROM a AS One\nFROM b';
    expect(refusalOf(() => parseDockerfile(text, { ...none, target: 'one' }))).toBe('no error');
    expect(refusalOf(() => parseDockerfile(text, { ...none, target: '1' }))).toBe('no error');
    expect(refusalOf(() => parseDockerfile(text, { ...none, target: 'two' }))).toBe(
      'CONTEXT_TARGET_UNKNOWN two',
    );
  });

  it('numbers the steps as the classic builder does', () => {
    const file = parseDockerfile('# c\nARG A=1\nFROM a:$A\n\nCOPY . \\\n /app\nCMD ["x"]\n', none);
    expect(file.steps.map(({ line, keyword }) => `${line} ${keyword}`)).toEqual([
      '2 ARG',
      '3 FROM',
      '5 COPY',
      '7 CMD',
    ]);
  });

  it('answers or refuses with a UserError, whatever the text', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom('FROM a', 'ARG X', 'FROM $X', 'COPY --from=b / /', 'RUN <<E', '\\'),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        expect(refusalOf(() => parseDockerfile(lines.join('\n'), none))).toMatch(
          /^(no error|CONTEXT_DOCKERFILE_INVALID .*)$/,
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe('findStepTitle', () => {
  it('reads the line of the classic builder and nothing else', () => {
    expect(findStepTitle('Step 3/7 : COPY . /app')).toEqual({
      number: 3,
      total: 7,
      instruction: 'COPY . /app',
    });
    expect(findStepTitle(' Step 3/7 : COPY')).toBeUndefined();
    expect(findStepTitle('Step x/7 : COPY')).toBeUndefined();
  });
});

describe('findDependencies', () => {
  const report = [
    '2026/11/21 10:00:00 The following dependencies were found:',
    '2026/11/21 10:00:00 ',
    '- image:',
    '    registry: lazaretquarantine.azurecr.io',
    '    repository: workload/chain-api',
    '    tag: "1"',
    `    digest: ${computeDigest('image')}`,
    '  runtime-dependency:',
    '    registry: registry.hub.docker.com',
    '    repository: library/node',
    '    tag: "22"',
    `    digest: ${digest}`,
    '  buildtime-dependency:',
    '  - registry: lazaretlive.azurecr.io',
    '    repository: tools/go',
    '    tag: "1"',
    `    digest: ${computeDigest('go')}`,
    '  git: {}',
    '',
  ];
  const end = 'Run ID: cf1 was successful after 5s';

  it('reads base images of the last and of earlier stages', () => {
    const found = findDependencies(['anything', ...report, end]) ?? [];
    expect(found.map(({ registry, repository }) => `${registry}/${repository}`)).toEqual([
      'docker.io/library/node',
      'lazaretlive.azurecr.io/tools/go',
    ]);
    expect(found[0]?.digest).toBe(digest);
  });

  it.each([
    ['there is none', ['Step 1/1 : FROM a', end]],
    ['the closing line is not there yet', report],
    ['more follows the closing line', [...report, end, 'Step 2/2 : RUN true']],
    ['it is no YAML', [report[0] ?? '', '- image: [', end]],
    ['a digest is cut', [...report.map((line) => line.replace(digest, digest.slice(0, 40))), end]],
  ])('finds no report when %s', (_, lines) => {
    expect(findDependencies(lines)).toBeUndefined();
  });

  it('takes the agent’s report, not one that the build printed before it', () => {
    const forged = report.map((line) => line.replace(digest, computeDigest('forged')));
    expect(findDependencies([...forged, end, ...report, end])?.[0]?.digest).toBe(digest);
  });
});
