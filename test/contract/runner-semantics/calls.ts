import type { RunReport } from '../../../simulator/runner/index.ts';
import { conclusion, ended, granted, group, keys, log, on, output, result } from './table.ts';
import type { Group } from './table.ts';

const syntax = on('syntax');
const reuse = on('reuse');
const metadata = on('metadata');

const called = `on:
  workflow_call:
    inputs:
      word: { type: string, required: true }
      count: { type: number, default: 3 }
      flag: { type: boolean }
      from-context: { type: string, default: "\${{ github.event_name }}" }
    outputs:
      said: { value: "\${{ jobs.say.outputs.said }}" }
permissions: { contents: read }
env: { OWN: callee }
jobs:
  say:
    runs-on: ubuntu-latest
    outputs: { said: "\${{ steps.s.outputs.said }}" }
    steps:
      - { id: s, name: say, run: 'echo "said=\${{ inputs.word }} \${{ inputs.count }} \${{ inputs.flag }} \${{ inputs.from-context }}" >> "$GITHUB_OUTPUT"' }
      - { name: env, run: 'echo "$OWN <$OUTER>"' }
      - { name: github, run: 'echo "$GITHUB_WORKFLOW_REF $GITHUB_EVENT_NAME \${{ job.workflow_ref }}"' }
      - { name: secret, run: 'echo "<\${{ secrets.KEY }}>"' }
      - { uses: $/actions/own, id: own }
      - { name: own, run: 'echo "\${{ steps.own.outputs.it }}"' }
`;
const composite = `name: own
description: says where it is from
inputs: { word: { default: none } }
outputs: { it: { value: "\${{ steps.inner.outputs.it }}" } }
runs:
  using: composite
  steps:
    - { id: inner, shell: bash, run: 'echo "it=\${{ inputs.word }} $(basename "$GITHUB_ACTION_PATH")" >> "$GITHUB_OUTPUT"; echo "FROM=composite" >> "$GITHUB_ENV"' }
    - { shell: bash, if: failure(), run: exit 9 }
`;
const middle = `on: { workflow_call: { outputs: { said: { value: "\${{ jobs.inner.outputs.said }}" } } } }
jobs:
  inner:
    uses: ./.github/workflows/called.yml
    with: { word: deep, flag: true }
`;
const failing = `on: workflow_call
jobs:
  bad: { runs-on: ubuntu-latest, steps: [{ run: exit 1 }] }
  good: { runs-on: ubuntu-latest, steps: [{ run: 'true' }] }
`;
const files = {
  '.github/workflows/called.yml': called,
  '.github/workflows/middle.yml': middle,
  '.github/workflows/failing.yml': failing,
  'actions/own/action.yml': composite,
};

const calls = group(
  'reusable workflows',
  `on: push
env: { OUTER: caller }
jobs:
  one:
    uses: ./.github/workflows/called.yml
    with: { word: hi, count: 5 }
  two:
    needs: one
    permissions: { contents: read, issues: write }
    uses: $/.github/workflows/middle.yml
  full:
    uses: contoso/lazaret/.github/workflows/called.yml@main
    with: { word: "\${{ github.ref_name }}" }
  many:
    strategy: { matrix: { word: [a, b] } }
    uses: ./.github/workflows/called.yml
    with: { word: "\${{ matrix.word }}" }
  failing:
    uses: ./.github/workflows/failing.yml
  after:
    needs: [one, two, many, failing]
    if: always()
    runs-on: ubuntu-latest
    steps:
      - { name: outputs, run: 'echo "\${{ needs.one.outputs.said }}/\${{ needs.two.outputs.said }}/\${{ needs.failing.result }}"' }
      - { name: many, run: 'echo "\${{ needs.many.result }}"' }
`,
  [
    syntax(
      'onworkflow_callinputs',
      'inputs are given, defaulted or empty by type',
      output('one / say', 'said'),
      'hi 5 false push',
    ),
    syntax(
      'onworkflow_callinputsinput_iddefault',
      'a default may use the github context',
      output('two / inner / say', 'said'),
      'deep 3 true push',
    ),
    syntax(
      'onworkflow_calloutputs',
      'outputs are mapped through every level',
      log('after', 'outputs'),
      'hi 5 false push/deep 3 true push/failure',
    ),
    reuse(
      'limitations',
      'variables of the caller do not reach the called',
      log('one / say', 'env'),
      'callee <>',
    ),
    reuse(
      'github-context',
      "the github context is the caller's, job.workflow_ref the called file's",
      log('one / say', 'github'),
      'contoso/lazaret/.github/workflows/w.yml@refs/heads/main push contoso/lazaret/.github/workflows/called.yml@refs/heads/main',
    ),
    reuse('limitations', 'secrets are not passed on by themselves', log('one / say', 'secret'), '<>'),
    reuse('nested-reusable-workflows', 'a nested one has the names of all above', keysBeginning('two'), [
      'two / inner / say',
    ]),
    syntax(
      'jobsjob_iduses',
      'a workflow may be called by repository and ref',
      output('full / say', 'said'),
      'main 3 false push',
    ),
    syntax('jobsjob_idstrategy', 'a matrix calls once for each leg', keysBeginning('many'), [
      'many (a) / say',
      'many (b) / say',
    ]),
    reuse('outputs', 'a call fails with any of its jobs', result('failing / bad'), 'failure'),
    syntax(
      'jobsjob_idpermissions',
      'the called may have less than its caller',
      granted('two / inner / say'),
      { contents: 'read', metadata: 'read' },
    ),
    syntax(
      'jobsjob_idstepsuses',
      '$/ is the repository and commit of the file that says it',
      log('one / say', 'own'),
      'none own',
    ),
    metadata(
      'outputsoutput_idvalue',
      'outputs of a composite action are mapped',
      log('two / inner / say', 'own'),
      'none own',
    ),
  ],
  { files },
);

