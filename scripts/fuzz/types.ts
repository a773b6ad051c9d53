import type { Random } from './random.ts';

/** What became of one mutant. */
export interface MutantResult {
  /** Whether it still parsed: a fuzzer whose mutants all fail at the door tests only the door. */
  readonly hasParsed: boolean;
  readonly hasPassed: boolean;
  /** What must never happen, and did. */
  readonly violation?: string | undefined;
}

/** One `test/fuzz/NAME.fuzz.ts`; its export `target`. */
export interface FuzzTarget {
  readonly title: string;
  /** Makes and tries one mutant. */
  try(random: Random): MutantResult;
}
