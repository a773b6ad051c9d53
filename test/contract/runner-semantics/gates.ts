import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunReport } from '../../../simulator/runner/index.ts';
import { fullName } from '../../../simulator/runner/testing/bench.ts';
import type { RunnerBench } from '../../../simulator/runner/testing/bench.ts';
import { conclusion, ended, group, log, on, result } from './table.ts';
import type { Group, Row } from './table.ts';

const syntax = on('syntax');
const environments = on('environments');
const cancel = on('cancel');
const rerun = on('rerun');

/** What a group saw beside its last report. */
const notes = new Map<string, unknown>();

function note(name: string): Row['see'] {
  return () => notes.get(name);
}

async function until(isTrue: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !isTrue(); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 20));
}

function deploy(environment: string): string {
  return `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    environment: ${environment}
    steps:
      - { name: vars, run: 'echo "\${{ vars.WHERE }} \${{ vars.EVERYWHERE }} <\${{ secrets.KEY }}>"' }
  after: { needs: a, runs-on: ubuntu-latest, steps: [{ run: 'true' }] }
`;
}

async function start(bench: RunnerBench, workflow: string, change: Parameters<RunnerBench['event']>[0] = {}) {
  await bench.commit({ '.github/workflows/w.yml': workflow });
  return bench.runner.start('w.yml', await bench.event(change));
}

function setEnvironment(bench: RunnerBench, change: object): void {
  const stored = bench.github.hub.findRepository(fullName);
  if (stored !== undefined) stored.vars = { EVERYWHERE: 'all', WHERE: 'repository' };
  bench.github.hub.setEnvironment(fullName, 'promote', change);
}

async function review(bench: RunnerBench, state: 'approved' | 'rejected'): Promise<RunReport> {
  const handle = await start(bench, deploy('promote'), { actor: 'release-approver' });
  await until(() => handle.waiting().length > 0);
  notes.set(`${state} waits`, [handle.report().status, ...handle.waiting()]);
  await bench.runner.settled();
  const answer = { environment: 'promote', state, comment: 'c' } as const;
  try {
    bench.github.hub.review(fullName, handle.id, { ...answer, login: 'release-approver' });
  } catch {
    notes.set('self-review', 'refused');
  }
  bench.github.hub.review(fullName, handle.id, { ...answer, login: 'second-approver' });
  return handle.done;
}

const approved: Group = {
  name: 'an environment with reviewers',
  async play(bench) {
    setEnvironment(bench, { vars: { WHERE: 'environment' }, secrets: { KEY: 'v4lue' }, waitMinutes: 30 });
    const before = bench.world.clock.now();
    const report = await review(bench, 'approved');
    notes.set('waited', bench.world.clock.now() - before >= 30 * 60_000);
    return report;
  },
  rows: [
    environments('required-reviewers', 'the job waits for a review', note('approved waits'), [
      'waiting',
      'promote',
    ]),
    environments(
      'required-reviewers',
      'whoever started the run may not review it, where that is set',
      note('self-review'),
      'refused',
    ),
    environments('required-reviewers', 'an approved job runs', result('a'), 'success'),
    environments('wait-timer', 'the timer passes in simulated time', note('waited'), true),
    environments(
      'environment-variables',
      'its variables come before those of the repository, its secrets too',
      log('a', 'vars'),
      'environment all <***>',
    ),
  ],
};

const rejected: Group = {
  name: 'a rejected deployment',
  play: (bench) => review(bench, 'rejected'),
  rows: [
    environments(
      'required-reviewers',
      'a rejected job fails without a step',
      (seen) => seen.jobs[0]?.steps.length,
      0,
    ),
    environments('required-reviewers', 'and the run with it', conclusion, 'failure'),
  ],
};

const branch: Group = {
  name: 'an environment for another branch',
  async play(bench) {
    setEnvironment(bench, { branchPatterns: ['release/*'], reviewers: [] });
    return bench.play(deploy('promote'));
  },
  rows: [
    environments(
      'deployment-branches-and-tags',
      'a branch that is not listed may not deploy',
      (seen) => seen.jobs[0]?.annotations[0]?.message,
      'Branch "main" is not allowed to deploy to promote due to environment protection rules.',
    ),
    environments(
      'deployment-branches-and-tags',
      'its job fails, and what needs it is skipped',
      (seen) => seen.jobs.map((job) => job.conclusion),
      ['failure', 'skipped'],
    ),
  ],
};

const unknown = group(
  'an environment that nobody made',
  deploy("{ name: 'new-\${{ github.ref_name }}', url: 'https://\${{ github.ref_name }}.example' }"),
  [
    syntax(
      'jobsjob_idenvironment',
      'it has no rules, and its name may be an expression',
      (seen) => [seen.jobs[0]?.environment, seen.jobs[0]?.environmentUrl],
      ['new-main', 'https://main.example'],
    ),
  ],
);

