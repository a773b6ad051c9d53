import { CodedError } from '../base/errors/index.ts';

/** What is wrong with the text of one input, and what to write instead. */
export class InputProblem extends Error {
  readonly write: string;

  constructor(wrong: string, write: string) {
    super(wrong);
    this.name = 'InputProblem';
    this.write = write;
  }
}

/** One problem of one input, as it is listed to the user. */
export interface FoundProblem {
  readonly input: string;
  /** `what is wrong — write …`. */
  readonly text: string;
  /** Set when a parser of the domain found it, whose code says more than INPUT_INVALID. */
  readonly error?: CodedError;
}

/** Turns what a parser threw into a listed problem; anything else than a user's mistake is thrown on. */
export function toFoundProblem(input: string, error: unknown): FoundProblem {
  if (error instanceof InputProblem) return { input, text: `${error.message} — write ${error.write}` };
  if (error instanceof CodedError) return { input, text: `${error.reason} — ${error.remedy}`, error };
  throw error;
}
