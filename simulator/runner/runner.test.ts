import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openRunnerBench } from './testing/bench.ts';
import type { RunnerBench } from './testing/bench.ts';

let bench: RunnerBench;

beforeEach(async () => {
  bench = await openRunnerBench();
});
afterEach(() => bench.close());

const action = {
  'actions/greet/action.yml': `name: greet
description: greets
inputs:
  who: { description: whom, default: world }
outputs:
  said: { description: what }
runs: { using: node24, main: main.mjs, post: post.mjs }
`,
  'actions/greet/main.mjs': `import { appendFileSync } from 'node:fs';
appendFileSync(process.env.GITHUB_OUTPUT, 'said=hello ' + process.env.INPUT_WHO + '\\n');
appendFileSync(process.env.GITHUB_STATE, 'kept=yes\\n');
console.log('main');`,
  'actions/greet/post.mjs': `console.log('post ' + process.env.STATE_kept);`,
};

describe('a run', () => {
  it('goes through needs, a dynamic matrix, outputs and an action of its own commit', async () => {
    await bench.commit(action);
    const report = await bench.play(`
on: push
jobs:
  plan:
    runs-on: ubuntu-latest
    outputs: { list: "\${{ steps.make.outputs.list }}" }
    steps:
      - id: make
        run: echo 'list=["a","b"]' >> "$GITHUB_OUTPUT"
  build:
    needs: plan
    runs-on: { group: quarantine-build }
    strategy:
      matrix:
        image: \${{ fromJSON(needs.plan.outputs.list) }}
    outputs: { last: "\${{ steps.greet.outputs.said }}" }
    steps:
      - uses: actions/checkout@v5
      - id: greet
        uses: $/actions/greet
        with: { who: "\${{ matrix.image }}" }
      - run: test -f actions/greet/action.yml
  skipped:
    if: github.ref == 'refs/heads/other'
    runs-on: ubuntu-latest
    steps: [{ run: exit 1 }]
  end:
    needs: [build, skipped]
    if: always() && needs.skipped.result == 'skipped'
    runs-on: ubuntu-latest
    steps:
      - run: echo "\${{ needs.build.outputs.last }}"
`);
    expect(report.problems).toEqual([]);
    expect(Object.fromEntries(report.jobs.map((job) => [job.key, job.conclusion]))).toEqual({
      plan: 'success',
      skipped: 'skipped',
      'build (a)': 'success',
      'build (b)': 'success',
      end: 'success',
    });
    expect(report.jobs.flatMap((job) => job.annotations)).toEqual([]);
    expect(report.conclusion).toBe('success');
    const build = report.jobs.find((job) => job.key === 'build (a)');
    expect(build?.steps.map((step) => step.name)).toEqual([
      'Run actions/checkout@v5',
      'Run $/actions/greet',
      'Run test -f actions/greet/action.yml',
      'Post Run $/actions/greet',
      'Post Run actions/checkout@v5',
    ]);
    expect(build?.steps[3]?.log).toEqual(['post yes']);
    expect(report.jobs.at(-1)?.steps[0]?.log).toEqual([expect.stringMatching(/^hello [ab]$/)]);
  });
});
