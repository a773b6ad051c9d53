import { EventRefusedError, isIncluded } from '../../../simulator/runner/events/index.ts';
import type { JsonObject, RunReport, WorkflowEvent } from '../../../simulator/runner/index.ts';
import type { RunnerBench } from '../../../simulator/runner/testing/bench.ts';
import { log, on } from './table.ts';
import type { Group, Row } from './table.ts';

const syntax = on('syntax');
const events = on('events');

/** One workflow for each trigger; the row tells which of them an event starts. */
const triggers: Readonly<Record<string, string>> = {
  any: 'push',
  branch: "{ push: { branches: [main, 'release/**', '!release/old/**'] } }",
  ignored: "{ push: { branches-ignore: ['dev-*'] } }",
  tag: "{ push: { tags: ['v*.[0-9]'] } }",
  paths: "{ push: { paths: ['src/**', '!src/**.md'] } }",
  'paths-ignored': "{ push: { paths-ignore: ['docs/**'] } }",
  pull: 'pull_request',
  'pull-types': '{ pull_request: { types: [closed] } }',
  'pull-base': '{ pull_request: { branches: [main] } }',
  'pull-paths': "{ pull_request: { paths: ['src/**'] } }",
  nightly: "{ schedule: [{ cron: '0 3 * * *' }] }",
  called: 'workflow_call',
};

function describe(trigger: string): string {
  return `on: ${trigger}\njobs: { a: { runs-on: ubuntu-latest, steps: [{ run: 'true' }] } }\n`;
}

interface Case {
  readonly section: readonly [page: 'syntax' | 'events' | 'skip', section: string];
  readonly does: string;
  readonly event: Partial<WorkflowEvent>;
  readonly files: Readonly<Record<string, string>>;
  readonly message?: string;
  readonly expected: readonly string[];
}

const src = { 'src/a.ts': 'changed' };
function pull(payload: JsonObject): Partial<WorkflowEvent> {
  return { name: 'pull_request', ref: 'refs/pull/1/merge', payload };
}

const base = { ref: 'main' };

const cases: readonly Case[] = [
  {
    section: ['syntax', 'onpushbranchestagsbranches-ignoretags-ignore'],
    does: 'a push to main',
    event: {},
    files: src,
    expected: ['any', 'branch', 'ignored', 'paths', 'paths-ignored'],
  },
  {
    section: ['syntax', 'filter-pattern-cheat-sheet'],
    does: '** crosses slashes, ! takes out again',
    event: { ref: 'refs/heads/release/a/b' },
    files: src,
    expected: ['any', 'branch', 'ignored', 'paths', 'paths-ignored'],
  },
  {
    section: ['syntax', 'onpushbranchestagsbranches-ignoretags-ignore'],
    does: 'a later ! excludes',
    event: { ref: 'refs/heads/release/old/b' },
    files: src,
    expected: ['any', 'ignored', 'paths', 'paths-ignored'],
  },
  {
    section: ['syntax', 'onpushbranchestagsbranches-ignoretags-ignore'],
    does: 'branches-ignore',
    event: { ref: 'refs/heads/dev-1' },
    files: src,
    expected: ['any', 'paths', 'paths-ignored'],
  },
  {
    section: ['syntax', 'onpushbranchestagsbranches-ignoretags-ignore'],
    does: 'a tag starts what names tags or nothing; paths do not count',
    event: { ref: 'refs/tags/v1.2' },
    files: {},
    expected: ['any', 'paths', 'paths-ignored', 'tag'],
  },
  {
    section: ['syntax', 'filter-pattern-cheat-sheet'],
    does: '[0-9] is one digit',
    event: { ref: 'refs/tags/v1.x' },
    files: {},
    expected: ['any', 'paths', 'paths-ignored'],
  },
  {
    section: ['syntax', 'onpushpull_requestpull_request_targetpathspaths-ignore'],
    does: 'only ignored paths start nothing that ignores them',
    event: {},
    files: { 'docs/a.md': 'x' },
    expected: ['any', 'branch', 'ignored'],
  },
  {
    section: ['syntax', 'onpushpull_requestpull_request_targetpathspaths-ignore'],
    does: 'one other path is enough',
    event: {},
    files: { 'docs/b.md': 'x', 'src/b.md': 'x' },
    expected: ['any', 'branch', 'ignored', 'paths-ignored'],
  },
  {
    section: ['events', 'pull_request'],
    does: 'opened starts what names no types',
    event: pull({ action: 'opened', pull_request: { base } }),
    files: src,
    expected: ['pull', 'pull-base', 'pull-paths'],
  },
  {
    section: ['events', 'pull_request'],
    does: 'closed starts only who names it',
    event: pull({ action: 'closed', pull_request: { base } }),
    files: src,
    expected: ['pull-types'],
  },
  {
    section: ['syntax', 'onpull_requestpull_request_targetbranchesbranches-ignore'],
    does: 'branches of a pull request are its base',
    event: pull({ action: 'opened', pull_request: { base: { ref: 'other' } } }),
    files: src,
    expected: ['pull', 'pull-paths'],
  },
  {
    section: ['events', 'schedule'],
    does: 'a cron line starts its workflow',
    event: { name: 'schedule', payload: { schedule: '0 3 * * *' } },
    files: {},
    expected: ['nightly'],
  },
  {
    section: ['events', 'schedule'],
    does: 'another line does not',
    event: { name: 'schedule', payload: { schedule: '5 3 * * *' } },
    files: {},
    expected: [],
  },
  {
    section: ['skip', 'about-skipping-workflow-runs'],
    does: '[skip ci] in the message starts nothing',
    event: { payload: { head_commit: { message: 'Change [skip ci]' } } },
    files: src,
    expected: [],
  },
];

