export { bundleMediaType, maxBundleBytes, parseBundle, renderBundle } from './bundle.ts';
export { findDerSignature } from './ecdsa.ts';
export type { Outcome, StatementCode } from './failure.ts';
export { computeKeyHint, isP256, parseTrustedKeys, trustedKeysSchema } from './keys.ts';
export { statementKinds } from './kinds.ts';
export type { KeyPurpose, StatementKind } from './kinds.ts';
export { encodePae, payloadType } from './pae.ts';
export {
  buildApproval,
  buildImportRecord,
  buildProvenance,
  buildSummary,
  buildVulnerabilities,
} from './predicates/index.ts';
export type {
  ApprovalRecord,
  BaseImage,
  ImportRecord,
  IntentHead,
  Predicates,
  Provenance,
  RecordedRun,
  ReportedVulnerability,
  RevocationHead,
  Sbom,
  Summary,
  SummaryInput,
  Vulnerabilities,
} from './predicates/index.ts';
export { signPayload, signStatement } from './sign.ts';
export { renderStatement } from './statement.ts';
export type { ReadStatement } from './statement.ts';
export type {
  Expectation,
  SignedPayload,
  Signer,
  Statement,
  StatementSubject,
  TrustedKey,
  TrustedKeys,
  VerifiedStatement,
} from './types.ts';
export { checkStatement, verifyStatement } from './verify.ts';
