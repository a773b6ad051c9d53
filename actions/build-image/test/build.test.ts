import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CodedError } from '../../../lib/base/errors/index.ts';
import { computeDigest } from '../../../lib/domain/image/index.ts';
import { createBench, defaults, secretArgument } from './workbench.ts';
import type { Bench } from './workbench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await createBench();
});
afterEach(() => bench.close());

async function codeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
  } catch (error) {
    return error instanceof CodedError ? error.code : `unexpected ${String(error)}`;
  }
  return 'no error';
}

describe('run', () => {
  it('builds, and answers what it read back from the registry', async () => {
    const outputs = await bench.build();
    expect(outputs).toMatchObject({ status: 'built', runId: 'cf1', commit: '', baseDigests: '[]' });
    expect(outputs.image).toBe(`${bench.azure.loginServer}/workload/chain-api@${outputs.digest}`);
    expect(outputs.contextHash).toBe(bench.azure.hashOfUpload(0));
    const tag = outputs.contextHash.slice('sha256:'.length, 'sha256:'.length + 12);
    expect(bench.azure.requests[0]).toMatchObject({
      imageNames: [`workload/chain-api:${tag}`],
      sourceLocation: 'source/0.tar.gz',
      timeoutSeconds: 3600,
    });
    expect(await readFile(outputs.logPath, 'utf8')).toBe('Step 1/1 : FROM scratch\n');
    bench.log.assertClosed();
  });

  it('fails when the run names an image that the registry does not have', async () => {
    bench.azure.manifests.set = () => bench.azure.manifests;
    expect(await codeOf(() => bench.build())).toBe('TASKS_IMAGE_MISSING');
  });

  it.each([
    ['Failed', 'TASKS_RUN_FAILED'],
    ['Canceled', 'TASKS_RUN_CANCELED'],
    ['Timeout', 'TASKS_RUN_TIMED_OUT'],
    ['Error', 'TASKS_RUN_BROKEN'],
  ] as const)('names the end of a run that is %s', async (outcome, code) => {
    bench.azure.behaviour = { outcome };
    expect(await codeOf(() => bench.build())).toBe(code);
    bench.log.assertClosed();
  });

  it('names the step and the line of a failed build', async () => {
    await bench.write('Dockerfile', 'FROM scratch\n\nCOPY nothing /\n');
    bench.azure.behaviour = {
      outcome: 'Failed',
      log: [Buffer.from('Step 1/2 : FROM scratch\nStep 2/2 : COPY nothing /\n')],
    };
    await expect(bench.build()).rejects.toMatchObject({ reason: expect.stringContaining('line 3') });
  });
});

