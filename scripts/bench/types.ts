/** One measured figure. Times are told as a ratio to a reference that was measured in the same run. */
export interface Figure {
  readonly name: string;
  /** What the samples are: `ratio` to the reference, plain bytes, or a number of things. */
  readonly unit: 'ratio' | 'bytes' | 'count';
  readonly samples: readonly number[];
  /** What a ratio of 1 means. */
  readonly reference?: string;
  /** The highest median that is accepted. */
  readonly limit?: number;
}

/** One `test/bench/NAME.bench.ts`; its export `bench`. */
export interface Benchmark {
  readonly title: string;
  run(): Promise<readonly Figure[]>;
}

/** A figure as it is printed and written to JSON. */
export interface Result {
  readonly bench: string;
  readonly name: string;
  readonly unit: Figure['unit'];
  readonly reference: string | undefined;
  readonly min: number;
  readonly median: number;
  readonly max: number;
  readonly samples: number;
  readonly limit: number | undefined;
  readonly isWithinLimit: boolean;
}
