export { ensureApproval } from './approval.ts';
export type { StoredApproval } from './approval.ts';
export type { Json } from '../../base/canonical-json.ts';
export { isLocked, lockManifest, lockTag } from './lock.ts';
export { buildRecordTag, isRecordTag } from './manifest.ts';
export { parseRecord } from './parse.ts';
export type { RecordPlace } from './parse.ts';
export type { Locks, RecordRegistry, RecordShelf, SigningShelf, TrustedShelf } from './registry.ts';
export {
  assertTagUnmoved,
  isPullRequestFolder,
  parseRequestedImage,
  pinRequested,
  requestedImageNotation,
} from './requested-image.ts';
export type { RequestedImage } from './requested-image.ts';
export { predicateTypes } from './statement.ts';
export { ensureRecord, findLatestCompletion, findRecord, findRunning, readSubject } from './store.ts';
export type {
  Completion,
  Intent,
  PromotionFacts,
  PromotionRecord,
  RecordedAccount,
  RecordedInput,
  RecordedRun,
  RecordedVerdict,
  RecordKind,
  RecordOf,
  Revocation,
  StoredRecord,
} from './types.ts';
export { findVerdictFailure, requireVerdict } from './verdict.ts';
export type { VerdictExpectation, VerifiedVerdict } from './verdict.ts';