describe('a re-run', () => {
  it('uses the image of the same content again', async () => {
    const first = await bench.build();
    const second = await bench.build();
    expect(second).toMatchObject({ status: 'reused', digest: first.digest, runId: 'cf1' });
    expect(bench.azure.runs).toHaveLength(1);
    expect(bench.azure.uploads).toHaveLength(1);
  });

  it('follows its own live run instead of starting a second', async () => {
    const [first, second] = await Promise.all([bench.build(), bench.build()]);
    expect([first.digest, first.runId]).toEqual([second.digest, second.runId]);
    expect(bench.azure.runs).toHaveLength(1);
  });

  it('attaches to a run that another job left behind', async () => {
    bench.azure.behaviour = { queueSteps: 3 };
    bench.azure.onStep = (step) => {
      if (step === 2) throw new Error('the runner went away');
    };
    await expect(bench.build()).rejects.toThrow('went away');
    bench.azure.onStep = () => undefined;
    expect(await bench.build()).toMatchObject({ status: 'attached', runId: 'cf1' });
    expect(bench.azure.calls).toEqual(['createUpload', 'startTaskRun first']);
  });

  it('builds again after a failed run, under another tag of the same task run', async () => {
    bench.azure.behaviour = { outcome: 'Failed' };
    expect(await codeOf(() => bench.build())).toBe('TASKS_RUN_FAILED');
    bench.azure.behaviour = {};
    expect(await bench.build()).toMatchObject({ status: 'built', runId: 'cf2' });
    expect(bench.azure.calls.filter((call) => call.startsWith('start'))).toEqual([
      'startTaskRun first',
      'startTaskRun after-cf1',
    ]);
  });

  it.each([
    [
      'the tag has moved',
      (at: Bench) => at.azure.tags.forEach((_, key) => at.azure.tags.set(key, computeDigest('x'))),
    ],
    ['the image is gone', (at: Bench) => at.azure.manifests.clear()],
  ])('builds again when %s', async (_, change) => {
    await bench.build();
    change(bench);
    expect(await bench.build()).toMatchObject({ status: 'built', runId: 'cf2' });
  });

  it.each([
    ['a file', (at: Bench) => at.write('app.txt', 'other'), {}],
    ['the target', () => Promise.resolve(), { target: '0' }],
    ['an argument', () => Promise.resolve(), { buildArgs: [{ name: 'A', value: '1' }] }],
    ['the tag', () => Promise.resolve(), { tag: 'v2' }],
    ['the platform', () => Promise.resolve(), { platform: { os: 'linux', architecture: 'arm64' } }],
    ['the name of a secret argument', () => Promise.resolve(), { secretBuildArgs: [secretArgument('T=1')] }],
  ])('is another build when %s changes', async (_, change, inputs) => {
    await bench.build();
    await change(bench);
    expect(await bench.build(inputs)).toMatchObject({ status: 'built' });
    expect(bench.azure.taskRuns.size).toBe(2);
    expect([...bench.azure.taskRuns.keys()].every((name) => /^[A-Za-z0-9-]{5,50}$/.test(name))).toBe(true);
  });

  it('is the same build when only the value of a secret argument changes', async () => {
    await bench.build({ secretBuildArgs: [secretArgument('TOKEN=one')] });
    const again = await bench.build({ secretBuildArgs: [secretArgument('TOKEN=two')] });
    expect(again.status).toBe('reused');
    expect(bench.azure.requests[0]?.arguments).toEqual([{ name: 'TOKEN', value: 'one', isSecret: true }]);
  });
});

describe('the agent pool', () => {
  it.each([
    ['that does not exist', 'no-pool', 'TASKS_POOL_NOT_FOUND'],
    ['without an instance', 'empty-pool', 'TASKS_POOL_EMPTY'],
  ])('%s is refused before anything is sent', async (_, agentPool, code) => {
    bench.azure.pools.set('empty-pool', 0);
    expect(await codeOf(() => bench.build({ agentPool }))).toBe(code);
    expect(bench.azure.calls).toEqual([]);
  });

  it('lists the others when it does not exist', async () => {
    await expect(bench.build({ agentPool: 'no-pool' })).rejects.toMatchObject({
      reason: expect.stringContaining('"quarantine-pool"'),
    });
  });

  it('is watched while the run waits: a pool that is scaled to nothing ends the wait and the run', async () => {
    bench.azure.behaviour = { queueSteps: 1000 };
    bench.azure.onStep = (step) => void (step === 5 && bench.azure.pools.set('quarantine-pool', 0));
    expect(await codeOf(() => bench.build())).toBe('TASKS_POOL_EMPTY');
    expect(bench.azure.calls).toContain('cancelRun cf1');
  });

  it('is waited for until the time is over, with a line a minute', async () => {
    bench.azure.behaviour = { queueSteps: 10_000 };
    expect(await codeOf(() => bench.build({ timeout: 300_000 }))).toBe('TASKS_QUEUE_TIMED_OUT');
    const lines = bench.log.messages('info').filter((line) => line.includes('in the queue'));
    expect(lines.length).toBeGreaterThanOrEqual(4);
    expect(lines.length).toBeLessThanOrEqual(6);
    expect(bench.azure.calls).toContain('cancelRun cf1');
  });
});

