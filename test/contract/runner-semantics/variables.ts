import { ended, granted, group, levels, log, on, output, result } from './table.ts';
import type { Group } from './table.ts';

const syntax = on('syntax');
const commands = on('commands');
const variables = on('variables');
const contexts = on('contexts');
const secure = on('secure');

const environment = group(
  'variables',
  `on: push
env: { A: workflow, B: workflow, C: workflow, REF: "\${{ github.ref_name }}" }
jobs:
  a:
    runs-on: ubuntu-latest
    env: { B: job, C: job }
    steps:
      - { name: three, env: { C: step }, run: 'echo "$A $B $C"' }
      - { name: context, env: { C: step, D: "\${{ env.B }}" }, run: 'echo "\${{ env.C }} $D $REF"' }
      - { name: set, run: 'echo "B=later" >> "$GITHUB_ENV"; echo "$B"' }
      - { name: later, run: 'echo "$B \${{ env.B }}"' }
      - { name: step first, env: { B: mine }, run: 'echo "$B"' }
      - { name: fixed, env: { GITHUB_SHA: planted, RUNNER_OS: planted, CI: "no" }, run: 'test "$GITHUB_SHA" != planted && test "$RUNNER_OS" != planted && echo "$CI"' }
      - { name: refused, run: 'echo "NODE_OPTIONS=--bad" >> "$GITHUB_ENV"', continue-on-error: true }
      - { name: node, run: 'echo "$NODE_OPTIONS" | grep -c -e --bad || true' }
      - name: path
        run: |
          mkdir bin; printf '#!/bin/sh\\necho mine\\n' > bin/my-tool; chmod +x bin/my-tool
          echo "$PWD/bin" >> "$GITHUB_PATH"
      - { name: on path, run: my-tool }
      - { name: defaults, run: 'echo "$GITHUB_REPOSITORY $GITHUB_REF_TYPE $GITHUB_JOB $RUNNER_ENVIRONMENT $GITHUB_ACTIONS"' }
      - { name: workspace, run: 'test "$PWD" = "$GITHUB_WORKSPACE" && test "$PWD" = "\${{ github.workspace }}" && echo same' }
      - { name: vars, run: 'echo "\${{ vars.REGION }} <\${{ vars.ABSENT }}>"' }
      - { name: event, run: 'grep -o one "$GITHUB_EVENT_PATH"' }
      - { name: temp, run: 'test -d "$RUNNER_TEMP" && test "$RUNNER_TEMP" = "\${{ runner.temp }}" && echo there' }
  b:
    runs-on: ubuntu-latest
    steps:
      - { name: other job, run: 'echo "$B"' }
      - { name: number, run: 'echo "$GITHUB_RUN_NUMBER $GITHUB_RUN_ATTEMPT"' }
      - { name: workflow, run: 'echo "$GITHUB_WORKFLOW $GITHUB_WORKFLOW_REF"' }
`,
  [
    syntax(
      'env',
      'the most specific variable wins: step, job, workflow',
      log('a', 'three'),
      'workflow job step',
    ),
    contexts('env-context', 'the env context has the same', log('a', 'context'), 'step job main'),
    commands(
      'setting-an-environment-variable',
      'the step that sets a variable does not see it',
      log('a', 'set'),
      'job',
    ),
    commands('setting-an-environment-variable', 'later steps do', log('a', 'later'), 'later later'),
    syntax(
      'jobsjob_idstepsenv',
      'a variable of the step comes before one that was set',
      log('a', 'step first'),
      'mine',
    ),
    variables(
      'naming-conventions-for-environment-variables',
      'GITHUB_* and RUNNER_* cannot be overwritten, CI can',
      log('a', 'fixed'),
      'no',
    ),
    commands(
      'setting-an-environment-variable',
      'NODE_OPTIONS cannot be set',
      ended('a', 'refused'),
      'failure/success',
    ),
    commands('setting-an-environment-variable', 'nor is it', log('a', 'node'), '0'),
    commands(
      'adding-a-system-path',
      'a path that was added is searched first by later steps',
      log('a', 'on path'),
      'mine',
    ),
    variables(
      'default-environment-variables',
      'default variables',
      log('a', 'defaults'),
      'contoso/lazaret branch a github-hosted true',
    ),
    variables(
      'default-environment-variables',
      'a step starts in GITHUB_WORKSPACE',
      log('a', 'workspace'),
      'same',
    ),
    contexts(
      'vars-context',
      "vars has the repository's variables, an absent one is empty",
      log('a', 'vars'),
      'europe <>',
    ),
    variables(
      'default-environment-variables',
      'GITHUB_EVENT_PATH holds the payload',
      log('a', 'event'),
      'one',
    ),
    contexts('runner-context', 'runner.temp is RUNNER_TEMP', log('a', 'temp'), 'there'),
    syntax('jobsjob_idenv', 'variables of one job do not reach another', log('b', 'other job'), 'workflow'),
    variables(
      'default-environment-variables',
      'run numbers count per workflow from 1, as do attempts',
      log('b', 'number'),
      '1 1',
    ),
    contexts(
      'github-context',
      'a workflow without a name is called by its path',
      log('b', 'workflow'),
      '.github/workflows/w.yml contoso/lazaret/.github/workflows/w.yml@refs/heads/main',
    ),
  ],
  { event: { payload: { word: 'one' } } },
);

