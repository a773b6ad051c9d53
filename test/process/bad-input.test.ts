import { dirname } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { listActions } from '../../scripts/build/entries.ts';
import { readActionSource } from '../../scripts/docs/action-source.ts';
import { startBundle } from './harness/start-bundle.ts';

const root = dirname(dirname(import.meta.dirname));

describe.each(listActions(root))('%s', (name) => {
  it('lists every missing input at once, in one failing line, and leaves nothing behind', async () => {
    const { inputs } = await readActionSource(root, name);
    const required = Object.keys(inputs).filter((input) => inputs[input]?.options.required === true);
    // One that can do without any input ends for another reason: there is nothing to work on.
    const code = required.length === 0 ? 'GIT_CHECKOUT_MISSING' : 'INPUT_INVALID';
    const result = await startBundle(name);
    expect([result.conclusion, result.exitCode, result.outputs, result.state]).toEqual([
      'failure',
      1,
      {},
      {},
    ]);
    const [error, ...others] = result.annotations.filter(({ level }) => level === 'error');
    expect(others).toEqual([]);
    expect(error?.message.split(':', 1)).toEqual([code]);
    const listed = [...(error?.message ?? '').matchAll(/([a-z][a-z-]*): is required — write/g)];
    expect(listed.map((match) => match[1])).toEqual(required);
    expect(result.summary).toContain(code);
  });

  it('prints no stack outside debug lines', async () => {
    const { log } = await startBundle(name);
    expect(log.join('\n')).not.toMatch(/^\s+at /m);
  });
});
