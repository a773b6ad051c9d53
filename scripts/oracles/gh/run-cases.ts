import assert from 'node:assert/strict';
import type { Bench } from '../bench/bench.ts';
import type { Case } from '../types.ts';
import { assertRefused, gh, ghJson } from './gh.ts';

/** Workflows, their runs and variables, by REST. */
export const runCases: readonly Case[] = [
  {
    name: 'workflow list names the file and the workflow',
    async run(bench) {
      const shown = await ghJson(bench, ['workflow', 'list', '--json', 'name,path,state']);
      assert.deepEqual(shown, [{ name: 'Hello', path: '.github/workflows/hello.yml', state: 'active' }]);
    },
  },
  {
    name: 'workflow run starts a run and answers its address',
    async run(bench) {
      const { id, printed } = await dispatch(bench, 'world');
      assert.match(printed, /^https:\/\/github\.com\/contoso\/lazaret\/actions\/runs\/\d+\s*$/);
      await bench.simulation.runner.find(id)?.done;
      const fields = 'attempt,conclusion,displayTitle,event,headBranch,number,status,workflowName';
      assert.deepEqual(await ghJson(bench, ['run', 'view', String(id), '--json', fields]), {
        ...{ attempt: 1, conclusion: 'success', displayTitle: 'Greet world', event: 'workflow_dispatch' },
        ...{ headBranch: 'main', number: 1, status: 'completed', workflowName: 'Hello' },
      });
    },
  },
  {
    name: 'run view shows jobs and steps, and fails by the run’s conclusion',
    async run(bench) {
      const { id } = await dispatch(bench, 'nobody');
      await bench.simulation.runner.find(id)?.done;
      const query = '[.jobs[] | .name, .conclusion, (.steps[] | .name, .conclusion)]';
      const shown = await ghJson(bench, ['run', 'view', String(id), '--json', 'jobs', '--jq', query]);
      assert.deepEqual(shown, ['say', 'failure', 'Greet', 'failure']);
      assert.match(await gh(bench, ['run', 'view', String(id)]), /X main Hello|X Greet nobody/);
      await assertRefused(bench, ['run', 'view', String(id), '--exit-status'], /^$/);
    },
  },
  {
    name: 'run list shows both, newest first',
    async run(bench) {
      const fields = ['--json', 'displayTitle,conclusion,number'];
      assert.deepEqual(await ghJson(bench, ['run', 'list', '--workflow', 'hello.yml', ...fields]), [
        { displayTitle: 'Greet nobody', conclusion: 'failure', number: 2 },
        { displayTitle: 'Greet world', conclusion: 'success', number: 1 },
      ]);
    },
  },
  {
    name: 'workflow run with wrong inputs is refused, and books no run',
    async run(bench) {
      const wrong = ['workflow', 'run', 'hello.yml', '-f', 'who=me'];
      await assertRefused(bench, wrong, /HTTP 422: Unexpected inputs provided/);
      const shown = await ghJson(bench, ['run', 'list', '--json', 'number', '--jq', 'length']);
      assert.equal(shown, 2);
    },
  },
  {
    name: 'variable list shows names and values',
    async run(bench) {
      const shown = await ghJson(bench, ['variable', 'list', '--json', 'name,value']);
      assert.deepEqual(shown, [
        { name: 'TENANT', value: 'contoso' },
        { name: 'ZONE', value: '1' },
      ]);
    },
  },
];

async function dispatch(
  bench: Bench,
  whom: string,
): Promise<{ readonly id: number; readonly printed: string }> {
  const printed = await gh(bench, ['workflow', 'run', 'hello.yml', '-f', `whom=${whom}`]);
  return { printed, id: Number(printed.trim().split('/').at(-1)) };
}
