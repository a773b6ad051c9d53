import { conclusion, ended, group, keys, levels, log, on, output, ran, result } from './table.ts';
import type { Group } from './table.ts';

const syntax = on('syntax');
const expressions = on('expressions');
const contexts = on('contexts');
function job(body: string): string {
  return `    runs-on: ubuntu-latest\n    steps:\n      - run: ${body}\n`;
}

const needs = group(
  'needs and conditions of jobs',
  `on: push
jobs:
  good:
${job('true')}
  bad:
${job('exit 3')}
  never:
    if: false
${job('true')}
  after-good:
    needs: good
${job('true')}
  after-bad:
    needs: [good, bad]
${job('true')}
  after-never:
    needs: never
${job('true')}
  long-after-bad:
    needs: after-bad
${job('true')}
  always:
    needs: [bad, never]
    if: always()
${job('echo "${{ needs.bad.result }} ${{ needs.never.result }}"')}
  on-failure:
    needs: [good, bad]
    if: failure()
${job('true')}
  on-failure-far:
    needs: after-bad
    if: \${{ failure() }}
${job('true')}
  not-on-failure:
    needs: good
    if: failure()
${job('true')}
  plain-condition:
    needs: bad
    if: github.ref == 'refs/heads/main'
${job('true')}
  after-always:
    needs: always
${job('true')}
  not-cancelled:
    needs: bad
    if: \${{ !cancelled() }}
${job('true')}
  forgiven:
    continue-on-error: true
${job('exit 1')}
  after-forgiven:
    needs: forgiven
${job('echo "${{ needs.forgiven.result }}"')}
  all-results:
    needs: [good, bad, never]
    if: always() && contains(needs.*.result, 'failure') && contains(needs.*.result, 'skipped')
${job('true')}
`,
  [
    syntax('jobsjob_idneeds', 'a job runs after what it needs', result('after-good'), 'success'),
    syntax('jobsjob_idneeds', 'a failure skips what needs it', result('after-bad'), 'skipped'),
    syntax('jobsjob_idneeds', 'a skip skips what needs it', result('after-never'), 'skipped'),
    syntax('jobsjob_idneeds', 'a failure reaches along the chain', result('long-after-bad'), 'skipped'),
    syntax('jobsjob_idif', 'if: false skips', result('never'), 'skipped'),
    expressions('always', 'always() runs after failure and skip', result('always'), 'success'),
    contexts(
      'needs-context',
      'needs tells each result',
      log('always', 'Run echo "failure skipped"'),
      'failure skipped',
    ),
    expressions('failure', 'failure() runs when a needed job failed', result('on-failure'), 'success'),
    expressions('failure', 'failure() counts ancestors too', result('on-failure-far'), 'success'),
    expressions('failure', 'failure() is false after success', result('not-on-failure'), 'skipped'),
    expressions(
      'status-check-functions',
      'success() stands before a plain condition',
      result('plain-condition'),
      'skipped',
    ),
    syntax(
      'jobsjob_idneeds',
      'the chain is broken also behind an always()',
      result('after-always'),
      'skipped',
    ),
    expressions('cancelled', '!cancelled() runs after a failure', result('not-cancelled'), 'success'),
    syntax('jobsjob_idcontinue-on-error', 'a forgiven job has failed itself', result('forgiven'), 'failure'),
    syntax(
      'jobsjob_idcontinue-on-error',
      'and lets what needs it run',
      log('after-forgiven', 'Run echo "success"'),
      'success',
    ),
    expressions('object-filters', 'needs.*.result lists all results', result('all-results'), 'success'),
    syntax('jobsjob_idneeds', 'one failed job fails the run', conclusion, 'failure'),
  ],
);

