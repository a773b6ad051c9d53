import type { Digest, PinnedImage } from '../image/index.ts';

/** What a record is about: an announced promotion, a finished one, or a digest taken out of use. */
export type RecordKind = 'intent' | 'promotion' | 'revocation';

/** An account as it stands in a record. */
export interface RecordedAccount {
  readonly id: number;
  readonly login: string;
}

/** The run that wrote a record. */
export interface RecordedRun {
  /** `owner/name`. */
  readonly repository: string;
  readonly id: number;
  readonly attempt: number;
  readonly workflow: string;
  readonly actor: string;
  readonly triggeringActor: string;
}

/** The gate's passed verdict that let the image through. */
export interface RecordedVerdict {
  readonly policyDigest: Digest;
  readonly statementDigest: Digest;
  /** RFC 3339. */
  readonly issuedAt: string;
}

/** Something that the promotion's own decision stood on. */
export interface RecordedInput {
  readonly name: string;
  readonly digest: Digest;
}

/** What is carried where, and who decided so; the same in intent and completion. */
export interface PromotionFacts {
  readonly source: PinnedImage;
  readonly target: PinnedImage;
  /** Sorted, without repeats. */
  readonly tags: readonly string[];
  /** The Git commit that the run was on. */
  readonly commit: string;
  readonly run: RecordedRun;
  readonly environment: string;
  readonly approvers: readonly RecordedAccount[];
  readonly verdict: RecordedVerdict;
  /** The commit of the protected branch that policy and keys were read at. */
  readonly rulesCommit: string;
}

/** Written before the import: from here on a re-run of anybody finishes this promotion. */
export interface Intent extends PromotionFacts {
  readonly kind: 'intent';
  /** RFC 3339. */
  readonly observedAt: string;
}

/** Written last: a digest without it counts as unpromoted. */
export interface Completion extends PromotionFacts {
  readonly kind: 'promotion';
  /** The payload digest of the intent that this completes. */
  readonly intent: Digest;
  /** The payload digest of the approval statement of the run that wrote this. */
  readonly approval: Digest;
  /** The verdict, the approval, and what the decision of that moment stood on. */
  readonly inputs: readonly RecordedInput[];
  /** Every manifest that was compared, the root first. */
  readonly manifests: readonly Digest[];
  readonly completedAt: string;
}

/** Says that a digest must no longer be used. */
export interface Revocation {
  readonly kind: 'revocation';
  readonly target: PinnedImage;
  readonly reason: string;
  readonly ticket: string;
  readonly run: RecordedRun;
  readonly revokedAt: string;
}

/** Any of the three records. */
export type PromotionRecord = Intent | Completion | Revocation;

/** The record type of a kind. */
export type RecordOf<K extends RecordKind> = Extract<PromotionRecord, { readonly kind: K }>;

/** A record as a registry holds it. */
export interface StoredRecord<T extends PromotionRecord = PromotionRecord> {
  readonly record: T;
  /** The digest of the payload: the record's identity, the same however it is signed. */
  readonly digest: Digest;
  /** The digest of the OCI manifest that carries the signed bundle. */
  readonly manifestDigest: Digest;
}