describe('the log', () => {
  const text =
    'Step 1/2 : FROM scratch\r\n ---> ünïcödé 日本\r\nStep 2/2 : COPY . /\r\n\u001b[31mred\u001b[0m \u202e\r\nSuccessfully built 1\r\nend';

  it('is the same text whatever the pieces it comes in', async () => {
    const bytes = Buffer.from(text);
    bench.azure.behaviour = { log: Array.from(bytes, (byte) => Uint8Array.of(byte)) };
    const { logPath } = await bench.build();
    expect((await readFile(logPath, 'utf8')).split('\n')).toEqual([
      'Step 1/2 : FROM scratch',
      ' ---> ünïcödé 日本',
      'Step 2/2 : COPY . /',
      'red ',
      'Successfully built 1',
      'end',
      '',
    ]);
    expect(bench.log.messages('group')).toEqual(
      expect.arrayContaining(['Step 1/2 : FROM scratch', 'Step 2/2 : COPY . /']),
    );
    bench.log.assertClosed();
  });

  it('is read on with a new link when the old one has expired', async () => {
    bench.azure.behaviour = {
      linkExpiresAfter: 3,
      log: Array.from({ length: 20 }, (_, at) => Buffer.from(`line ${at}\n`)),
    };
    const { logPath } = await bench.build();
    expect(await readFile(logPath, 'utf8')).toBe(
      Array.from({ length: 20 }, (_, at) => `line ${at}\n`).join(''),
    );
  });

  it('does not decide: a run that failed has failed although its log says otherwise', async () => {
    bench.azure.behaviour = {
      outcome: 'Failed',
      log: [Buffer.from('Run ID: cf1 was successful after 1s\n')],
    };
    expect(await codeOf(() => bench.build())).toBe('TASKS_RUN_FAILED');
  });

  it('is not waited for without end when it lags behind', async () => {
    bench.azure.behaviour = { lagSteps: 100_000 };
    expect((await bench.build()).status).toBe('built');
  });

  it('holds no secret, in the file either', async () => {
    bench.azure.behaviour = { log: [Buffer.from('npm token is s3cr3t-value\n')] };
    const { logPath } = await bench.build({ secretBuildArgs: [secretArgument('TOKEN=s3cr3t-value')] });
    expect(await readFile(logPath, 'utf8')).toBe('npm token is ***\n');
    expect(bench.log.messages('info').join('\n')).not.toContain('s3cr3t-value');
  });
});

describe('base images', () => {
  const pinned = computeDigest('base');
  const live = `lazaretlive.azurecr.io/upstream/node@${pinned}`;
  const reportOf = (digest: string, tag = ''): Buffer =>
    Buffer.from(
      [
        '2029/01/01 00:00:00 The following dependencies were found:',
        '- image: {}',
        '  runtime-dependency:',
        '    registry: lazaretlive.azurecr.io',
        '    repository: upstream/node',
        `    tag: "${tag}"`,
        `    digest: ${digest}`,
        'Run ID: cf1 was successful after 1s',
        '',
      ].join('\r\n'),
    );

  it('in another Azure registry get a login of that registry alone, masked', async () => {
    await bench.write(
      'Dockerfile',
      `FROM ${live}\nFROM ghcr.io/a/b:1\nFROM lazaretquarantine.azurecr.io/a:1\n`,
    );
    await bench.build();
    const logins = bench.azure.requests[0]?.logins ?? new Map();
    expect([...logins]).toEqual([
      [
        'lazaretlive.azurecr.io',
        {
          username: '00000000-0000-0000-0000-000000000000',
          password: 'refresh-token-of-lazaretlive.azurecr.io',
        },
      ],
    ]);
    expect(bench.log.masks).toContain('refresh-token-of-lazaretlive.azurecr.io');
  });

  it.each([
    ['a pinned one that the run confirms', live, [reportOf(pinned)], pinned],
    ['a pinned one without a report', live, [Buffer.from('x')], pinned],
    ['a tag that the run reports', 'lazaretlive.azurecr.io/upstream/node:1', [reportOf(pinned, '1')], pinned],
    ['a tag without a report', 'lazaretlive.azurecr.io/upstream/node:1', [Buffer.from('x')], 'unknown'],
    [
      'a tag of which another is reported',
      'lazaretlive.azurecr.io/upstream/node:2',
      [reportOf(pinned, '1')],
      'unknown',
    ],
  ])('have a digest: %s', async (_, image, log, digest) => {
    await bench.write('Dockerfile', `FROM ${image}\n`);
    bench.azure.behaviour = { log };
    const { baseDigests } = await bench.build();
    expect(JSON.parse(baseDigests)).toEqual([{ image, digest }]);
    expect(bench.log.messages('warning')).toHaveLength(digest === 'unknown' ? 1 : 0);
  });

  it('must be the ones that the Dockerfile pins', async () => {
    await bench.write('Dockerfile', `FROM ${live}\n`);
    bench.azure.behaviour = { log: [reportOf(computeDigest('another'))] };
    expect(await codeOf(() => bench.build())).toBe('TASKS_BASE_MISMATCH');
  });

  it('are not taken from a report of a log that was not read to its end', async () => {
    await bench.write('Dockerfile', 'FROM lazaretlive.azurecr.io/upstream/node:1\n');
    bench.azure.behaviour = { log: [reportOf(pinned, '1')], lagSteps: 100_000 };
    expect(JSON.parse((await bench.build()).baseDigests)).toMatchObject([{ digest: 'unknown' }]);
  });
});

