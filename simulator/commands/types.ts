/** One command of the simulator's command line. */
export interface Command {
  readonly name: string;
  /** One sentence for the list of commands. */
  readonly summary: string;
  /** The whole `--help` text. */
  readonly help: string;
  /** Answers the exit code. Throws a {@link UsageError} for arguments it cannot use. */
  run(args: readonly string[], signal: AbortSignal): Promise<number>;
}

/** The arguments cannot be used; exit code 2. */
export class UsageError extends Error {}