function play(each: Case, bench: RunnerBench): Promise<readonly string[]> {
  const paths = Object.keys({ 'src/any.txt': '', ...each.files }).slice(
    Object.keys(each.files).length > 0 ? 1 : 0,
  );
  return bench.commit(Object.fromEntries(paths.map((path) => [path, each.does]))).then(async (sha) => {
    const before = (await bench.github.git.tip('contoso/lazaret', `${sha}~1`)) ?? '';
    const given = each.event.payload ?? {};
    const handles = await bench.runner.dispatch(
      await bench.event({ ...each.event, sha, payload: { before, ...given } }),
    );
    const reports = await Promise.all(handles.map(({ done }) => done));
    return reports.map(({ workflow }) => workflow.replace(/^.*\/|\.yml$/g, '')).sort();
  });
}

/** Which workflows an event starts. */
const started = new Map<string, readonly string[]>();

const filters: Group = {
  name: 'events and filters',
  async play(bench) {
    await bench.commit(
      Object.fromEntries(
        Object.entries(triggers).map(([name, trigger]) => [
          `.github/workflows/${name}.yml`,
          describe(trigger),
        ]),
      ),
    );
    for (const each of cases) started.set(each.does, await play(each, bench));
    return bench.play(describe('push'));
  },
  rows: cases.map((each): Row => {
    const [page, section] = each.section;
    return on(page)(section, each.does, () => started.get(each.does), [...each.expected]);
  }),
};

/** The examples of the cheat sheet that are easily got wrong. */
const patterns: Group = {
  name: 'patterns',
  play: (bench) => bench.play(describe('push')),
  rows: (
    [
      [['*'], 'main', true],
      [['*'], 'a/b', false],
      [['**'], 'a/b', true],
      [['*feature'], 'ver-10-feature', true],
      [['v2*'], 'v2.9', true],
      [['v[12].[0-9]+.[0-9]+'], 'v1.10.1', true],
      [['*.jsx?'], 'page.js', true],
      [['**/docs/**'], 'docs/hello.md', true],
      [['**/*-post.md'], 'path/x-post.md', true],
      [['*.md', '!README.md', 'README*'], 'README.md', true],
    ] as const
  ).map(([list, name, expected]) =>
    syntax(
      'filter-pattern-cheat-sheet',
      `${list.join(' ')} ${expected ? 'takes' : 'leaves'} ${name}`,
      () => isIncluded(list, name),
      expected,
    ),
  ),
};

const dispatched = `on:
  workflow_dispatch:
    inputs:
      word: { required: true }
      level: { type: choice, options: [low, high] }
      sure: { type: boolean, default: true }
      size: { type: number, default: 2 }
run-name: Run \${{ inputs.word }} by \${{ github.actor }}
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - { name: inputs, run: 'echo "\${{ inputs.word }} \${{ inputs.level }} \${{ inputs.sure && 1 || 0 }} \${{ inputs.size }} \${{ github.event.inputs.word }}"' }
`;

const refusals = new Map<string, string>();

const dispatch: Group = {
  name: 'workflow_dispatch',
  async play(bench) {
    const event = (inputs: JsonObject) => ({ name: 'workflow_dispatch', payload: { inputs } });
    const report = await bench.play(dispatched, event({ word: 'go' }));
    const tries: readonly (readonly [string, JsonObject])[] = [
      ['missing', {}],
      ['unknown', { word: 'a', other: 'b' }],
      ['choice', { word: 'a', level: 'middle' }],
      ['boolean', { word: 'a', sure: 'maybe' }],
    ];
    for (const [name, inputs] of tries) {
      const failed = await bench
        .event(event(inputs))
        .then((each) => bench.runner.start('w.yml', each))
        .then(
          () => 'started',
          (error: unknown) => (error instanceof EventRefusedError ? error.message : String(error)),
        );
      refusals.set(name, failed);
    }
    return report;
  },
  rows: [
    events(
      'workflow_dispatch',
      'inputs are of their types, a choice is its first option',
      log('a', 'inputs'),
      'go low 1 2 go',
    ),
    syntax(
      'run-name',
      'run-name may use inputs and github',
      (seen: RunReport) => seen.name,
      'Run go by platform-engineer',
    ),
    events(
      'workflow_dispatch',
      'a required input is required',
      () => refusals.get('missing'),
      "Required input 'word' not provided",
    ),
    events(
      'workflow_dispatch',
      'an unknown input is refused',
      () => refusals.get('unknown'),
      'Unexpected inputs provided: ["other"]',
    ),
    events(
      'workflow_dispatch',
      'a choice is one of its options',
      () => refusals.get('choice'),
      "Provided value 'middle' for input 'level' not in the list of allowed values",
    ),
    events(
      'workflow_dispatch',
      'a boolean is true or false',
      () => refusals.get('boolean'),
      "Provided value 'maybe' for input 'sure' is no boolean",
    ),
  ],
};

export const triggering: readonly Group[] = [filters, patterns, dispatch];
