/** Where an annotation points: a path relative to the workspace, and 1-based lines. */
export interface LogPlace {
  readonly title?: string;
  readonly file?: string;
  readonly startLine?: number;
  readonly endLine?: number;
}

/** The log that every action and client writes to; passed in, never imported. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  notice(message: string, place?: LogPlace): void;
  warning(message: string, place?: LogPlace): void;
  error(message: string, place?: LogPlace): void;
  /** Runs `work` inside a titled, foldable group that is closed whatever happens. */
  group<T>(title: string, work: () => Promise<T>): Promise<T>;
  /** Opens a group whose end is another event than a function's return, e.g. a build step in a streamed log. */
  startGroup(title: string): void;
  endGroup(): void;
  /** Hides a value in everything that is printed from now on. */
  mask(secret: string): void;
}
