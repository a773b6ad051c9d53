import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runWorkflowCommand } from '../../simulator/commands/run.ts';
import { repository } from '../../simulator/estate/index.ts';
import { startSimulation } from '../../simulator/simulation.ts';
import { itWhen } from '../support/optional.ts';
import { listTrivys } from '../support/trivy.ts';
import { runCli } from '../support/world/cli.ts';
import type { CliEnd } from '../support/world/cli.ts';

const itScans = itWhen(listTrivys().length > 0, 'Trivy: node scripts/setup/trivy.mjs');

let folder = '';

const files = {
  '.github/workflows/hello.yml': `name: Hello
on: [push, workflow_dispatch]
jobs:
  say:
    permissions: { id-token: write }
    runs-on: { group: quarantine-build }
    outputs: { token: "\${{ steps.ask.outputs.parts }}" }
    steps:
      - name: Ask for an identity
        id: ask
        run: |
          token=$(curl -sS -H "Authorization: Bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=x")
          echo "parts=$(echo "$token" | tr -cd . | wc -c)" >> "$GITHUB_OUTPUT"
  fail:
    if: github.event_name == 'push' && github.event.fails
    runs-on: ubuntu-latest
    steps: [{ run: exit 1 }]
`,
  '.github/workflows/deploy.yml':
    'on: push\njobs: { deploy: { runs-on: ubuntu-latest, environment: promote, steps: [{ run: "true" }] } }\n',
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lazaret-run-'));
  const simulation = await startSimulation({ folder: join(folder, 'state') });
  const order = { branch: 'main', message: 'Hello', author: 'platform-engineer', files };
  await simulation.github.hub.commit(repository.fullName, order);
  await simulation.stop();
}, 240_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

function run(...args: readonly string[]): Promise<CliEnd> {
  return runCli(['simulator', 'run', ...args, '--state', join(folder, 'state')]);
}

async function writeEvent(event: unknown): Promise<string> {
  const file = join(folder, 'event.json');
  await writeFile(file, JSON.stringify(event));
  return file;
}

describe('run', () => {
  it('runs a workflow in the world, whose programs reach it', async () => {
    const { code, stdout } = await run('hello.yml', '--json');
    const report: unknown = JSON.parse(stdout);
    expect(report).toMatchObject({ event: 'workflow_dispatch', conclusion: 'success' });
    expect(report).toMatchObject({
      jobs: expect.arrayContaining([expect.objectContaining({ key: 'fail', conclusion: 'skipped' })]),
    });
    expect(report).toMatchObject({
      jobs: expect.arrayContaining([expect.objectContaining({ key: 'say', outputs: { token: '2' } })]),
    });
    expect(code).toBe(0);
  });

  it('takes its event from a file, and passes a failure on', async () => {
    const event = await writeEvent({ name: 'push', payload: { fails: true } });
    const { code, stdout } = await run('hello.yml', '--event', event);
    expect(code).toBe(1);
    expect(stdout).toContain('fail: failure');
  });

  it.each([
    ['cancels where nobody reviews', [], 1, 'deploy: cancelled'],
    ['refuses a reviewer who is none', ['--approve', 'workload-developer'], 1, 'deploy: cancelled'],
    ['goes on where a reviewer approves', ['--approve', 'release-approver'], 0, 'deploy: success'],
  ])('%s', async (_, options, expected, line) => {
    const { code, stdout } = await run('deploy.yml', ...options);
    expect([code, stdout.includes(line)]).toEqual([expected, true]);
  });

  it.each([
    ['no workflow', []],
    ['an event that is none', ['hello.yml', '--event', 'absent.json']],
    ['an event that the workflow does not listen to', ['hello.yml', '--event', 'PULL']],
  ])('tells %s with exit code 2', async (_, args) => {
    const event = await writeEvent({ name: 'pull_request' });
    const { code } = await run(...args.map((each) => (each === 'PULL' ? event : each)));
    expect(code).toBe(2);
  });

  it.each([
    ['a list', '[]'],
    ['a payload that is a list', '{"payload":[]}'],
    ['a payload nested beyond every stack', `{"payload":{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`],
  ])('takes %s for no event', async (_, text) => {
    const file = join(folder, 'odd.json');
    await writeFile(file, text);
    expect((await run('hello.yml', '--event', file)).code).toBe(2);
  });

  it('is cancelled for who gave up before the world was ready', async () => {
    const args = ['hello.yml', '--json', '--state', join(folder, 'state')];
    expect(await runWorkflowCommand.run(args, AbortSignal.abort())).toBe(1);
  });

  it('forgets nothing in a folder that no world was in', async () => {
    const other = join(folder, 'other');
    await mkdir(join(other, 'git'), { recursive: true });
    for (const args of [['run', 'hello.yml', '--fresh'], ['reset']])
      expect((await runCli(['simulator', ...args, '--state', other])).code).toBe(2);
    expect(await readdir(other)).toEqual(['git']);
  });
});

describe('run in a fresh folder', () => {
  // Two processes on one folder: what the first signed has to count for the second.
  itScans(
    'takes main.yml from the seed to a promotion, and finds it again in another process',
    async () => {
      const fresh = join(folder, 'fresh');
      const order = ['main.yml', '--approve', 'release-approver', '--json', '--state', fresh];
      const play = async (): Promise<unknown> => {
        const { code, stdout, stderr } = await runCli(['simulator', 'run', ...order]);
        return { code, stderr, report: JSON.parse(stdout) };
      };
      expect(await play()).toMatchObject(ended('promoted'));
      expect(await play()).toMatchObject(ended('present'));
    },
    480_000,
  );
});

function ended(status: string): object {
  const promotion = expect.objectContaining({
    environment: 'promote',
    conclusion: 'success',
    steps: expect.arrayContaining([
      expect.objectContaining({ name: 'Promote', outputs: expect.objectContaining({ status }) }),
    ]),
  });
  const report = { conclusion: 'success', jobs: expect.arrayContaining([promotion]) };
  return { code: 0, stderr: '', report };
}