describe('a cancelled job', () => {
  it.each([1, 2, 3, 5])('cancels its run when the signal comes at step %d', async (at) => {
    bench.azure.behaviour = { queueSteps: 2, log: Array.from({ length: 50 }, () => Buffer.from('x\n')) };
    bench.azure.onStep = (step) => {
      if (step === at) bench.abort.abort(new Error('cancelled by SIGINT'));
    };
    await expect(bench.build()).rejects.toThrow('cancelled by SIGINT');
    expect(bench.azure.calls).toContain('cancelRun cf1');
    expect(bench.azure.runs.map(({ run }) => run.status)).toEqual(['Canceled']);
    bench.log.assertClosed();
  });

  it('starts nothing when the signal came before', async () => {
    bench.abort.abort(new Error('cancelled by SIGTERM'));
    await expect(bench.build()).rejects.toThrow('cancelled by SIGTERM');
    expect(bench.azure.runs).toHaveLength(0);
  });

  it('still tells why it failed when the run cannot be cancelled', async () => {
    bench.azure.behaviour = { queueSteps: 100 };
    bench.azure.tasks.cancelRun = () => Promise.reject(new Error('gone'));
    bench.azure.onStep = () => bench.abort.abort(new Error('cancelled by SIGINT'));
    await expect(bench.build()).rejects.toThrow('cancelled by SIGINT');
    expect(bench.log.messages('warning')).toHaveLength(1);
  });
});

describe('a Git context', () => {
  const commit = 'a'.repeat(40);
  const context = {
    kind: 'git',
    url: 'https://github.com/contoso/lazaret.git',
    ref: 'main',
    folder: 'app',
  } as const;
  const gitOf = (files: Readonly<Record<string, string>>) => ({
    resolveRef: (_url: string, ref: string) =>
      ref === 'main' ? Promise.resolve(commit) : Promise.reject(new Error(`no ${ref}`)),
    findFile: (_url: string, at: string, path: string) =>
      Promise.resolve(at === commit ? files[path] : undefined),
  });

  it('is pinned to the commit, and its Dockerfile is read there', async () => {
    const at = await createBench(gitOf({ 'app/Dockerfile': 'FROM lazaretlive.azurecr.io/a:1\n' }));
    const outputs = await at.build({ context });
    expect(outputs).toMatchObject({ commit, status: 'built' });
    expect(at.azure.requests[0]).toMatchObject({
      sourceLocation: `${context.url}#${commit}:app`,
      imageNames: [`workload/chain-api:${commit.slice(0, 12)}`],
    });
    expect([...(at.azure.requests[0]?.logins.keys() ?? [])]).toEqual(['lazaretlive.azurecr.io']);
    expect(at.azure.uploads).toHaveLength(0);
    await at.close();
  });

  it('is refused when the commit has no such Dockerfile', async () => {
    const at = await createBench(gitOf({}));
    expect(await codeOf(() => at.build({ context }))).toBe('CONTEXT_DOCKERFILE_MISSING');
    await at.close();
  });
});

describe('bad input', () => {
  it.each([
    ['a Dockerfile that is not there', { dockerfile: 'Nofile' }, 'CONTEXT_DOCKERFILE_MISSING'],
    ['a Dockerfile outside the context', { dockerfile: '../Dockerfile' }, 'CONTEXT_DOCKERFILE_MISSING'],
    ['a Dockerfile that is a folder', { dockerfile: '.' }, 'CONTEXT_DOCKERFILE_MISSING'],
    ['a context that is not there', { context: { kind: 'local', path: 'none' } }, 'CONTEXT_NOT_FOUND'],
    [
      'a context outside the workspace',
      { context: { kind: 'local', path: '..' } },
      'CONTEXT_OUTSIDE_WORKSPACE',
    ],
    ['a target that is not there', { target: 'none' }, 'CONTEXT_TARGET_UNKNOWN'],
  ] as const)('%s', async (_, inputs, code) => {
    expect(await codeOf(() => bench.build({ ...defaults, ...inputs }))).toBe(code);
    expect(bench.azure.calls).toEqual([]);
  });
});
