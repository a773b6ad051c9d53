import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createActionHost } from './index.ts';
import type { Job, Step, StepResult } from './index.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lazaret-host-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const ended: unknown[] = [];
const host = createActionHost({
  worldEnv: { HTTPS_PROXY: 'http://127.0.0.1:1' },
  openOidc: (job) =>
    job.permissions['id-token'] === 'write'
      ? { url: 'https://x.invalid/?a=1', token: 'request-token' }
      : undefined,
  tokenFor: () => 'ghs_simulated',
  endJob: (grants) => void ended.push(grants),
  offsetMs: () => 0,
  signalPlan: { interruptMs: 200, terminateMs: 200 },
});

function buildJob(overrides: Partial<Job> = {}): Job {
  return {
    repository: 'contoso/lazaret',
    event: 'push',
    ref: 'refs/heads/main',
    sha: 'a'.repeat(40),
    actor: 'workload-developer',
    triggeringActor: 'workload-developer',
    runId: 7,
    attempt: 1,
    workflow: 'main.yml',
    jobName: 'build',
    permissions: {},
    runnerGroup: 'quarantine-build',
    workspace: folder,
    ...overrides,
  };
}

interface Sample {
  readonly main: string;
  readonly extra?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly with?: Step['with'];
  readonly job?: Partial<Job>;
  readonly signal?: AbortSignal;
  readonly onLine?: (line: string) => void;
}

async function runSample(sample: Sample): Promise<StepResult> {
  const yaml = `name: sample\ndescription: a sample\ninputs:\n  word:\n    default: hello\n  token:\n    default: \${{ github.token }}\nruns:\n  using: node24\n  main: main.mjs\n${sample.extra ?? ''}`;
  await writeFile(join(folder, 'action.yml'), yaml);
  await writeFile(
    join(folder, 'main.mjs'),
    `import { appendFileSync as append } from 'node:fs';\nconst env = process.env;\n${sample.main}`,
  );
  for (const [name, text] of Object.entries(sample.files ?? {})) await writeFile(join(folder, name), text);
  return host.runStep({ action: folder, with: sample.with ?? {} }, buildJob(sample.job), {
    ...(sample.signal === undefined ? {} : { signal: sample.signal }),
    ...(sample.onLine === undefined ? {} : { onLine: sample.onLine }),
  });
}

