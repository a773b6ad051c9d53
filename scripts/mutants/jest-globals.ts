import type { Test } from './types.ts';
export { expect } from 'expect';

/*
 * What stands in for @jest/globals while mutants are tried: the same test files, run in one process without jest, so
 * that a mutant takes milliseconds. Only what the tests of the mutated folders use is here; anything else is missing
 * and fails at import.
 */

type Body = (...row: never[]) => unknown;

const titles: string[] = [];
const names = new Set<string>();
let tests: Test[] = [];

/** Everything that was defined since the last call. */
export function takeTests(): readonly Test[] {
  const taken = tests;
  tests = [];
  names.clear();
  return taken;
}

/** jest's `describe`. */
export function describe(title: string, body: () => void): void {
  titles.push(title);
  body();
  titles.pop();
}

/** jest's `it`, with `each`. */
export const it = Object.assign(defineTest, { each: defineRows });

function defineTest(title: string, run: () => unknown): void {
  const name = [...titles, title].join(' › ');
  if (names.has(name)) throw new Error(`two tests are called "${name}"`);
  names.add(name);
  tests.push({ name, run });
}

function defineRows(rows: readonly unknown[]): (title: string, body: Body) => void {
  return (title, body) => {
    rows.forEach((row, index) => {
      const values: readonly unknown[] = Array.isArray(row) ? row : [row];
      defineTest(`${title} #${index}`, () => Reflect.apply(body, undefined, values));
    });
  };
}
