import { execFileSync } from 'node:child_process';
import { appendFile, chmod, mkdir, mkdtemp, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { extract } from 'tar-stream';
import { CodedError } from '../../../../lib/base/errors/index.ts';
import { computeDigest } from '../../../../lib/domain/image/index.ts';
import { createRecordingLog } from '../../../../test/support/recording-log.ts';
import { readLocalContext } from './local-context.ts';
import { parseContextSource } from './source.ts';
import type { LocalContext } from './types.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lazaret-context-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(files: Readonly<Record<string, string | Uint8Array>>, root = folder): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
}

function read(dockerfile = 'Dockerfile', root = folder): Promise<LocalContext> {
  return readLocalContext('.', dockerfile, root, createRecordingLog());
}

async function pack(context: LocalContext): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of context.open()) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

async function listOf(context: LocalContext): Promise<ReadonlyMap<string, string>> {
  const archive = extract();
  archive.end(gunzipSync(await pack(context)));
  const found = new Map<string, string>();
  for await (const entry of archive) {
    const pieces: Uint8Array[] = [];
    for await (const piece of entry) pieces.push(piece as Uint8Array);
    const { name, type, linkname } = entry.header;
    found.set(name, type === 'symlink' ? `-> ${linkname}` : Buffer.concat(pieces).toString());
  }
  return found;
}

async function codeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
  } catch (error) {
    return error instanceof CodedError ? error.code : `unexpected ${String(error)}`;
  }
  return 'no error';
}

const dockerfile = 'FROM scratch\n';

describe('readLocalContext', () => {
  it('is the digest of the uncompressed archive, the same for the same content on every machine', async () => {
    const files = { Dockerfile: dockerfile, 'b/x.txt': 'x', 'a.txt': 'a', 'ä.txt': 'ä', 'b.txt': 'b' };
    await write(files);
    const first = await read();
    expect(computeDigest(gunzipSync(await pack(first)))).toBe(first.hash);
    const other = await mkdtemp(join(tmpdir(), 'lazaret-context-'));
    await write(Object.fromEntries(Object.entries(files).reverse()), other);
    await utimes(join(other, 'a.txt'), 1, 1);
    await chmod(join(other, 'a.txt'), 0o600);
    const second = await read('Dockerfile', other);
    expect(second.hash).toBe(first.hash);
    expect((await pack(second)).equals(await pack(first))).toBe(true);
    await chmod(join(other, 'a.txt'), 0o700);
    expect((await read('Dockerfile', other)).hash).not.toBe(first.hash);
    await rm(other, { recursive: true });
  });

  it('is read by the system’s own tar', async () => {
    const long = `${'folder-name/'.repeat(12)}file-ü.txt`;
    await write({ Dockerfile: dockerfile, [long]: 'deep', 'empty/.keep': '' });
    const listed = execFileSync('tar', ['-tzf', '-'], {
      input: await pack(await read()),
      env: { LC_ALL: 'C.UTF-8' },
    });
    expect(listed.toString().split('\n')).toEqual(
      expect.arrayContaining(['Dockerfile', 'empty/', 'empty/.keep']),
    );
    expect(listed.toString()).toContain('folder-name/folder-name/');
  });

  it.each([
    ['nothing to leave behind', {}, ['Dockerfile', 'a/', 'a/b.txt', 'c.txt']],
    ['a folder', { '.dockerignore': 'a/' }, ['.dockerignore', 'Dockerfile', 'c.txt']],
    ['all but one', { '.dockerignore': '*\n!a/b.txt' }, ['.dockerignore', 'Dockerfile', 'a/', 'a/b.txt']],
    [
      'the Dockerfile and the ignore file themselves',
      { '.dockerignore': '*' },
      ['.dockerignore', 'Dockerfile'],
    ],
  ])('leaves behind %s', async (_, ignore, expected) => {
    await write({ Dockerfile: dockerfile, 'a/b.txt': 'b', 'c.txt': 'c', ...ignore });
    expect([...(await listOf(await read())).keys()]).toEqual(expected);
  });

  it('sends the ignore file of the Dockerfile under the name that the classic builder reads', async () => {
    await write({
      'docker/api': dockerfile,
      'docker/api.dockerignore': 'c.txt\ndocker/api',
      '.dockerignore': 'b.txt',
    });
    await write({ 'b.txt': 'b', 'c.txt': 'c' });
    const sent = await listOf(await read('docker/api'));
    expect([...sent.keys()]).toEqual(['.dockerignore', 'b.txt', 'docker/', 'docker/api']);
    expect(sent.get('.dockerignore')).toBe('c.txt\ndocker/api\n.dockerignore\n');
  });

  it('keeps links as links and follows none', async () => {
    await write({ Dockerfile: dockerfile });
    await symlink('/etc/passwd', join(folder, 'absolute'));
    await symlink('../../outside', join(folder, 'escape'));
    await symlink('.', join(folder, 'loop'));
    const sent = await listOf(await read());
    expect(sent.get('absolute')).toBe('-> /etc/passwd');
    expect(sent.get('escape')).toBe('-> ../../outside');
    expect(sent.get('loop')).toBe('-> .');
  });

  it('refuses a Dockerfile that a link leads out of the context', async () => {
    await symlink('/etc/passwd', join(folder, 'Dockerfile'));
    expect(await codeOf(() => read())).toBe('CONTEXT_DOCKERFILE_MISSING');
  });

  it('refuses a socket unless it is ignored', async () => {
    await write({ Dockerfile: dockerfile });
    const server = createServer();
    await new Promise<void>((done) => server.listen(join(folder, 's.sock'), done));
    expect(await codeOf(() => read())).toBe('CONTEXT_ENTRY_UNSUPPORTED');
    await write({ '.dockerignore': '*.sock' });
    expect(await codeOf(() => read())).toBe('no error');
    await new Promise((done) => server.close(done));
  });

  it.each([
    ['grows', () => appendFile(join(folder, 'big.bin'), 'x')],
    ['shrinks', () => writeFile(join(folder, 'big.bin'), 'x')],
    ['is written with the same size', () => writeFile(join(folder, 'big.bin'), Buffer.alloc(1_000_000, 2))],
    ['is removed', () => rm(join(folder, 'big.bin'))],
    ['is replaced by a link', () => replaceByLink(join(folder, 'big.bin'))],
  ])('refuses to pack when a file %s after it was hashed', async (_, change) => {
    await write({ Dockerfile: dockerfile, 'big.bin': Buffer.alloc(1_000_000, 1) });
    const context = await read();
    await change();
    expect(await codeOf(() => pack(context))).toBe('CONTEXT_CHANGED');
  });

  it('packs files larger than a chunk as they are', async () => {
    const big = Buffer.from(Array.from({ length: 700_001 }, (_, at) => at % 251));
    await write({ Dockerfile: dockerfile, 'big.bin': big, 'small.txt': 'after' });
    const sent = gunzipSync(await pack(await read()));
    expect(sent.includes(big)).toBe(true);
    expect(computeDigest(sent)).toBe((await read()).hash);
  });

  it('warns when the checkout’s own folder would be sent', async () => {
    await write({ Dockerfile: dockerfile, '.git/config': 'secret' });
    const log = createRecordingLog();
    await readLocalContext('.', 'Dockerfile', folder, log);
    expect(log.messages('warning')).toHaveLength(1);
    await write({ '.dockerignore': '.git' });
    const quiet = createRecordingLog();
    await readLocalContext('.', 'Dockerfile', folder, quiet);
    expect(quiet.messages('warning')).toEqual([]);
  });
});

