/** What kind of thing a decision stands on. */
export type InputKind =
  | 'policy'
  | 'report'
  | 'database'
  | 'scan-time'
  | 'subject'
  | 'provenance'
  | 'kev'
  | 'epss'
  | 'vex'
  | 'first-seen'
  | 'live'
  | 'self-test'
  | 'waiver-approvals';

/** One thing that a decision stands on, by digest. */
export interface Input {
  readonly kind: InputKind;
  readonly name: string;
  readonly digest: string;
}

/** A value with where it came from. */
export interface Sourced<T> {
  readonly input: Input;
  readonly value: T;
}