const steps = group(
  'steps',
  `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - name: fails
        id: one
        run: exit 7
        continue-on-error: true
      - name: sees both
        run: echo "\${{ steps.one.outcome }} \${{ steps.one.conclusion }} \${{ steps.absent.outcome }}"
      - name: skipped
        id: two
        if: steps.one.outcome == 'success'
        run: exit 1
      - name: sees skip
        run: echo "\${{ steps.two.outcome }} \${{ job.status }}"
      - name: breaks
        run: exit 5
      - name: not run
        run: echo no
      - name: on failure
        if: failure() && steps.one.conclusion == 'success'
        run: echo "\${{ job.status }}"
      - name: always
        if: always()
        run: echo yes
  fails-late:
    runs-on: ubuntu-latest
    steps:
      - name: pipe
        run: 'false | cat'
      - name: strict pipe
        shell: bash
        run: 'false | cat'
      - name: sh
        if: always()
        shell: sh
        run: test -f "$0" && echo script
      - name: custom
        if: always()
        shell: bash -c 'cat "$1"' x {0}
        run: the script itself
      - name: elsewhere
        if: always()
        working-directory: /
        run: pwd
      - name: stops at the first error
        if: always()
        run: |
          false
          echo unreached
`,
  [
    contexts(
      'steps-context',
      'outcome is before continue-on-error, conclusion after',
      ended('a', 'fails'),
      'failure/success',
    ),
    contexts(
      'steps-context',
      'the steps context tells both, and nothing of absent steps',
      log('a', 'sees both'),
      'failure success ',
    ),
    syntax(
      'jobsjob_idstepsif',
      'a step whose if is false is skipped',
      ended('a', 'skipped'),
      'skipped/skipped',
    ),
    contexts('steps-context', 'a skipped step has that outcome', log('a', 'sees skip'), 'skipped success'),
    syntax(
      'jobsjob_idstepsif',
      'after a failure steps are skipped',
      ended('a', 'not run'),
      'skipped/skipped',
    ),
    expressions('failure', 'failure() runs after a failed step', log('a', 'on failure'), 'failure'),
    expressions('always', 'always() runs after a failed step', log('a', 'always'), 'yes'),
    syntax('jobsjob_idsteps', 'a failed step fails the job', result('a'), 'failure'),
    syntax(
      'defaultsrunshell',
      'without a shell a pipe hides a failure',
      ended('fails-late', 'pipe'),
      'success/success',
    ),
    syntax(
      'defaultsrunshell',
      'shell: bash fails with pipefail',
      ended('fails-late', 'strict pipe'),
      'failure/failure',
    ),
    syntax('defaultsrunshell', 'sh runs a script file', log('fails-late', 'sh'), 'script'),
    syntax('custom-shell', '{0} is the script', log('fails-late', 'custom'), 'the script itself'),
    syntax(
      'jobsjob_idstepsworking-directory',
      'working-directory is where a step starts',
      log('fails-late', 'elsewhere'),
      '/',
    ),
    syntax(
      'defaultsrunshell',
      '-e ends a script at the first error',
      log('fails-late', 'stops at the first error'),
      '',
    ),
  ],
);

const defaults = group(
  'defaults',
  `on: push
defaults:
  run: { shell: sh, working-directory: / }
jobs:
  a:
    runs-on: ubuntu-latest
    steps: [{ name: where, run: pwd }]
  b:
    runs-on: ubuntu-latest
    defaults: { run: { working-directory: /tmp } }
    steps:
      - { name: where, run: pwd }
      - { name: own, working-directory: /usr, run: pwd }
`,
  [
    syntax('defaultsrun', 'defaults of the workflow reach each job', log('a', 'where'), '/'),
    syntax('jobsjob_iddefaultsrun', 'those of the job come before', log('b', 'where'), '/tmp'),
    syntax('jobsjob_idstepsworking-directory', 'those of the step come first', log('b', 'own'), '/usr'),
  ],
);

const matrices = group(
  'matrix',
  `on: push
jobs:
  fruits:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        fruit: [apple, pear]
        animal: [cat, dog]
        include:
          - color: green
          - color: pink
            animal: cat
          - fruit: apple
            shape: circle
          - fruit: banana
          - fruit: banana
            animal: cat
    steps:
      - { name: show, run: "echo '\${{ matrix.color }} \${{ matrix.shape }}'" }
  excluded:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        os: [a, b]
        version: [1, 2]
        exclude: [{ os: a }, { os: b, version: 1 }]
    steps: [{ run: 'true' }]
  dynamic:
    runs-on: ubuntu-latest
    strategy:
      matrix: \${{ fromJSON(github.event.matrix) }}
    steps: [{ run: 'true' }]
  only-include:
    runs-on: ubuntu-latest
    strategy: { matrix: { include: [{ a: 1 }, { a: 2 }] } }
    steps: [{ run: 'true' }]
  named:
    name: build \${{ matrix.a }}
    runs-on: ubuntu-latest
    strategy: { matrix: { a: [x] } }
    steps: [{ name: index, run: "echo '\${{ strategy.job-index }} \${{ strategy.job-total }} \${{ strategy.fail-fast }}'" }]
  empty:
    runs-on: ubuntu-latest
    strategy: { matrix: { a: "\${{ fromJSON('[]') }}" } }
    steps: [{ run: 'true' }]
  many:
    runs-on: ubuntu-latest
    strategy: { matrix: { a: "\${{ fromJSON(github.event.many) }}" } }
    steps: [{ run: 'true' }]
  mixed:
    runs-on: ubuntu-latest
    strategy: { fail-fast: false, matrix: { code: [0, 1] } }
    outputs: { last: "\${{ steps.set.outputs.v }}" }
    steps:
      - { id: set, run: 'test 0 -eq \${{ matrix.code }} && echo v=set >> "$GITHUB_OUTPUT"' }
  forgiven:
    runs-on: ubuntu-latest
    continue-on-error: \${{ matrix.experimental }}
    strategy: { matrix: { experimental: [true] } }
    steps: [{ run: exit 1 }]
  after-mixed:
    needs: [mixed, forgiven]
    if: always()
    runs-on: ubuntu-latest
    steps: [{ name: see, run: "echo '\${{ needs.mixed.result }} \${{ needs.mixed.outputs.last }} \${{ needs.forgiven.result }}'" }]
`,
  [
    syntax(
      'jobsjob_idstrategymatrix',
      'combinations, with includes that fit nowhere of their own',
      keysOf('fruits'),
      [
        'fruits (apple, cat, pink, circle)',
        'fruits (apple, dog, green, circle)',
        'fruits (banana)',
        'fruits (banana, cat)',
        'fruits (pear, cat, pink)',
        'fruits (pear, dog, green)',
      ],
    ),
    syntax(
      'jobsjob_idstrategymatrixinclude',
      'a later include overwrites an added value',
      log('fruits (apple, cat, pink, circle)', 'show'),
      'pink circle',
    ),
    syntax(
      'jobsjob_idstrategymatrixinclude',
      'an include is added where it overwrites nothing',
      log('fruits (pear, dog, green)', 'show'),
      'green ',
    ),
    syntax('jobsjob_idstrategymatrixexclude', 'a partial match excludes', keysOf('excluded'), [
      'excluded (b, 2)',
    ]),
    syntax('example-using-contexts-to-create-matrices', 'a matrix from an expression', keysOf('dynamic'), [
      'dynamic (1)',
      'dynamic (2)',
    ]),
    syntax('jobsjob_idstrategymatrixinclude', 'include alone makes the matrix', keysOf('only-include'), [
      'only-include (1)',
      'only-include (2)',
    ]),
    contexts(
      'strategy-context',
      'strategy tells index, total and fail-fast',
      log('named (x)', 'index'),
      '0 1 true',
    ),
    syntax('jobsjob_idname', 'the name of a leg may hold the matrix', nameOf('named (x)'), 'build x'),
    syntax('jobsjob_idstrategymatrix', 'an empty vector fails the job', result('empty'), 'failure'),
    syntax('jobsjob_idstrategymatrix', 'more than 256 jobs are refused', levels('many'), ['error']),
    syntax(
      'jobsjob_idstrategyfail-fast',
      'fail-fast: false lets the others end',
      result('mixed (0)'),
      'success',
    ),
    syntax(
      'jobsjob_idoutputs',
      'the result of a matrix is its worst, its output the last that was set',
      log('after-mixed', 'see'),
      'failure set success',
    ),
  ],
  {
    event: {
      payload: { matrix: '{"v":[1,2]}', many: JSON.stringify(Array.from({ length: 257 }, (_, at) => at)) },
    },
  },
);

