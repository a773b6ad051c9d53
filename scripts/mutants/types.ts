/** One test of a file that was loaded. */
export interface Test {
  /** Its titles from the outside in; unique among all files. */
  readonly name: string;
  run(): unknown;
}

/** How one test ended; undefined `failure` is a success. */
export interface TestOutcome {
  readonly name: string;
  readonly durationMs: number;
  readonly failure: string | undefined;
}

/** What became of one mutant, in Stryker's words (mutation-testing-report-schema, MutantStatus). */
export interface MutantResult {
  readonly fileName: string;
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: string;
  readonly location: { readonly start: Position; readonly end: Position };
}

/** A place in a file; Stryker counts lines and columns from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}
