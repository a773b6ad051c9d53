import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { StepResult } from '../../simulator/runner/index.ts';
import { startFolder } from './harness/start-bundle.ts';
import type { BundleStart } from './harness/start-bundle.ts';

const folder = join(import.meta.dirname, 'fixtures/frame');

function start(mode: string, more: BundleStart = {}): Promise<StepResult> {
  return startFolder(folder, { ...more, inputs: { mode, ...more.inputs } });
}

async function cancelWhenWaiting(mode: string): Promise<StepResult> {
  const controller = new AbortController();
  return start(mode, {
    signal: controller.signal,
    onLine: (line) => {
      if (line.includes('waiting')) controller.abort();
    },
  });
}

function errorsOf({ annotations }: StepResult): readonly string[] {
  return annotations.filter(({ level }) => level === 'error').map(({ message }) => message);
}

describe('the frame as a process', () => {
  it('writes outputs that the runner reads back whole', async () => {
    const result = await start('finish');
    expect([result.conclusion, result.outputs]).toEqual(['success', { result: 'a\nb=finish' }]);
    expect(result.summary).toBe('# a\nb=finish\n');
  });

  it('hides a secret and its encodings in all that it prints', async () => {
    const { log, rawOutput } = await start('finish', { inputs: { token: 's&cret-value' } });
    expect(log.filter((line) => line.startsWith('token '))).toEqual(['token *** and ***']);
    // The runner swallows the commands that name what to hide.
    const printed = rawOutput.split('\n').filter((line) => !line.startsWith('::add-mask::'));
    expect(printed.join('\n')).not.toContain('cret-value');
  });

  it('aborts the work on SIGINT, waits for its clean-up and says that it was cancelled', async () => {
    const result = await cancelWhenWaiting('wait');
    expect(result.log).toContain('cleaned up');
    expect([result.conclusion, result.exitCode, result.outputs]).toEqual(['cancelled', 130, {}]);
    expect(errorsOf(result)).toEqual([expect.stringMatching(/^CANCELLED: .*SIGINT/)]);
    expect(result.summary).toContain('CANCELLED');
  });

  it('ends by itself, before the runner kills it, when the work ignores the signal', async () => {
    const result = await cancelWhenWaiting('ignore');
    expect(errorsOf(result)).toEqual([expect.stringMatching(/^CANCELLED: /)]);
    expect([result.conclusion, result.exitCode]).toEqual(['cancelled', 130]);
  }, 20_000);

  it('reports a rejection that nobody handles as a bug, and ends', async () => {
    const result = await start('lose');
    expect([result.conclusion, result.exitCode]).toEqual(['failure', 1]);
    expect(errorsOf(result)).toEqual([expect.stringMatching(/^BUG: .*nobody waits for this/)]);
  });

  it('loses no line when it fails after much output', async () => {
    const { log, exitCode } = await start('talk');
    expect(exitCode).toBe(1);
    expect(log.filter((line) => line.startsWith('line '))).toHaveLength(50_000);
    expect(log.at(-1)).toMatch(/^error: BUG: /);
  });

  it('ends although something still listens', async () => {
    const result = await start('linger');
    expect([result.conclusion, result.outputs]).toEqual(['success', { result: 'a\nb=linger' }]);
  });

  it('lets no text that it prints command the runner', async () => {
    const result = await start('inject');
    expect([result.conclusion, result.outputs, errorsOf(result)]).toEqual([
      'success',
      { result: 'a\nb=inject' },
      [],
    ]);
    expect(result.log).toEqual(
      expect.arrayContaining(['::set-output name=result::forged', 'first ::error::forged']),
    );
  });
});
