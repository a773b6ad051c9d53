import { describe, expect, it } from '@jest/globals';
import { renderCounts } from './counts.ts';

describe('renderCounts', () => {
  it('counts a file that did not load as failed and a todo as skipped', () => {
    const result = {
      numPassedTests: 3,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      numRuntimeErrorTestSuites: 1,
    };
    expect(renderCounts(result)).toBe('3 passed, 2 failed, 3 skipped');
  });
});
