export { decide, judgeAll } from './decide.ts';
export type { Judged, Occasion } from './decide.ts';
export { describe as describeFinding } from './describe.ts';
export { gatherFacts } from './gather-facts.ts';
export type { GateFile, GateFiles } from './gather-facts.ts';
export type { Judgement } from './judge-finding.ts';
export { parsePolicy } from './parse-policy.ts';
export { parseEpss, parseKev } from './parse-snapshots.ts';
export { parseVex } from './parse-vex.ts';
export { policySchema } from './policy.schema.ts';
export type { Counts, Decision, Note, Reason, Rule } from './decision.ts';
export type {
  EnvironmentName,
  EnvironmentPolicy,
  FactName,
  FactProblem,
  Facts,
  Freshness,
  Input,
  InputKind,
  Live,
  ParsedPolicy,
  Place,
  PlatformManifest,
  Policy,
  PolicyProblem,
  PolicyProblemCode,
  Provenance,
  Sourced,
  VexDocument,
  VexProduct,
  VexStatement,
  Waiver,
} from './types.ts';