function keysBeginning(id: string): Group['rows'][number]['see'] {
  return (seen) => {
    const all = keys(seen);
    return Array.isArray(all) ? all.filter((key: string) => key.startsWith(id)) : all;
  };
}

function problems(seen: RunReport): unknown {
  return seen.problems.map((line) => line.replaceAll(/\(Line: (\d+), Col: \d+\)/g, '$1'));
}

function refused(
  name: string,
  body: string,
  rows: Group['rows'],
  extra: Readonly<Record<string, string>> = {},
): Group {
  return group(name, `on: push\njobs:\n${body}`, rows, { files: { ...files, ...extra } });
}

const refusals: readonly Group[] = [
  refused(
    'a call with an unknown input',
    `  a: { uses: ./.github/workflows/called.yml, with: { word: x, wrod: y } }\n`,
    [
      syntax('jobsjob_idwith', 'an unknown input starts nothing', conclusion, 'startup_failure'),
      syntax('jobsjob_idwith', 'and says where', problems, [
        '.github/workflows/w.yml 3: Invalid input, wrod is not defined in the referenced workflow.',
      ]),
    ],
  ),
  refused('a call without a required input', `  a: { uses: ./.github/workflows/called.yml }\n`, [
    syntax(
      'onworkflow_callinputsinput_idrequired',
      'a required input is required',
      conclusion,
      'startup_failure',
    ),
  ]),
  refused(
    'a call above its caller',
    `  a:\n    permissions: { issues: read }\n    uses: ./.github/workflows/called.yml\n    with: { word: x }\n`,
    [
      reuse(
        'access-and-permissions-for-nested-workflows',
        'a called workflow cannot have more than its caller',
        conclusion,
        'startup_failure',
      ),
    ],
  ),
  refused(
    'a call of what is not reusable',
    `  a: { uses: ./.github/workflows/other.yml }\n`,
    [syntax('onworkflow_call', 'without workflow_call nothing can be called', conclusion, 'startup_failure')],
    {
      '.github/workflows/other.yml':
        'on: push\njobs: { a: { runs-on: ubuntu-latest, steps: [{ run: "true" }] } }\n',
    },
  ),
  refused(
    'a call of itself',
    `  a: { uses: ./.github/workflows/loop.yml }\n`,
    [reuse('nested-reusable-workflows', 'at most ten levels', conclusion, 'startup_failure')],
    {
      '.github/workflows/loop.yml':
        'on: workflow_call\njobs: { a: { uses: ./.github/workflows/loop.yml } }\n',
    },
  ),
  refused(
    'a cycle of needs',
    `  a: { needs: b, runs-on: ubuntu-latest, steps: [{ run: "true" }] }\n  b: { needs: a, runs-on: ubuntu-latest, steps: [{ run: "true" }] }\n`,
    [syntax('jobsjob_idneeds', 'needs cannot go in a circle', conclusion, 'startup_failure')],
  ),
  refused(
    'what this runner cannot do',
    `  a:\n    runs-on: ubuntu-latest\n    container: node:24\n    services: { db: { image: postgres } }\n    timeout-minutes: 0.5\n    steps: [{ run: "true", shell: pwsh }, { uses: 'docker://alpine' }]\n`,
    [
      syntax(
        'jobsjob_idcontainer',
        'containers, services, shells and fractions are refused by name and line',
        problems,
        [
          ".github/workflows/w.yml 5: 'container' is not supported by this runner",
          ".github/workflows/w.yml 6: 'services' is not supported by this runner",
          ".github/workflows/w.yml 7: 'timeout-minutes' is a positive whole number",
          ".github/workflows/w.yml 8: the shell 'pwsh' is not supported by this runner",
          '.github/workflows/w.yml 8: container actions are not supported by this runner',
        ],
      ),
    ],
  ),
];

