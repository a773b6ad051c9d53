import type { Random } from './random.ts';
import { createRandom } from './random.ts';
import type { FuzzTarget, MutantResult } from './types.ts';

const maxMutantMs = 2000;
const maxShown = 10;

/** What a run came to. */
export interface FuzzSummary {
  readonly count: number;
  readonly parsed: number;
  readonly passed: number;
  readonly slowestMs: number;
  /** Each with the number of its mutant, which repeats it: the seed of a mutant is made of both. */
  readonly violations: readonly string[];
}

/** Which mutants are tried. */
export interface FuzzOrder {
  readonly seed: number;
  readonly count: number;
  /** The number of the first one. */
  readonly from: number;
}

/** Tries mutants of a target. One that takes too long or throws is a violation. */
export function fuzz(target: FuzzTarget, { seed, count, from }: FuzzOrder, begin = ignore): FuzzSummary {
  const violations: string[] = [];
  let [parsed, passed, slowestMs] = [0, 0, 0];
  for (let index = from; index < from + count; index += 1) {
    begin();
    const startedAt = process.threadCpuUsage();
    const result = tryOne(target, createRandom(Math.imul(seed + 1, 0x9e3779b1) + index));
    const { user, system } = process.threadCpuUsage(startedAt);
    const took = (user + system) / 1000;
    slowestMs = Math.max(slowestMs, took);
    parsed += result.hasParsed ? 1 : 0;
    passed += result.hasPassed ? 1 : 0;
    const wrong = took > maxMutantMs ? `took ${Math.round(took)} ms` : result.violation;
    if (wrong !== undefined && violations.length < maxShown) violations.push(`mutant ${index}: ${wrong}`);
  }
  return { count, parsed, passed, slowestMs, violations };
}

/** A run in one line, with what must not have been below it. */
export function renderSummary(name: string, seed: number, { count, ...rest }: FuzzSummary): string {
  const share = ((100 * rest.parsed) / count).toFixed(1);
  const lines = [
    `${name}: ${count} mutants of seed ${seed}: ${share} % parsed, ${rest.passed} passed, slowest ${Math.ceil(rest.slowestMs)} ms, ${rest.violations.length} violations`,
    ...rest.violations.map((violation) => `  ${violation}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** Whether the run shows what it is there to show. */
export function isGood({ count, parsed, violations }: FuzzSummary): boolean {
  return violations.length === 0 && parsed * 2 >= count;
}

function ignore(): void {}

function tryOne(target: FuzzTarget, random: Random): MutantResult {
  try {
    return target.try(random);
  } catch (error) {
    const violation = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { hasParsed: false, hasPassed: false, violation };
  }
}
