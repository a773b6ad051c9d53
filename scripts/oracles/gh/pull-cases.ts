import assert from 'node:assert/strict';
import { repository } from '../../../simulator/estate/index.ts';
import type { Case } from '../types.ts';
import { assertRefused, attemptGh, gh, ghJson } from './gh.ts';

/** A pull request from its opening to its merge, by GraphQL. */
export const pullCases: readonly Case[] = [
  {
    name: 'pr list shows what is open',
    async run(bench) {
      const listed = await gh(bench, ['pr', 'list']);
      assert.deepEqual(listed.trimEnd().split('\t').slice(0, 4), ['1', 'Two files', 'side', 'OPEN']);
      assert.equal(await gh(bench, ['pr', 'list', '--base', 'other']), '');
    },
  },
  {
    name: 'pr view shows people, branches, lines and state',
    async run(bench) {
      const fields = 'number,title,body,author,headRefName,baseRefName,additions,deletions,files,mergeable';
      assert.deepEqual(await ghJson(bench, ['pr', 'view', '1', '--json', fields]), {
        ...{ number: 1, title: 'Two files', body: 'Why not', headRefName: 'side', baseRefName: 'main' },
        author: {
          ...{ id: 'U_VTcxNTAwMTAx', is_bot: false },
          ...{ login: 'workload-developer', name: 'workload-developer' },
        },
        ...{ additions: 3, deletions: 1, mergeable: 'MERGEABLE' },
        files: [
          { path: 'README.md', additions: 2, deletions: 1, changeType: 'MODIFIED' },
          { path: 'notes.txt', additions: 1, deletions: 0, changeType: 'ADDED' },
        ],
      });
      assert.match(await gh(bench, ['pr', 'view', '1']), /^additions:\t3$/m);
    },
  },
  {
    name: 'pr checks shows the status of the head',
    async run(bench) {
      await assertRefused(bench, ['pr', 'checks', '1'], /no checks reported/);
      const { statuses, pullRequests } =
        bench.simulation.github.hub.findRepository(repository.fullName) ?? {};
      const facts = { description: null, targetUrl: null, creator: 'platform-engineer', createdAt: 0 };
      const sha = pullRequests?.[0]?.headSha ?? '';
      statuses?.push({ id: 1, sha, context: 'lint', state: 'success', ...facts });
      assert.deepEqual(await ghJson(bench, ['pr', 'checks', '1', '--json', 'name,state']), [
        { name: 'lint', state: 'SUCCESS' },
      ]);
    },
  },
  {
    name: 'pr merge is refused before a review',
    async run(bench) {
      const merge = ['pr', 'merge', '1', '--merge'];
      await assertRefused(bench, merge, /base branch policy prohibits the merge/, 'release-approver');
      // With this gh leaves it to the server to refuse.
      const force = [...merge, '--admin'];
      await assertRefused(bench, force, /approving review is required/, 'release-approver');
    },
  },
  {
    name: 'pr review of one’s own is refused',
    run: (bench) =>
      assertRefused(bench, ['pr', 'review', '1', '--approve'], /approve your own/, 'workload-developer'),
  },
  {
    name: 'pr review approves',
    async run(bench) {
      await gh(bench, ['pr', 'review', '1', '--approve', '--body', 'Good'], 'release-approver');
      const shown = await ghJson(bench, [
        ...['pr', 'view', '1', '--json', 'reviewDecision,mergeStateStatus,latestReviews'],
        ...[
          '--jq',
          '[.reviewDecision, .mergeStateStatus, (.latestReviews[] | .author.login, .state, .body)]',
        ],
      ]);
      assert.deepEqual(shown, ['APPROVED', 'CLEAN', 'release-approver', 'APPROVED', 'Good']);
    },
  },
  {
    name: 'pr merge of a head that has moved is refused',
    run: (bench) =>
      assertRefused(
        bench,
        ['pr', 'merge', '1', '--squash', '--match-head-commit', '0'.repeat(40)],
        /Head branch was modified/,
        'release-approver',
      ),
  },
  {
    name: 'pr merge merges, and the branch has it',
    async run(bench) {
      await gh(bench, ['pr', 'merge', '1', '--merge'], 'release-approver');
      const fields = ['--json', 'state,mergedBy', '--jq', '[.state, .mergedBy.login]'];
      assert.deepEqual(await ghJson(bench, ['pr', 'view', '1', ...fields]), ['MERGED', 'release-approver']);
      const merged = await ghJson(bench, [
        'pr',
        'view',
        '1',
        '--json',
        'mergeCommit',
        '--jq',
        '.mergeCommit',
      ]);
      const tip = await bench.simulation.github.git.tip(repository.fullName, 'refs/heads/main');
      assert.deepEqual(merged, { oid: tip });
    },
  },
  {
    name: 'a pull request or repository that is not there is told',
    async run(bench) {
      await assertRefused(bench, ['pr', 'view', '7'], /Could not resolve to a PullRequest/);
      const absent = await attemptGh(bench, ['pr', 'list', '--repo', 'contoso/absent']);
      assert.match(absent.stderr, /Could not resolve to a Repository with the name 'contoso\/absent'/);
    },
  },
];
