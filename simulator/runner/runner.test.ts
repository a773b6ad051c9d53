import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { buildClaims } from '../github/oidc/claims.ts';
import { createWorkflowRunner } from './index.ts';
import type { Job } from './index.ts';
import { fullName, openRunnerBench } from './testing/bench.ts';
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
    expect(await readdir(join(bench.folder, 'runner', 'work'))).toEqual([]);
    expect(report.jobs.at(-1)?.steps[0]?.log).toEqual([expect.stringMatching(/^hello [ab]$/)]);
  });
});

describe('a step', () => {
  it('ends soon after its program, whatever that left running with its output open', async () => {
    const report = await bench.play(
      'on: push\njobs: { a: { runs-on: ubuntu-latest, timeout-minutes: 60, steps: [{ run: "sleep 61 & echo said" }] } }\n',
    );
    expect([report.conclusion, report.jobs[0]?.steps[0]?.log]).toEqual(['success', ['said']]);
  }, 30_000);

  it('is refused when the lists of its matrix make more jobs than memory holds', async () => {
    const axes = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']
      .map((name) => `${name}: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]`)
      .join(', ');
    const report = await bench.play(
      `on: push\njobs: { a: { runs-on: ubuntu-latest, strategy: { matrix: { ${axes} } }, steps: [{ run: "true" }] } }\n`,
    );
    expect(report.conclusion).toBe('failure');
    expect(JSON.stringify(report.jobs)).toContain('Matrix generates 1000000000 jobs');
  });
});

describe('close', () => {
  it('ends the programs that a run has started, by their ids', async () => {
    await bench.commit({
      '.github/workflows/w.yml':
        'on: push\njobs: { a: { runs-on: ubuntu-latest, steps: [{ run: "trap : INT; echo $$; while :; do sleep 0.1; done" }] } }\n',
    });
    const handle = await bench.runner.start('w.yml', await bench.event());
    const pid = await findPid();
    expect(isAlive(pid)).toBe(true);
    await bench.runner.close();
    expect(isAlive(pid)).toBe(false);
    expect((await handle.done).conclusion).toBe('cancelled');
  });

  async function findPid(): Promise<number> {
    for (let tries = 0; tries < 400; tries += 1) {
      const line = bench.events.find((event) => event.kind === 'line');
      if (line?.kind === 'line') return Number(line.line);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('the step printed nothing');
  }

  function isAlive(pid: number): boolean {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  }
});

describe('the identity of a job', () => {
  it('names the file that defines it, by the ref that called it', async () => {
    const seen: Job[] = [];
    const own = await openRunnerBench({
      oidc: {
        openJob: (job) => void seen.push(job),
        closeJob: () => undefined,
      },
    });
    const inner =
      'on: workflow_call\npermissions: { id-token: write }\njobs: { in: { runs-on: ubuntu-latest, environment: production, steps: [{ run: "true" }] } }\n';
    await own.commit({
      '.github/workflows/inner.yml': inner,
      '.github/workflows/outer.yml':
        'on: workflow_call\npermissions: { id-token: write }\njobs: { call: { uses: ./.github/workflows/inner.yml } }\n',
    });
    own.github.hub.setEnvironment(fullName, 'production', { reviewers: [], branchPolicy: 'none' });
    const pull = { name: 'pull_request', ref: 'refs/pull/3/merge', payload: { action: 'opened' } };
    const report = await own.play(
      `on: pull_request
permissions: { id-token: write }
jobs:
  local: { uses: ./.github/workflows/inner.yml }
  main: { uses: contoso/lazaret/.github/workflows/outer.yml@main }
`,
      pull,
    );
    await own.close();
    expect(report.problems).toEqual([]);
    const claims = seen.map(buildClaimsOf).sort((a, b) => (a.ref < b.ref ? -1 : 1));
    expect(claims).toEqual([
      {
        ref: `${fullName}/.github/workflows/inner.yml@refs/heads/main`,
        environment: 'production',
        event: 'pull_request',
      },
      {
        ref: `${fullName}/.github/workflows/inner.yml@refs/pull/3/merge`,
        environment: 'production',
        event: 'pull_request',
      },
    ]);
  });

  function buildClaimsOf(job: Job) {
    const template = { useDefault: true, includeClaimKeys: [], form: 'old' } as const;
    const { job_workflow_ref: ref = '', environment, event_name: event } = buildClaims(job, template);
    return { ref, environment, event };
  }
});

describe('a run of an earlier process', () => {
  it('is told, and run again', async () => {
    const workflow =
      'on: push\njobs: { a: { runs-on: ubuntu-latest, steps: [{ run: test $GITHUB_RUN_ATTEMPT = 2 }] } }\n';
    const first = await bench.play(workflow);
    await bench.world.flush();
    const later = createWorkflowRunner({ ...bench.options });
    expect(later.runs(fullName).map(({ id, conclusion }) => [id, conclusion])).toEqual([
      [first.id, 'failure'],
    ]);
    const again = await later.rerun(first.id, { actor: 'workload-developer', failedOnly: true });
    expect(await again.done).toMatchObject({
      attempt: 2,
      conclusion: 'success',
      triggeringActor: 'workload-developer',
    });
    await later.close();
  });
});

describe('a job with a turn and a review', () => {
  const workflow =
    'on: push\njobs: { a: { runs-on: ubuntu-latest, concurrency: one, environment: promote, steps: [{ run: "true" }] } }\n';

  it.each([
    ['before-review', [['promote'], []]],
    ['after-review', [['promote'], ['promote']]],
  ])('takes its turn %s', async (order, expected) => {
    bench.world.setAssumption('job-turn', order);
    await bench.commit({ '.github/workflows/w.yml': workflow });
    const handles = [];
    for (let at = 0; at < 2; at += 1) handles.push(await bench.runner.start('w.yml', await bench.event()));
    await bench.runner.settled();
    expect(handles.map((handle) => handle.waiting())).toEqual(expected);
  });
});
