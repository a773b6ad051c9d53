import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

class OwnError extends Error {}

function catchFrom(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}

describe('instanceof Error', () => {
  it.each([
    ['an error of the core', () => readFileSync('/absent')],
    ['an error of the language', () => JSON.parse('{')],
    ['an abort', () => AbortSignal.abort().throwIfAborted()],
  ])('holds for %s', (_, action) => {
    expect(catchFrom(action) instanceof Error).toBe(true);
  });

  it('stays strict for subclasses and other values', () => {
    expect(catchFrom(() => readFileSync('/absent')) instanceof OwnError).toBe(false);
    expect(new OwnError() instanceof OwnError).toBe(true);
    expect({ message: 'no error' } instanceof Error).toBe(false);
  });
});
