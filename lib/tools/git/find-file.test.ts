import { describe, expect, it } from '@jest/globals';
import { CodedError } from '../../base/errors/index.ts';
import type { Exec } from '../../base/exec.ts';
import { findRemoteFile, toFetchArgs } from './find-file.ts';

const file = {
  url: 'https://github.com/contoso/lazaret.git',
  commit: 'a'.repeat(40),
  path: 'app/Dockerfile',
};

function execOf(exitCodes: Readonly<Record<string, number>>, calls: (readonly string[])[]): Exec {
  return (_program, args) => {
    calls.push(args);
    const command = args.find((arg) => arg in exitCodes) ?? '';
    return Promise.resolve({
      exitCode: exitCodes[command] ?? 0,
      stdout: 'FROM scratch\n',
      stderr: 'fatal: no',
    });
  };
}

describe('findRemoteFile', () => {
  it('fetches the one commit and prints the file', async () => {
    const calls: (readonly string[])[] = [];
    const exec = execOf({}, calls);
    await expect(findRemoteFile(file, '/tmp/x', { exec, env: {} })).resolves.toBe('FROM scratch\n');
    expect(calls.at(-1)).toEqual(['-C', '/tmp/x', 'cat-file', 'blob', `${file.commit}:app/Dockerfile`]);
  });

  it('finds nothing when the commit has no such file', async () => {
    const exec = execOf({ 'cat-file': 128 }, []);
    await expect(findRemoteFile(file, '/tmp/x', { exec, env: {} })).resolves.toBeUndefined();
  });

  it('says that git failed when the commit cannot be fetched', async () => {
    const exec = execOf({ fetch: 128 }, []);
    const error: unknown = await findRemoteFile(file, '/tmp/x', { exec, env: {} }).catch(
      (cause: unknown) => cause,
    );
    expect(error instanceof CodedError && error.code).toBe('GIT_FAILED');
  });
});

describe('toFetchArgs', () => {
  it('allows https alone and lets nothing from the outside stand before "--"', () => {
    const args = toFetchArgs('/tmp/x', file.url, file.commit);
    expect(args.slice(0, 4)).toEqual(['-c', 'protocol.allow=never', '-c', 'protocol.https.allow=always']);
    expect(args.slice(args.indexOf('--'))).toEqual(['--', file.url, file.commit]);
  });
});
