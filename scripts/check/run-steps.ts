import { formatDuration } from '../../lib/base/time.ts';
import type { Step } from './steps.ts';

/** Runs one step to its end. */
export type RunStep = (step: Step) => Promise<{ readonly ok: boolean; readonly output: string }>;

/** What the runner needs from its surroundings. */
export interface Surroundings {
  readonly run: RunStep;
  readonly print: (line: string) => void;
  readonly now: () => number;
}

/**
 * Runs all steps, at most `width` at once, and prints a line for each as it ends; a failure also prints its output.
 * Resolves to the names of those that failed.
 */
export async function runSteps(
  steps: readonly Step[],
  width: number,
  surroundings: Surroundings,
): Promise<readonly string[]> {
  const waiting = [...steps];
  const failed: string[] = [];
  async function work(): Promise<void> {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      if (!(await runOne(step, surroundings))) failed.push(step.name);
    }
  }
  await Promise.all(Array.from({ length: width }, work));
  return failed;
}

async function runOne(step: Step, { run, print, now }: Surroundings): Promise<boolean> {
  const started = now();
  const { ok, output } = await run(step);
  const duration = formatDuration(now() - started);
  print(`${ok ? 'ok    ' : 'FAILED'} ${step.name.padEnd(16)} ${duration}`);
  if (!ok) print(output.trimEnd());
  return ok;
}