describe('runStep', () => {
  it('passes inputs with defaults and takes outputs in, also multi-line ones', async () => {
    const result = await runSample({
      main: `append(env.GITHUB_OUTPUT, 'a=' + env.INPUT_WORD + '\\nb<<END\\none\\ntwo=2\\nEND\\n');`,
      with: { Word: 'ahoy' },
    });
    expect(result.conclusion).toBe('success');
    expect(result.outputs).toEqual({ a: 'ahoy', b: 'one\ntwo=2' });
  });

  it('fails the step when a command file is malformed', async () => {
    const result = await runSample({ main: `append(env.GITHUB_OUTPUT, 'a<<END\\nno end');` });
    expect(result.conclusion).toBe('failure');
    expect(result.annotations.map(({ level }) => level)).toEqual(['error']);
  });

  it('hides masked values, the token and everything masked later in log, summary and raw output', async () => {
    const result = await runSample({
      main: `console.log('::add-mask::s3cret'); console.log('it is s3cret ' + env.INPUT_TOKEN); append(env.GITHUB_STEP_SUMMARY, 's3cret');`,
    });
    expect(result.log).toEqual(['it is *** ***']);
    expect(JSON.stringify(result)).not.toContain('s3cret');
    expect(JSON.stringify(result)).not.toContain('ghs_simulated');
  });

  it('reads annotations with properties and caps them at ten of a level', async () => {
    const result = await runSample({
      main: `for (let i = 0; i < 12; i++) console.log('::error file=a%2Cb.ts,line=3,title=T%3A' + i + '::x%0Ay');`,
    });
    expect(result.annotations).toHaveLength(10);
    expect(result.annotations[0]).toEqual({
      level: 'error',
      message: 'x\ny',
      file: 'a,b.ts',
      startLine: 3,
      title: 'T:0',
    });
  });

  it('obeys no command between stop-commands and its token', async () => {
    const result = await runSample({
      main: `console.log('::stop-commands::tok'); console.log('::error::planted'); console.log('::tok::'); console.log('::notice::real');`,
    });
    expect(result.annotations.map(({ level }) => level)).toEqual(['notice']);
  });

  it('refuses the retired set-output command', async () => {
    const result = await runSample({ main: `console.log('::set-output name=a::b');` });
    expect(result.outputs).toEqual({});
    expect(result.annotations[0]?.level).toBe('error');
  });

  it('drops a summary above 1 MiB with an error, which fails nothing', async () => {
    const result = await runSample({ main: `append(env.GITHUB_STEP_SUMMARY, 'x'.repeat(1048577));` });
    expect(result.summary).toBe('');
    expect(result.annotations.map(({ level }) => level)).toEqual(['error']);
    expect(result.conclusion).toBe('success');
  });

  it('carries state from pre and main to post, which runs though main failed', async () => {
    const result = await runSample({
      main: `append(env.GITHUB_STATE, 'word=kept\\n'); process.exitCode = 3;`,
      extra: '  pre: pre.mjs\n  post: post.mjs\n',
      files: {
        'pre.mjs': `import { appendFileSync } from 'node:fs'; appendFileSync(process.env.GITHUB_STATE, 'first=1\\n');`,
        'post.mjs': `console.log(process.env.STATE_first + process.env.STATE_word);`,
      },
    });
    expect(result.log).toContain('1kept');
    expect(result.conclusion).toBe('failure');
    expect(result.exitCode).toBe(3);
  });

  it('gives the token request endpoint only to a job with id-token: write', async () => {
    const main = `console.log(String(env.ACTIONS_ID_TOKEN_REQUEST_URL));`;
    expect((await runSample({ main })).log).toEqual(['undefined']);
    expect((await runSample({ main, job: { permissions: { 'id-token': 'write' } } })).log).toEqual([
      'https://x.invalid/?a=1',
    ]);
  });

  it.each([
    ['ends', 0],
    ['fails', 3],
  ])('ends what the job signs in with when its step %s', async (_, exitCode) => {
    ended.length = 0;
    const job = { permissions: { 'id-token': 'write' } } as const;
    await runSample({ main: `process.exitCode = ${exitCode};`, job });
    expect(ended).toEqual([{ token: 'ghs_simulated', requestToken: 'request-token' }]);
  });

  it('lets nothing of its own environment through but the path', async () => {
    process.env['LAZARET_PLANTED'] = 'x';
    const result = await runSample({ main: `console.log(env.LAZARET_PLANTED + ' ' + env.HTTPS_PROXY);` });
    delete process.env['LAZARET_PLANTED'];
    expect(result.log).toEqual(['undefined http://127.0.0.1:1']);
  });

  it('warns about an undeclared input', async () => {
    const result = await runSample({ main: '', with: { wrod: 'x' } });
    expect(result.annotations.map(({ level }) => level)).toEqual(['warning']);
  });

  it.each([
    [
      'SIGINT when the program ends on it',
      `process.on('SIGINT', () => { console.log('int'); process.exit(130); });`,
      ['up', 'int'],
    ],
    [
      'SIGTERM when SIGINT is not enough',
      `process.on('SIGINT', () => console.log('int')); process.on('SIGTERM', () => { console.log('term'); process.exit(1); });`,
      ['up', 'int', 'term'],
    ],
    [
      'SIGKILL in the end',
      `process.on('SIGINT', () => 0); process.on('SIGTERM', () => console.log('term'));`,
      ['up', 'term'],
    ],
  ])('cancels with %s', async (_, handlers, log) => {
    const abort = new AbortController();
    const result = await runSample({
      main: `${handlers}\nconsole.log('up'); setInterval(() => {}, 1000);`,
      signal: abort.signal,
      onLine: (line) => {
        if (line === 'up') abort.abort();
      },
    });
    expect(result.conclusion).toBe('cancelled');
    expect(result.log).toEqual(log);
  });
});
