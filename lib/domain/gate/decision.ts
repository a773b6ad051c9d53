import type { Input } from './input.ts';

/** What a reason or note comes from. */
export type Rule =
  | 'policy-invalid'
  | 'environment-unknown'
  | 'time-unknown'
  | 'fact-missing'
  | 'fact-malformed'
  | 'report-malformed'
  | 'report-subject'
  | 'report-missing'
  | 'report-repeated'
  | 'packages-none'
  | 'os-unknown'
  | 'database-stale'
  | 'database-future'
  | 'scan-stale'
  | 'scan-future'
  | 'kev-stale'
  | 'kev-future'
  | 'epss-stale'
  | 'epss-future'
  | 'self-test-failed'
  | 'provenance-subject'
  | 'provenance-builder'
  | 'severity'
  | 'severity-unknown'
  | 'kev'
  | 'epss'
  | 'end-of-life'
  | 'licence-denied'
  | 'licence-allowed'
  | 'below-threshold'
  | 'unfixed'
  | 'running-already'
  | 'grace'
  | 'waiver'
  | 'waiver-expired'
  | 'waiver-early'
  | 'waiver-unapproved'
  | 'waiver-too-long'
  | 'waiver-unused'
  | 'vex'
  | 'vex-contradictory'
  | 'vex-future'
  | 'vex-untrusted';

/** Why the decision is not a pass. */
export interface Reason {
  readonly outcome: 'fail' | 'indeterminate';
  readonly rule: Rule;
  readonly subject: string;
  readonly detail: string;
  /** What would clear it. */
  readonly clears: string;
  /** Milliseconds since the epoch until which something must be done or was allowed. */
  readonly by: number | undefined;
}

/** Something that did not change the decision and that somebody should know. */
export interface Note {
  readonly rule: Rule;
  readonly subject: string;
  readonly detail: string;
  readonly by: number | undefined;
}

/** How many findings met which end. */
export interface Counts {
  readonly findings: number;
  readonly blocking: number;
  readonly unknown: number;
  readonly waived: number;
  readonly vex: number;
  readonly grace: number;
  readonly tolerated: number;
  readonly belowThreshold: number;
}

/** The gate's answer. A block that is decided outranks what is unknown; both are listed. */
export interface Decision {
  readonly outcome: 'pass' | 'fail' | 'indeterminate';
  readonly environment: string;
  readonly digest: string | undefined;
  readonly decidedAt: number;
  readonly reasons: readonly Reason[];
  readonly notes: readonly Note[];
  readonly counts: Counts;
  /** What the decision stands on: without any one of them a pass would be none. */
  readonly inputs: readonly Input[];
  /** What was looked at beside it. */
  readonly consulted: readonly Input[];
}
