import { describe, expect, it } from '@jest/globals';
import { ExternalError } from '../../base/errors/index.ts';
import type { ErrorCode } from '../../base/errors/index.ts';
import { transfer } from './transfer.ts';
import type { Missing, TransferSteps } from './transfer.ts';

const nothing: Missing = { isContentMissing: false, tags: [] };
const everything: Missing = { isContentMissing: true, tags: ['1.0'] };

/** Steps that read the given states in turn, the last one for ever, and count what is started. */
function createSteps(states: readonly Missing[], errors: readonly (ErrorCode | undefined)[] = []) {
  const started: (readonly string[])[] = [];
  const slept: number[] = [];
  let reads = 0;
  const steps: TransferSteps = {
    readMissing: async () => states[Math.min(reads++, states.length - 1)] ?? nothing,
    start: async (tags) => {
      started.push(tags);
      const code = errors[started.length - 1];
      if (code !== undefined) throw failure(code);
    },
    sleep: async (ms) => void slept.push(ms),
  };
  return { steps, started, slept };
}

describe('transfer', () => {
  it('starts nothing when everything is there', async () => {
    const { steps, started } = createSteps([nothing]);
    expect(await transfer(steps)).toBe('present');
    expect(started).toEqual([]);
  });

  it('imports once when the image arrives', async () => {
    const { steps, started } = createSteps([everything, nothing]);
    expect(await transfer(steps)).toBe('transferred');
    expect(started).toEqual([['1.0']]);
  });

  it('asks only for the tags that are absent', async () => {
    const { steps, started } = createSteps([{ isContentMissing: false, tags: ['b'] }, nothing]);
    await transfer(steps);
    expect(started).toEqual([['b']]);
  });

  it('watches an import whose reply was lost, and does not repeat it when it arrives', async () => {
    const { steps, started, slept } = createSteps(
      [everything, everything, everything, nothing],
      ['IMPORT_OUTCOME_UNKNOWN'],
    );
    expect(await transfer(steps)).toBe('transferred');
    expect(started).toHaveLength(1);
    expect(slept).toHaveLength(2);
  });

  it('looks again when the tag came from somebody else meanwhile', async () => {
    const { steps, started } = createSteps([everything, nothing], ['IMPORT_TAG_EXISTS']);
    expect(await transfer(steps)).toBe('transferred');
    expect(started).toHaveLength(1);
  });

  it('gives up as incomplete after three imports', async () => {
    const { steps, started } = createSteps([everything]);
    expect(await transfer(steps)).toBe('incomplete');
    expect(started).toHaveLength(3);
  });

  it('is done when an import fails because somebody else has brought and locked everything', async () => {
    const { steps, started } = createSteps([everything, nothing], ['IMPORT_FAILED']);
    expect(await transfer(steps)).toBe('transferred');
    expect(started).toHaveLength(1);
  });

  it('passes every other failure on at once', async () => {
    const { steps, started } = createSteps([everything], ['IMPORT_FAILED']);
    await expect(transfer(steps)).rejects.toMatchObject({ code: 'IMPORT_FAILED' });
    expect(started).toHaveLength(1);
  });
});

function failure(code: ErrorCode): ExternalError {
  return new ExternalError(code, { subject: 'x', reason: 'y', system: 'ARM', operation: 'importImage' });
}
