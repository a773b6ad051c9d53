import { describe, expect, it } from '@jest/globals';
import { runSteps } from './run-steps.ts';
import type { Step } from './steps.ts';

const steps: Step[] = ['a', 'b', 'c'].map((name) => ({ name, args: [] }));

function record(failing: readonly string[]) {
  const lines: string[] = [];
  let running = 0;
  let most = 0;
  return {
    lines,
    most: () => most,
    print: (line: string) => lines.push(line),
    now: () => 0,
    run: async (step: Step) => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
      return { ok: !failing.includes(step.name), output: `output of ${step.name}\n` };
    },
  };
}

describe('runSteps', () => {
  it('runs every step and names those that failed', async () => {
    const surroundings = record(['b']);
    expect(await runSteps(steps, 1, surroundings)).toEqual(['b']);
    expect(surroundings.lines.map((line) => line.split(/\s+/)[0])).toEqual(['ok', 'FAILED', 'output', 'ok']);
  });

  it('prints the output of failures alone', async () => {
    const surroundings = record(['c']);
    await runSteps(steps, 2, surroundings);
    expect(surroundings.lines.filter((line) => line.startsWith('output'))).toEqual(['output of c']);
  });

  it('keeps to the width', async () => {
    const surroundings = record([]);
    await runSteps(steps, 2, surroundings);
    expect(surroundings.most()).toBe(2);
  });
});
