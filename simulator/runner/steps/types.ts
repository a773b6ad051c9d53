import type { Annotation } from '../types.ts';

export type StepOutcome = 'success' | 'failure' | 'cancelled' | 'skipped';

/** What a `uses:` step used, and what it was given, masked. */
export interface StepUse {
  /** As the file says it: `$/actions/build-image`. */
  readonly action: string;
  readonly inputs: Readonly<Record<string, string>>;
}

/** How one step of a job ended. */
export interface StepReport {
  readonly name: string;
  readonly id: string | undefined;
  readonly use?: StepUse | undefined;
  /** What happened, and what counts after `continue-on-error`. */
  readonly outcome: StepOutcome;
  readonly conclusion: StepOutcome;
  readonly outputs: Readonly<Record<string, string>>;
  readonly annotations: readonly Annotation[];
  /** Markdown. */
  readonly summary: string;
  /** Masked, as a person reads it. */
  readonly log: readonly string[];
  readonly durationMs: number;
}

/** What a step did, before its place in the job is known. */
export interface StepEnd {
  readonly outcome: Exclude<StepOutcome, 'skipped'>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly annotations: readonly Annotation[];
  readonly summary: string;
  readonly log: readonly string[];
}
