import { describe, expect, it } from '@jest/globals';
import { createFakeHost, createRunnerEnv } from '../../test/support/fake-host.ts';
import type { FakeHost } from '../../test/support/fake-host.ts';
import { ExternalError, UserError } from '../base/errors/index.ts';
import { defineInputs, defineOutputs, runAction, secret, text } from './index.ts';
import type { ActionContext, InputsOf, OutputsOf, RunResult } from './index.ts';

const inputs = defineInputs({
  image: text({ description: 'a', required: true }),
  'github-token': secret({ description: 'b' }),
});
const outputs = defineOutputs({ 'image-digest': { description: 'c' } });

type Run = (
  given: InputsOf<typeof inputs>,
  context: ActionContext,
) => Promise<RunResult<OutputsOf<typeof outputs>>>;

async function start(run: Run, env: Record<string, string> = { INPUT_IMAGE: 'app' }): Promise<FakeHost> {
  const host = createFakeHost(createRunnerEnv(env));
  await runOn(host, run);
  return host;
}

async function runOn(host: FakeHost, run: Run): Promise<void> {
  const spec = {
    name: 'do-thing',
    description: 'd',
    inputs,
    outputs,
    createDeps: (_: InputsOf<typeof inputs>, context: ActionContext) => context,
    run,
    renderSummary: () => 'done',
  };
  await runAction(spec, host);
}

const digest = { imageDigest: 'sha256:1' };

function errorsOf(host: FakeHost): readonly string[] {
  return host.lines.filter((line) => line.startsWith('error: '));
}

describe('runAction', () => {
  it('writes outputs and summary once and exits 0', async () => {
    const host = await start(async () => digest);
    expect([host.exitCode, host.outputs, host.summary]).toEqual([0, { 'image-digest': 'sha256:1' }, 'done']);
  });

  it('masks secrets in every form before anything is logged', async () => {
    const host = await start(async () => digest, { INPUT_IMAGE: '', 'INPUT_GITHUB-TOKEN': 'p&q' });
    expect(host.masks).toEqual(['p&q', Buffer.from('p&q').toString('base64'), 'p%26q']);
    expect(errorsOf(host)).toHaveLength(1);
  });

  it('fails with outputs when the verdict is a no', async () => {
    const verdict = { isFailure: true, message: 'not allowed' };
    const host = await start(async () => ({ outputs: digest, verdict }));
    expect([host.exitCode, host.outputs, host.lines.at(-1)]).toEqual([
      1,
      { 'image-digest': 'sha256:1' },
      'error: not allowed',
    ]);
  });

  it('tells a user error in one line with its code, and writes no output', async () => {
    const host = await start(async () => {
      throw new UserError('INPUT_INVALID', { subject: 's', reason: 'r', remedy: 'do x' });
    });
    expect(errorsOf(host)).toEqual(['error: INPUT_INVALID: The inputs cannot be used: "s": r — do x']);
    expect([host.exitCode, host.outputs]).toEqual([1, {}]);
    expect(host.summary).toContain('INPUT_INVALID');
  });

  it('puts status and correlation id of a system error into a closed group', async () => {
    const host = await start(async () => {
      const call = { system: 'ACR', operation: 'importImage', status: 503, correlationId: 'c-1' };
      throw new ExternalError('ID_TOKEN_UNAVAILABLE', {
        subject: 's',
        reason: 'r',
        ...call,
        cause: new Error('reset'),
      });
    });
    const at = host.lines.indexOf('group: Cause');
    expect(host.lines[at + 1]).toContain('ACR: importImage, status 503, correlation id c-1');
    expect(host.lines[at + 2]).toContain('caused by Error: reset');
    expect(host.lines[at + 3]).toBe('end');
    expect(host.lines.at(-1)).toMatch(/^error: ID_TOKEN_UNAVAILABLE/);
  });

  it('reports anything else as a bug, its stack for debugging only', async () => {
    const host = await start(async () => {
      throw new RangeError('oops');
    });
    expect(errorsOf(host)).toEqual([expect.stringMatching(/^error: BUG: .*RangeError: oops/)]);
    expect(host.lines.some((line) => line.startsWith('debug: ') && line.includes('run-action.test'))).toBe(
      true,
    );
  });

  it('reports a rejection that nobody handles', async () => {
    const host = createFakeHost(createRunnerEnv({ INPUT_IMAGE: 'app' }));
    await runOn(host, () => {
      host.crash(new Error('lost'));
      return new Promise(() => undefined);
    });
    expect([host.exitCode, errorsOf(host).length]).toEqual([1, 1]);
    expect(errorsOf(host)[0]).toContain('lost');
  });

  it('lets the work clean up when the runner cancels, and says so', async () => {
    const host = createFakeHost(createRunnerEnv({ INPUT_IMAGE: 'app' }));
    await runOn(host, async (_, { signal, log }) => {
      host.signal('SIGINT');
      log.info('cleaned up');
      signal.throwIfAborted();
      return digest;
    });
    expect(host.lines).toContain('info: cleaned up');
    expect(errorsOf(host)).toEqual([expect.stringMatching(/^error: CANCELLED: .*SIGINT/)]);
    expect([host.exitCode, host.outputs]).toEqual([130, {}]);
  });

  it('closes groups that the work left open', async () => {
    const host = await start(async (_, { log }) => {
      log.startGroup('step 1');
      return digest;
    });
    expect(host.lines.slice(1)).toEqual(['group: step 1', 'end']);
  });

  it('names the variables that the runner did not set', async () => {
    const host = createFakeHost({ INPUT_IMAGE: 'app' });
    await runOn(host, async () => digest);
    expect(errorsOf(host)[0]).toMatch(/^error: ENVIRONMENT_INCOMPLETE: .*GITHUB_REPOSITORY.*RUNNER_TEMP/);
  });

  it('asks for an OIDC token only where the job may', async () => {
    const ask: Run = async (_, context) => ({ imageDigest: await context.getIdToken('api') });
    const denied = await start(ask);
    expect(errorsOf(denied)[0]).toContain('ID_TOKEN_NOT_PERMITTED');
    const service = { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://a/', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 't' };
    const allowed = await start(ask, { INPUT_IMAGE: 'app', ...service });
    expect(allowed.outputs).toEqual({ 'image-digest': 'token for api' });
  });
});