async function replaceByLink(path: string): Promise<void> {
  await rename(path, `${path}.old`);
  await symlink(`${path}.old`, path);
}

describe('parseContextSource', () => {
  const url = 'https://github.com/contoso/lazaret.git';

  it.each([
    ['a folder', 'workload/chain-api', { kind: 'local', path: 'workload/chain-api' }],
    ['a URL alone', url, { kind: 'git', url, ref: 'HEAD', folder: '' }],
    ['a branch', `${url}#main`, { kind: 'git', url, ref: 'main', folder: '' }],
    ['a branch and a folder', `${url}#release/1:a/b/`, { kind: 'git', url, ref: 'release/1', folder: 'a/b' }],
    ['a folder alone', `${url}#:a`, { kind: 'git', url, ref: 'HEAD', folder: 'a' }],
  ])('reads %s', (_, text, expected) => {
    expect(parseContextSource(text)).toEqual(expected);
  });

  it.each([
    ['http', 'http://github.com/contoso/lazaret.git'],
    ['ssh', 'git@github.com:contoso/lazaret.git'],
    ['another scheme', 'file:///etc/x.git'],
    ['a URL that ACR takes for an archive', 'https://github.com/contoso/lazaret'],
    ['credentials', 'https://user:token@github.com/contoso/lazaret.git'],
    ['a ref that reads as an option', `${url}#--upload-pack=x`],
    ['a folder that leaves the repository', `${url}#main:../x`],
    ['an absolute folder', `${url}#main:/etc`],
    ['a second fragment', `${url}#main:a#b`],
  ])('refuses %s', async (_, text) => {
    const parse = () => Promise.resolve().then(() => parseContextSource(text));
    expect(await codeOf(parse)).toBe('CONTEXT_URL_INVALID');
    await expect(parse()).rejects.not.toThrow(/token/);
  });
});
