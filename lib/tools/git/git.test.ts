import { describe, expect, it } from '@jest/globals';
import { CodedError } from '../../base/errors/index.ts';
import type { Exec } from '../../base/exec.ts';
import { createGit } from './index.ts';

const url = 'https://github.com/contoso/lazaret.git';
const [main, tag, peeled] = ['a', 'b', 'c'].map((letter) => letter.repeat(40));

function answer(
  stdout: string,
  exitCode = 0,
  stderr = '',
): { exec: Exec; calls: { args: readonly string[]; env: unknown }[] } {
  const calls: { args: readonly string[]; env: unknown }[] = [];
  const exec: Exec = async (file, args, options) => {
    calls.push({ args: [file, ...args], env: options?.env });
    return { exitCode, stdout, stderr };
  };
  return { exec, calls };
}

async function resolve(stdout: string, ref: string, target = url): Promise<string> {
  const { exec } = answer(stdout);
  return createGit({ exec, env: {} })
    .resolveRef(target, ref)
    .catch((error: unknown) => (error instanceof CodedError ? error.code : String(error)));
}

describe('resolveRef', () => {
  it.each([
    ['a branch', `${main}\trefs/heads/main\n`, 'main', main],
    ['a tag', `${tag}\trefs/tags/v1\n`, 'v1', tag],
    ['the commit of an annotated tag', `${tag}\trefs/tags/v1\n${peeled}\trefs/tags/v1^{}\n`, 'v1', peeled],
    ['HEAD', `${main}\tHEAD\n`, '', main],
    ['a full name', `${main}\trefs/heads/x\n`, 'refs/heads/x', main],
    ['a branch and tag at one commit', `${main}\trefs/heads/x\n${main}\trefs/tags/x\n`, 'x', main],
    [
      'not a name that only ends alike',
      `${main}\trefs/heads/a/refs/heads/main\n`,
      'main',
      'GIT_REF_NOT_FOUND',
    ],
    ['nothing', '', 'gone', 'GIT_REF_NOT_FOUND'],
    ['a branch and tag apart', `${main}\trefs/heads/x\n${tag}\trefs/tags/x\n`, 'x', 'GIT_REF_AMBIGUOUS'],
  ])('finds %s', async (_name, stdout, ref, expected) => {
    expect(await resolve(stdout, ref)).toBe(expected);
  });

  it.each([
    ['--upload-pack=touch /tmp/x', url, 'GIT_REF_NOT_FOUND'],
    ['a b', url, 'GIT_REF_NOT_FOUND'],
    ['a..b', url, 'GIT_REF_NOT_FOUND'],
    ['main', 'ext::sh -c touch% /tmp/x', 'GIT_URL_INVALID'],
    ['main', 'git@github.com:contoso/lazaret.git', 'GIT_URL_INVALID'],
    ['main', 'http://github.com/contoso/lazaret.git', 'GIT_URL_INVALID'],
    ['main', 'https://user:hunter2@github.com/contoso/lazaret.git', 'GIT_URL_INVALID'],
    ['main', '--upload-pack=x', 'GIT_URL_INVALID'],
  ])('lets %j of %s not reach git', async (ref, target, code) => {
    expect(await resolve(`${main}\trefs/heads/main\n`, ref, target)).toBe(code);
  });

  it('asks without a terminal, over https only, with the address behind --', async () => {
    const { exec, calls } = answer(`${main}\trefs/heads/main\n`);
    await createGit({ exec, env: { PATH: '/bin' } }).resolveRef(url, 'main');
    expect(calls[0]?.env).toMatchObject({ PATH: '/bin', GIT_TERMINAL_PROMPT: '0' });
    expect(calls[0]?.args).toEqual([
      'git',
      '-c',
      'protocol.allow=never',
      '-c',
      'protocol.https.allow=always',
      '-c',
      'credential.interactive=false',
      'ls-remote',
      '--',
      url,
      'refs/heads/main',
      'refs/tags/main',
      'refs/tags/main^{}',
    ]);
  });

  it('takes a commit as it is', async () => {
    const { exec, calls } = answer('');
    expect(await createGit({ exec, env: {} }).resolveRef(url, main ?? '')).toBe(main);
    expect(calls).toHaveLength(0);
  });

  it('does not print a password of the address', async () => {
    const { exec } = answer('');
    const target = 'https://user:hunter2@github.com/x.git';
    const error: unknown = await createGit({ exec, env: {} })
      .resolveRef(target, 'main')
      .catch((thrown: unknown) => thrown);
    expect(String(error)).not.toContain('hunter2');
  });

  it('says what git said', async () => {
    const { exec } = answer('', 128, 'fatal: repository not found\n');
    const error: unknown = await createGit({ exec, env: {} })
      .resolveRef(url, 'main')
      .catch((thrown: unknown) => thrown);
    expect(error instanceof CodedError && [error.code, error.reason]).toEqual([
      'GIT_FAILED',
      'fatal: repository not found',
    ]);
  });
});
