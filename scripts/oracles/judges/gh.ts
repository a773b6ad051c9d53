import assert from 'node:assert/strict';
import { fillGithub, attemptGh, gh, ghJson, place } from '../gh/gh.ts';
import { pullCases } from '../gh/pull-cases.ts';
import { releaseCases } from '../gh/release-cases.ts';
import { runCases } from '../gh/run-cases.ts';
import { ghProgram } from '../programs/pinned.ts';
import type { Judge } from '../types.ts';

/** GitHub's own command line, with the token of a person. */
export const judge: Judge = {
  floor: 'GitHub',
  name: 'gh',
  program: ghProgram,
  prepare: fillGithub,
  cases: [
    {
      name: 'api reads the repository and pages through commits',
      async run(bench) {
        const query = '[.full_name, .default_branch, .private]';
        assert.deepEqual(await ghJson(bench, ['api', place, '--jq', query]), [
          'contoso/lazaret',
          'main',
          true,
        ]);
        const pages = [
          'api',
          '--paginate',
          `${place}/commits?sha=side&per_page=1`,
          '--jq',
          '.[].commit.message',
        ];
        assert.equal(await gh(bench, pages), 'Change two\nFirst\n');
      },
    },
    {
      name: 'repo view reads visibility, owner and branch',
      async run(bench) {
        const fields = 'name,owner,visibility,isFork,defaultBranchRef';
        const shown = await ghJson(bench, ['repo', 'view', 'contoso/lazaret', '--json', fields]);
        assert.deepEqual(shown, {
          ...{ name: 'lazaret', visibility: 'PRIVATE', isFork: false, defaultBranchRef: { name: 'main' } },
          owner: { id: 'O_TzEwNDM4OTI3MTY', login: 'contoso' },
        });
      },
    },
    ...pullCases,
    ...runCases,
    ...releaseCases,
    {
      name: 'a field that the simulator does not have is an error that names it',
      async run(bench) {
        const query = 'query={viewer{login,starredRepositories{totalCount}}}';
        const { exitCode, stderr } = await attemptGh(bench, ['api', 'graphql', '-f', query]);
        assert.equal(exitCode, 1);
        assert.match(stderr, /Field 'starredRepositories' doesn't exist on type 'User'/);
      },
    },
    {
      name: 'a wrong token is refused',
      async run(bench) {
        const env = { ...bench.reader, GH_TOKEN: 'ghp_wrong', GH_CONFIG_DIR: bench.folder };
        const { exitCode, stderr } = await bench.attempt(['api', place], { env });
        assert.equal(exitCode, 1);
        assert.match(stderr, /Bad credentials \(HTTP 401\)/);
      },
    },
  ],
};
