/** How one run of an action ended. */
export interface Ending {
  readonly exitCode: number | undefined;
  readonly outputs: Readonly<Record<string, string>>;
  /** The error lines that a person sees, in order. */
  readonly errors: readonly string[];
  /** Everything that was printed, for a report. */
  readonly lines: readonly string[];
}
