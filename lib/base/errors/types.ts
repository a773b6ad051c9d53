/** Who has to act: the caller (`user`), or the system that was called (`external`). */
export type ErrorKind = 'user' | 'external';

/** One row of the error table: what the code means, and what clears it. `docs/errors.md` is written from it. */
export interface ErrorEntry {
  readonly kind: ErrorKind;
  /** What happened, as the first half of a sentence: "The image tag has moved". */
  readonly title: string;
  readonly cause: string;
  readonly remedy: string;
}

/** The error codes of one area, each SCREAMING_SNAKE and prefixed by the area. */
export type ErrorCatalogue = Readonly<Record<string, ErrorEntry>>;