function queue(extra: string): string {
  return `on: push
concurrency: { group: "Deploy-\${{ github.ref }}"${extra} }
jobs:
  a:
    runs-on: ubuntu-latest
    steps: [{ env: { GATE: "\${{ github.event.gate }}" }, run: 'while [ ! -e "$GATE" ]; do sleep 0.05; done' }]
`;
}

// Nothing ends before all three have asked for their turn.
async function startThree(bench: RunnerBench, workflow: string): Promise<RunReport> {
  const gate = join(bench.folder, 'open');
  const handles = [];
  for (let at = 0; at < 3; at += 1) {
    const text = at === 1 ? workflow.replace('Deploy', 'DEPLOY') : workflow;
    handles.push(await start(bench, text, { payload: { gate } }));
  }
  await writeFile(gate, '');
  const reports = await Promise.all(handles.map(({ done }) => done));
  notes.set(
    workflow,
    reports.map((report) => report.conclusion),
  );
  notes.set(
    `${workflow} order`,
    reports.every(
      (each, at) => at === 0 || each.conclusion !== 'success' || startOf(each) >= endOf(reports.slice(0, at)),
    ),
  );
  const last = reports.at(-1);
  if (last === undefined) throw new Error('nothing ran');
  return last;
}

function startOf({ jobs }: RunReport): number {
  return jobs[0]?.startedAt ?? 0;
}

function endOf(reports: readonly RunReport[]): number {
  return Math.max(
    ...reports.map(({ jobs }) => (jobs[0]?.startedAt === undefined ? 0 : (jobs[0].completedAt ?? 0))),
  );
}

const queues: readonly Group[] = [
  [
    '',
    ['success', 'cancelled', 'success'],
    'one runs, one waits, the newer takes the place; names without case',
  ] as const,
  [
    ', cancel-in-progress: true',
    ['cancelled', 'cancelled', 'success'],
    'cancel-in-progress ends what runs',
  ] as const,
  [', queue: max', ['success', 'success', 'success'], 'queue: max keeps all in order'] as const,
].map(([extra, expected, does]): Group => ({
  name: `concurrency${extra}`,
  play: (bench) => startThree(bench, queue(extra)),
  rows: [
    syntax('concurrency', does, note(queue(extra)), [...expected]),
    syntax('concurrency', `${does}, never two at a time`, note(`${queue(extra)} order`), true),
  ],
}));

const jobQueue = group(
  'concurrency of jobs',
  `on: push
concurrency: outer
jobs:
  a: { runs-on: ubuntu-latest, concurrency: inner, steps: [{ run: sleep 0.4 }] }
  b: { needs: [], runs-on: ubuntu-latest, concurrency: inner, steps: [{ run: sleep 0.4 }] }
  same: { runs-on: ubuntu-latest, concurrency: outer, steps: [{ run: 'true' }] }
`,
  [
    syntax(
      'jobsjob_idconcurrency',
      'jobs of a group take turns',
      (seen) => {
        const [first, second] = seen.jobs
          .filter(({ key }) => key !== 'same')
          .sort((one, other) => (one.startedAt ?? 0) - (other.startedAt ?? 0));
        return (second?.startedAt ?? 0) >= (first?.completedAt ?? Infinity);
      },
      true,
    ),
    syntax('concurrency', 'a group that is held above is a deadlock', result('same'), 'cancelled'),
  ],
);