const withVars: Group = {
  ...environment,
  async play(bench) {
    const repository = bench.github.hub.findRepository('contoso/lazaret');
    if (repository !== undefined) repository.vars = { REGION: 'europe' };
    return environment.play(bench);
  },
};

const files = group(
  'commands and command files',
  `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    outputs:
      many: "\${{ steps.many.outputs.text }}"
      secret: "\${{ steps.secret.outputs.text }}"
      last: "\${{ steps.twice.outputs.v }}"
    steps:
      - id: many
        name: many
        run: |
          d=$(od -An -N9 -tx1 /dev/urandom | tr -d ' \\n')
          { echo "text<<$d"; echo one; echo "two=2"; echo "$d"; echo "after=yes"; } >> "$GITHUB_OUTPUT"
      - { name: after, run: 'echo "\${{ steps.many.outputs.after }}"' }
      - { id: twice, run: 'echo v=1 >> "$GITHUB_OUTPUT"; echo v=2 >> "$GITHUB_OUTPUT"' }
      - { name: open end, continue-on-error: true, run: 'printf "a<<END\\nx" >> "$GITHUB_OUTPUT"' }
      - { name: no form, continue-on-error: true, run: 'echo "just text" >> "$GITHUB_OUTPUT"' }
      - { id: secret, name: mask, run: 'echo "::add-mask::s3cret"; echo "it is s3cret"; echo text=s3cret >> "$GITHUB_OUTPUT"' }
      - { name: still masked, run: 'echo "s3cret" | tr a-z a-z' }
      - { name: token, run: 'echo "<\${{ github.token }}> <\${{ secrets.GITHUB_TOKEN }}>"' }
      - name: lines
        run: |
          echo "::add-mask::first%0Asecond"
          echo "a second b"
      - { name: summary, run: 'echo "# seen s3cret" >> "$GITHUB_STEP_SUMMARY"' }
      - { name: long summary, run: 'head -c 1048577 /dev/zero | tr "\\0" x >> "$GITHUB_STEP_SUMMARY"' }
      - { name: retired, run: 'echo "::set-output name=x::y"; echo "::set-env name=x::y"' }
      - { name: group, run: 'echo "::group::Title"; echo inside; echo "::endgroup::"; echo outside' }
      - { name: stop, run: 'echo "::stop-commands::pause"; echo "::error::no"; echo "::pause::"; echo "::debug::hidden"; echo end' }
      - { name: expand, env: { WORD: "\${{ github.event.word }}" }, run: 'echo "$WORD"' }
  notes:
    runs-on: ubuntu-latest
    steps:
      - name: twelve
        run: for i in 1 2 3 4 5 6 7 8 9 10 11 12; do echo "::warning file=a.js,line=$i,endLine=9,title=T::w$i"; done
  many-notes:
    runs-on: ubuntu-latest
    steps:
      - { run: 'for i in $(seq 10); do echo "::notice::$i"; echo "::warning::$i"; echo "::error::$i"; done' }
      - { run: 'for i in $(seq 10); do echo "::notice::$i"; echo "::warning::$i"; echo "::error::$i"; done' }
`,
  [
    commands(
      'multiline-strings',
      'a block with a random delimiter keeps its lines',
      output('a', 'many'),
      'one\ntwo=2',
    ),
    commands('multiline-strings', 'what follows the block is read', log('a', 'after'), 'yes'),
    commands('setting-an-output-parameter', 'the last value of a name counts', output('a', 'last'), '2'),
    commands(
      'multiline-strings',
      'a block that does not end fails the step',
      ended('a', 'open end'),
      'failure/success',
    ),
    commands(
      'environment-files',
      'a line of no form fails the step',
      ended('a', 'no form'),
      'failure/success',
    ),
    commands('masking-a-value-in-a-log', 'a masked value is hidden', log('a', 'mask'), 'it is ***'),
    commands('masking-a-value-in-a-log', 'in later steps too', log('a', 'still masked'), '***'),
    commands(
      'masking-a-value-in-a-log',
      'each line of a masked text is hidden',
      log('a', 'lines'),
      'a *** b',
    ),
    secure('use-secrets-for-sensitive-information', 'the token is hidden', log('a', 'token'), '<***> <***>'),
    syntax('jobsjob_idoutputs', 'an output with a secret is not handed on', output('a', 'secret'), undefined),
    commands(
      'adding-a-job-summary',
      'a summary is kept, and masked',
      summary('a', 'summary'),
      '# seen ***\n',
    ),
    commands(
      'step-isolation-and-limits',
      'one above 1 MiB is dropped whole',
      summary('a', 'long summary'),
      '',
    ),
    commands('step-isolation-and-limits', 'and fails nothing', ended('a', 'long summary'), 'success/success'),
    commands(
      'setting-an-output-parameter',
      'retired commands do nothing but complain',
      ended('a', 'retired'),
      'success/success',
    ),
    commands('grouping-log-lines', 'groups are titles', log('a', 'group'), '▸ Title|  inside|outside'),
    commands(
      'stopping-and-starting-workflow-commands',
      'between stop and token nothing is obeyed',
      log('a', 'stop'),
      '::error::no|end',
    ),
    secure(
      'good-practices-for-mitigating-script-injection-attacks',
      'a variable carries text that a shell does not read',
      log('a', 'expand'),
      '$(exit 1)"',
    ),
    commands(
      'setting-a-warning-message',
      'ten annotations of a level per step',
      levels('notes'),
      Array.from({ length: 10 }, () => 'warning'),
    ),
    commands('setting-a-warning-message', 'with file, lines and title', firstAnnotation('notes'), {
      level: 'warning',
      message: 'w1',
      file: 'a.js',
      startLine: 1,
      endLine: 9,
      title: 'T',
    }),
    commands(
      'step-isolation-and-limits',
      'fifty annotations per job',
      (seen) => seen.jobs.find(({ key }) => key === 'many-notes')?.annotations.length,
      50,
    ),
  ],
  { event: { payload: { word: '$(exit 1)"' } } },
);

