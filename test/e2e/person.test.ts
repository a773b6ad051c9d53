import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { repository, tenantId } from '../../simulator/estate/index.ts';
import { startSimulation } from '../../simulator/simulation.ts';
import { runCli } from '../support/world/cli.ts';
import type { CliEnd } from '../support/world/cli.ts';
import { mergeService } from '../support/world/prepare.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lazaret-person-'));
  const simulation = await startSimulation({ folder: join(folder, 'state') });
  await mergeService(simulation);
  await simulation.stop();
}, 240_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

function simulator(command: string, ...args: readonly string[]): Promise<CliEnd> {
  return runCli(['simulator', command, '--state', join(folder, 'state'), ...args]);
}

/** A shell script in the world, with a token of a person in TOKEN. */
async function shell(script: string, ...options: readonly string[]): Promise<CliEnd> {
  const { stdout } = await simulator('github-token', '--login', 'workload-developer', ...options);
  const setting = `set -eu; TOKEN=${stdout.trim()}; URL=https://x-access-token:$TOKEN@github.com/${repository.fullName}.git; cd ${folder}`;
  return simulator('exec', '--', 'sh', '-c', `${setting}; ${script}`);
}

describe('github-token', () => {
  it('lets git in as a person, as far as is granted and the branch is not protected', async () => {
    const write = ['--contents', 'write'] as const;
    const clone = await shell('git clone -q "$URL" work && git -C work log --format=%s -1 --first-parent');
    expect([clone.code, clone.stdout]).toEqual([0, expect.stringContaining('chain-api')]);
    const push = 'cd work; git push -q "$URL" HEAD:refs/heads/topic';
    expect((await shell(push)).code).not.toBe(0);
    expect((await shell(push, ...write)).code).toBe(0);
    const commit = 'git -c user.name=a -c user.email=a@contoso.example commit -q --allow-empty -m x';
    const past = `cd work; ${commit}; git push -q "$URL" HEAD:refs/heads/main`;
    expect((await shell(past, ...write)).code).not.toBe(0);
  }, 480_000);

  it('is taken by the REST API, and only while nobody made it up', async () => {
    const ask = (token: string): string =>
      `curl -s -o /dev/null -w '%{http_code}' -H "Authorization: Bearer ${token}" https://api.github.com/repos/${repository.fullName}`;
    expect((await shell(ask('$TOKEN'))).stdout).toBe('200');
    expect((await shell(ask('github_pat_made_up'))).stdout).toBe('401');
  }, 480_000);

  it.each([
    ['--login', 'nobody'],
    ['--contents', 'admin'],
  ])('refuses %s %s', async (...args) => {
    expect((await simulator('github-token', ...args)).code).toBe(2);
  });
});

describe('env --json', () => {
  it('needs no folder that can be written', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    const { code, stdout } = await runCli(['simulator', 'env', '--json', '--state', join(file, 'state')]);
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { tenantId, variables: null, tokens: [] }]);
  });
});
