import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeJob, repository } from '../../../simulator/estate/index.ts';
import type { Bench } from '../bench/bench.ts';
import { fromPath } from '../programs/programs.ts';
import type { Judge } from '../types.ts';

const url = `https://github.com/${repository.fullName}.git`;
const files = { 'README.md': '# hello\n', 'workload/a.txt': 'a\n' };

/** Git over HTTP, read with the token of a job. */
export const judge: Judge = {
  floor: 'GitHub',
  name: 'git',
  program: fromPath({ name: 'git', reason: 'git is part of the set-up' }),
  async prepare({ simulation }) {
    const { hub } = simulation.github;
    const author = 'platform-engineer';
    await hub.commit(repository.fullName, { branch: 'main', message: 'first', author, files });
    const second = { ...files, 'README.md': '# hello again\n' };
    await hub.commit(repository.fullName, { branch: 'main', message: 'second', author, files: second });
  },
  cases: [
    {
      name: 'ls-remote names the branch',
      async run(bench) {
        const listed = await bench.run(['ls-remote', tokenUrl(bench), 'refs/heads/main']);
        assert.match(listed, /^[0-9a-f]{40}\trefs\/heads\/main\n$/);
      },
    },
    {
      name: 'clone brings history and files',
      async run(bench) {
        await bench.run(['clone', '--quiet', tokenUrl(bench), 'whole']);
        const cwd = join(bench.folder, 'whole');
        const subjects = await bench.run(['log', '--format=%s', 'HEAD'], { cwd });
        assert.deepEqual(subjects.trim().split('\n'), ['second', 'first']);
        assert.equal(await readFile(join(cwd, 'README.md'), 'utf8'), '# hello again\n');
        assert.equal(await readFile(join(cwd, 'workload/a.txt'), 'utf8'), 'a\n');
        assert.equal(await bench.run(['fsck', '--strict', '--no-progress'], { cwd }), '');
      },
    },
    {
      name: 'fetch of one commit by its id is shallow',
      async run(bench) {
        const [sha = ''] = (await bench.run(['ls-remote', tokenUrl(bench), 'refs/heads/main'])).split('\t');
        const cwd = join(bench.folder, 'shallow');
        await bench.run(['init', '--quiet', cwd]);
        await bench.run(['fetch', '--quiet', '--depth=1', tokenUrl(bench), sha], { cwd });
        assert.equal((await bench.run(['rev-list', '--count', 'FETCH_HEAD'], { cwd })).trim(), '1');
      },
    },
    {
      name: 'a private repository is refused without a token',
      async run(bench) {
        const { exitCode } = await bench.attempt(['ls-remote', url]);
        assert.equal(exitCode, 128);
      },
    },
    {
      name: 'a wrong token is refused',
      async run(bench) {
        const { exitCode } = await bench.attempt(['ls-remote', withToken('ghs_wrong')]);
        assert.equal(exitCode, 128);
      },
    },
    {
      name: 'an unknown repository is not found',
      async run(bench) {
        const { exitCode, stderr } = await bench.attempt([
          'ls-remote',
          tokenUrl(bench).replace(repository.name, 'absent'),
        ]);
        assert.equal(exitCode, 128);
        assert.match(stderr, /not found/i);
      },
    },
  ],
};

function tokenUrl({ simulation }: Bench): string {
  const job = describeJob({ workflow: 'build.yml', workspace: simulation.world.folder });
  return withToken(simulation.github.tokenFor(job));
}

function withToken(token: string): string {
  return url.replace('https://', `https://x-access-token:${token}@`);
}