function summary(key: string, step: string): Group['rows'][number]['see'] {
  return (seen) => seen.jobs.find((job) => job.key === key)?.steps.find(({ name }) => name === step)?.summary;
}

function firstAnnotation(key: string): Group['rows'][number]['see'] {
  return (seen) => seen.jobs.find((job) => job.key === key)?.annotations[0];
}

const permissions = group(
  'permissions',
  `on: push
permissions: { contents: read, issues: write }
jobs:
  inherits:
    runs-on: ubuntu-latest
    steps: [{ run: 'true' }]
  own:
    permissions: { pull-requests: write }
    runs-on: ubuntu-latest
    steps: [{ run: 'true' }]
  none:
    permissions: {}
    runs-on: ubuntu-latest
    steps:
      - { name: url, run: 'echo "<$ACTIONS_ID_TOKEN_REQUEST_URL>"' }
      - { name: checkout, uses: actions/checkout@v5, continue-on-error: true }
  all-read:
    permissions: read-all
    runs-on: ubuntu-latest
    steps: [{ name: url, run: 'echo "<$ACTIONS_ID_TOKEN_REQUEST_URL>"' }]
  identity:
    permissions: { id-token: write }
    runs-on: ubuntu-latest
    steps: [{ name: url, run: 'echo "$ACTIONS_ID_TOKEN_REQUEST_URL" | grep -c actions.githubusercontent.com' }]
`,
  [
    syntax('permissions', 'permissions of the workflow reach each job', granted('inherits'), {
      contents: 'read',
      issues: 'write',
      metadata: 'read',
    }),
    syntax('jobsjob_idpermissions', 'those of a job replace them whole', granted('own'), {
      'pull-requests': 'write',
      metadata: 'read',
    }),
    syntax('permissions', 'permissions: {} is nothing', granted('none'), { metadata: 'read' }),
    on('oidc')(
      'workflow-permissions-for-the-requesting-the-oidc-token',
      'no id-token, no token to ask for',
      log('none', 'url'),
      '<>',
    ),
    on('token')(
      'permissions-for-the-github_token',
      'the token really lacks what was not granted',
      ended('none', 'checkout'),
      'failure/success',
    ),
    syntax('permissions', 'read-all brings no id-token', log('all-read', 'url'), '<>'),
    on('oidc')(
      'workflow-permissions-for-the-requesting-the-oidc-token',
      'id-token: write does',
      log('identity', 'url'),
      '1',
    ),
  ],
);

const unset = group(
  'default permissions',
  `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps: [{ run: 'true' }]
  b:
    permissions: write-all
    runs-on: ubuntu-latest
    steps: [{ name: url, run: 'test -n "$ACTIONS_ID_TOKEN_REQUEST_URL"' }]
`,
  [
    on('token')(
      'permissions-for-the-github_token',
      'without a word the token reads contents and packages',
      granted('a'),
      { contents: 'read', packages: 'read', metadata: 'read' },
    ),
    syntax('permissions', 'write-all brings everything, id-token too', result('b'), 'success'),
  ],
);

export const values: readonly Group[] = [withVars, files, permissions, unset];
