export { renderCanonicalJson } from '../../base/canonical-json.ts';
export type { Json } from '../../base/canonical-json.ts';
export { isLocked, lockManifest, lockTag } from './lock.ts';
export {
  artifactTypes,
  buildRecordTag,
  isRecordTag,
  maxRecordBytes,
  renderRecordManifest,
} from './manifest.ts';
export { parseRecord } from './parse.ts';
export type { RecordPlace } from './parse.ts';
export type { Locks, RecordRegistry, RecordShelf } from './registry.ts';
export {
  assertTagUnmoved,
  isPullRequestFolder,
  parseRequestedImage,
  pinRequested,
} from './requested-image.ts';
export type { RequestedImage } from './requested-image.ts';
export { findPredicateType, predicateTypes, recordVersion, renderRecord } from './statement.ts';
export { ensureRecord, findLatestCompletion, findRecord, readSubject } from './store.ts';
export type {
  Completion,
  Intent,
  PromotionFacts,
  PromotionRecord,
  RecordedAccount,
  RecordedRun,
  RecordedVerdict,
  RecordKind,
  RecordOf,
  Revocation,
  StoredRecord,
} from './types.ts';
export { requireVerdict } from './verdict.ts';
export type { GateVerdict, VerdictReader } from './verdict.ts';
