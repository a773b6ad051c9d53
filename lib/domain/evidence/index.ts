export { gatherEvidence } from './gather.ts';
export { findHome } from './home.ts';
export { describeManifest, listPlatforms, readArtifact } from './platforms.ts';
export { readScanEvidence, source } from './scan.ts';
export type { ScanContext } from './scan.ts';
export { readSboms, readStatements } from './statements.ts';
export type { ReadStatements, Sboms, Trust, Verified } from './statements.ts';
export { nameInput, summariseInputs } from './summary-inputs.ts';
export type {
  Change,
  ChangeHistory,
  ChangeRequest,
  ChangeReview,
  Evidence,
  EvidencePorts,
  EvidenceRegistry,
  EvidenceRequest,
  ImagePlatform,
  LiveShelf,
  Person,
  RefusedStatement,
  ReportEvidence,
  ScanEvidence,
} from './types.ts';
