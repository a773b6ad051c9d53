import { expect } from '@jest/globals';
import type { StepResult } from '../../../simulator/runner/index.ts';
import type { PlayOrder, TestWorld } from '../world.ts';
import type { ActionName } from './orders.ts';

/** A step that must be refused, and its code. */
export interface Refusal extends PlayOrder {
  readonly action: ActionName;
  readonly code: string;
}

/**
 * Plays a step and holds its refusal to the promise: one error annotation that begins with the code, no outputs,
 * and both registries exactly as they were. Answers the message.
 */
export async function expectRefusal(world: TestWorld, refusal: Refusal): Promise<string> {
  const before = world.inventory();
  const result = await world.play(refusal.action, refusal);
  const errors = readErrors(result);
  expect(errors.map((message) => message.split(':', 1)[0])).toEqual([refusal.code]);
  expect([result.conclusion, result.exitCode, result.outputs]).toEqual(['failure', 1, {}]);
  expect(result.summary).toContain(refusal.code);
  expect(world.inventory()).toEqual(before);
  return errors[0] ?? '';
}

/** The messages of a step's error annotations. */
export function readErrors({ annotations }: StepResult): readonly string[] {
  return annotations.filter(({ level }) => level === 'error').map(({ message }) => message);
}