const cancelled: Group = {
  name: 'a cancelled run',
  async play(bench) {
    const handle = await start(
      bench,
      `on: push
jobs:
  long:
    runs-on: ubuntu-latest
    steps:
      - { name: sleep, run: 'trap "echo told; exit 1" INT; echo up; for i in $(seq 200); do sleep 0.1; done' }
      - { name: plain, run: 'true' }
      - { name: on failure, if: failure(), run: 'true' }
      - { name: on cancel, if: cancelled(), run: 'echo \${{ job.status }}' }
      - { name: always, if: always(), run: sleep 0.1 }
  stays:
    if: always()
    runs-on: ubuntu-latest
    steps: [{ name: sleep, run: sleep 1 }]
  next: { needs: long, runs-on: ubuntu-latest, steps: [{ run: 'true' }] }
  tidy: { needs: long, if: always(), runs-on: ubuntu-latest, steps: [{ run: 'true' }] }
`,
    );
    await until(() => bench.events.some((event) => event.kind === 'line' && event.line === 'up'));
    handle.cancel();
    return handle.done;
  },
  rows: [
    cancel(
      'steps-github-takes-to-cancel-a-workflow-run',
      'the running step is interrupted',
      log('long', 'sleep'),
      'up|told',
    ),
    cancel(
      'steps-github-takes-to-cancel-a-workflow-run',
      'steps without a word are skipped',
      ended('long', 'plain'),
      'skipped/skipped',
    ),
    cancel(
      'steps-github-takes-to-cancel-a-workflow-run',
      'a cancellation is no failure',
      ended('long', 'on failure'),
      'skipped/skipped',
    ),
    cancel(
      'steps-github-takes-to-cancel-a-workflow-run',
      'cancelled() steps run',
      log('long', 'on cancel'),
      'cancelled',
    ),
    cancel(
      'steps-github-takes-to-cancel-a-workflow-run',
      'always() steps run',
      ended('long', 'always'),
      'success/success',
    ),
    cancel(
      'steps-github-takes-to-cancel-a-workflow-run',
      'a job whose if still holds goes on',
      result('stays'),
      'success',
    ),
    cancel(
      'steps-github-takes-to-cancel-a-workflow-run',
      'a job that did not start is cancelled',
      result('next'),
      'cancelled',
    ),
    cancel('steps-github-takes-to-cancel-a-workflow-run', 'always() jobs start', result('tidy'), 'success'),
    cancel('steps-github-takes-to-cancel-a-workflow-run', 'the run is cancelled', conclusion, 'cancelled'),
  ],
};

const timeouts = group(
  'timeouts',
  `on: push
jobs:
  step:
    runs-on: ubuntu-latest
    steps:
      - { name: long, timeout-minutes: 1, run: sleep 20 }
      - { name: then, if: failure(), run: 'true' }
  job:
    timeout-minutes: 1
    runs-on: ubuntu-latest
    steps: [{ name: long, run: sleep 20 }, { name: then, if: always(), run: echo tidied }]
`,
  [
    syntax(
      'jobsjob_idstepstimeout-minutes',
      'a step beyond its time fails',
      ended('step', 'long'),
      'failure/failure',
    ),
    syntax(
      'jobsjob_idstepstimeout-minutes',
      'and failure() steps run',
      ended('step', 'then'),
      'success/success',
    ),
    syntax('jobsjob_idtimeout-minutes', 'a job beyond its time is cancelled', result('job'), 'cancelled'),
    syntax('jobsjob_idtimeout-minutes', 'what must always run does', log('job', 'then'), 'tidied'),
  ],
);

const again: Group = {
  name: 're-runs',
  async play(bench) {
    const handle = await start(
      bench,
      `on: push
jobs:
  good: { runs-on: ubuntu-latest, outputs: { at: "\${{ github.run_attempt }}" }, steps: [{ run: 'true' }] }
  flaky: { needs: good, runs-on: ubuntu-latest, steps: [{ run: 'test $GITHUB_RUN_ATTEMPT -gt 1' }] }
  next: { needs: [flaky, good], runs-on: ubuntu-latest, steps: [{ name: see, run: 'echo "\${{ needs.good.outputs.at }} $GITHUB_ACTOR $GITHUB_TRIGGERING_ACTOR $GITHUB_RUN_NUMBER"' }] }
`,
    );
    const first = await handle.done;
    notes.set(
      'first',
      first.jobs.map((job) => job.conclusion),
    );
    const second = await (
      await bench.runner.rerun(handle.id, { actor: 'workload-developer', failedOnly: true })
    ).done;
    notes.set(
      'attempts',
      second.jobs.map((job) => `${job.key} ${job.attempt}`),
    );
    const third = await (await bench.runner.rerun(handle.id, { actor: 'workload-developer' })).done;
    notes.set(
      'third',
      third.jobs.map((job) => `${job.key} ${job.attempt}`),
    );
    notes.set('ids', [third.id === first.id, third.attempt, third.sha === first.sha]);
    return second;
  },
  rows: [
    rerun(
      're-running-failed-jobs-in-a-workflow',
      'failed jobs and what needs them run again, the rest is kept',
      note('attempts'),
      ['good 1', 'flaky 2', 'next 2'],
    ),
    rerun(
      're-running-failed-jobs-in-a-workflow',
      'outputs of kept jobs are there, the actor stays',
      log('next', 'see'),
      '1 platform-engineer workload-developer 1',
    ),
    rerun('re-running-all-the-jobs-in-a-workflow', 'all jobs run again', note('third'), [
      'good 3',
      'flaky 3',
      'next 3',
    ]),
    rerun(
      'about-re-running-workflows-and-jobs',
      'id and commit are the same, the attempt counts',
      note('ids'),
      [true, 3, true],
    ),
  ],
};

export const gates: readonly Group[] = [
  approved,
  rejected,
  branch,
  unknown,
  ...queues,
  jobQueue,
  cancelled,
  timeouts,
  again,
];