const actions = group(
  'actions',
  `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - { uses: actions/checkout@v5, with: { persist-credentials: false } }
      - { id: own, name: composite, uses: ./actions/own, with: { word: local } }
      - { name: output, run: 'echo "\${{ steps.own.outputs.it }} $FROM"' }
      - { name: bad composite, uses: ./actions/bad, continue-on-error: true }
      - { name: js, uses: $/actions/js, with: { Word: given } }
      - { name: js output, run: 'echo "\${{ env.SEEN }}"' }
      - { name: absent, uses: ./actions/absent, continue-on-error: true }
      - { name: old, uses: ./actions/old, continue-on-error: true }
  unknown:
    runs-on: ubuntu-latest
    steps: [{ uses: somebody/else@v1 }, { name: not reached, run: 'true' }]
  unknown-input:
    runs-on: ubuntu-latest
    steps: [{ name: checkout, uses: actions/checkout@v5, with: { fetch-dept: 0 } }]
`,
  [
    metadata(
      'runs-for-composite-actions',
      'a composite action is one step',
      ended('a', 'composite'),
      'success/success',
    ),
    metadata(
      'runs-for-composite-actions',
      'its variables reach later steps',
      log('a', 'output'),
      'local own composite',
    ),
    metadata(
      'runsstepsif',
      'it fails with a step of its own, whose failure() runs',
      log('a', 'bad composite'),
      'noticed',
    ),
    metadata('runspre', 'pre runs before the first step, post after the last, newest first', order('a'), [
      'Pre js',
      'Run actions/checkout@v5',
      'composite',
      'output',
      'bad composite',
      'js',
      'js output',
      'absent',
      'old',
      'Post js',
    ]),
    metadata(
      'inputs',
      'inputs are INPUT_ variables in upper case, defaults included',
      log('a', 'js output'),
      'given/fallback',
    ),
    metadata('runs-for-javascript-actions', 'state goes from pre to post', log('a', 'Post js'), 'from pre'),
    syntax(
      'jobsjob_idstepsuses',
      'an action that is not there fails its step',
      ended('a', 'absent'),
      'failure/success',
    ),
    metadata('runs-for-javascript-actions', 'node20 is refused', ended('a', 'old'), 'failure/success'),
    syntax(
      'jobsjob_idstepsuses',
      'an action that this world has not fails the job before its steps',
      result('unknown'),
      'failure',
    ),
    syntax(
      'jobsjob_idstepswith',
      'a stand-in refuses an input that it does not know',
      ended('unknown-input', 'checkout'),
      'failure/failure',
    ),
  ],
  {
    files: {
      'actions/own/action.yml': composite,
      'actions/bad/action.yml': `name: bad\ndescription: fails\nruns:\n  using: composite\n  steps:\n    - { shell: bash, run: exit 4 }\n    - { shell: bash, run: echo no }\n    - { shell: bash, if: failure(), run: echo noticed }\n`,
      'actions/old/action.yml': `name: old\ndescription: old\nruns: { using: node20, main: a.js }\n`,
      'actions/js/action.yml': `name: js\ndescription: d\ninputs: { word: { default: x }, other: { default: fallback } }\nruns: { using: node24, pre: pre.mjs, main: main.mjs, post: post.mjs }\n`,
      'actions/js/pre.mjs': `import { appendFileSync } from 'node:fs'; appendFileSync(process.env.GITHUB_STATE, 'k=from pre\\n');`,
      'actions/js/main.mjs': `import { appendFileSync } from 'node:fs'; appendFileSync(process.env.GITHUB_ENV, 'SEEN=' + process.env.INPUT_WORD + '/' + process.env.INPUT_OTHER + '\\n');`,
      'actions/js/post.mjs': `console.log(process.env.STATE_k);`,
    },
  },
);

function order(key: string): Group['rows'][number]['see'] {
  return (seen) => seen.jobs.find((job) => job.key === key)?.steps.map(({ name }) => name);
}

export const calling: readonly Group[] = [calls, ...refusals, actions];
