import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, it } from '@jest/globals';

type TestBody = () => void | Promise<void>;

/** The full path of a program on the PATH, or undefined when this machine has none. */
export function findProgram(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/**
 * A test that needs a program of the machine: without it the test counts as skipped and its name says why.
 * A program that is there but does not start makes the test fail.
 */
export function itNeeds(program: string, name: string, body: TestBody, timeoutMs?: number): void {
  if (findProgram(program) === undefined) it.skip(`${name} (needs ${program}, not installed)`, body);
  else it(name, body, timeoutMs);
}

/** {@link itNeeds} for a whole group. */
export function describeNeeds(program: string, name: string, body: () => void): void {
  if (findProgram(program) === undefined) describe.skip(`${name} (needs ${program}, not installed)`, body);
  else describe(name, body);
}

/** `it` where a condition of the machine holds (root, Linux …), else a skipped test whose name states it. */
export function itWhen(
  condition: boolean,
  reason: string,
): (name: string, body: TestBody, timeoutMs?: number) => void {
  return (name, body, timeoutMs) => {
    if (condition) it(name, body, timeoutMs);
    else it.skip(`${name} (needs ${reason})`, body);
  };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