function keysOf(id: string) {
  return (seen: Parameters<typeof keys>[0]): unknown => {
    const all = keys(seen);
    return Array.isArray(all) ? all.filter((key: string) => key.startsWith(`${id} (`)) : all;
  };
}

function nameOf(key: string) {
  return (seen: Parameters<typeof keys>[0]): unknown => seen.jobs.find((each) => each.key === key)?.name;
}

const failFast = group(
  'fail-fast and max-parallel',
  `on: push
jobs:
  quick:
    runs-on: ubuntu-latest
    strategy: { matrix: { wait: [0, 20] } }
    steps:
      - run: sleep \${{ matrix.wait }}; exit 1
      - { name: tidy, if: cancelled(), run: echo tidied }
  no-places:
    runs-on: ubuntu-latest
    strategy: { max-parallel: "\${{ 0 }}", matrix: { n: [1] } }
    steps: [{ run: 'true' }]
  one-by-one:
    runs-on: ubuntu-latest
    strategy: { max-parallel: 1, matrix: { n: [1, 2, 3] } }
    outputs: { n: "\${{ steps.s.outputs.n }}" }
    steps:
      - { id: s, run: 'echo n=\${{ matrix.n }} >> "$GITHUB_OUTPUT"' }
`,
  [
    syntax(
      'jobsjob_idstrategyfail-fast',
      'a failed leg cancels the others',
      result('quick (20)'),
      'cancelled',
    ),
    expressions('cancelled', 'cancelled() runs in a cancelled job', log('quick (20)', 'tidy'), 'tidied'),
    syntax(
      'jobsjob_idstrategymax-parallel',
      'legs run one after the other, so their times do not cross',
      notCrossing,
      true,
    ),
    syntax('jobsjob_idstrategymax-parallel', 'none at a time is refused', result('no-places'), 'failure'),
    syntax('jobsjob_idsteps', 'what runs is ended, and what must run still does', ran('quick (20)'), [
      'Run sleep 20; exit 1',
      'tidy',
    ]),
    syntax('jobsjob_idoutputs', 'outputs of each leg are its own', output('one-by-one (2)', 'n'), '2'),
  ],
);

function notCrossing(seen: Parameters<typeof keys>[0]): unknown {
  const legs = seen.jobs
    .filter((each) => each.jobId === 'one-by-one')
    .sort((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0));
  return (
    legs.length === 3 &&
    legs.every((leg, at) => (legs[at + 1]?.startedAt ?? Infinity) >= (leg.completedAt ?? Infinity))
  );
}

export const jobs: readonly Group[] = [needs, steps, defaults, matrices, failFast];
