export { decide, judgeAll } from './decide.ts';
export type { Judged, Occasion } from './decide.ts';
export type { Counts, Decision, Note, Reason, Rule } from './decision.ts';
export { describe as describeFinding } from './describe.ts';
export type { FactProblem, Facts, Live, PlatformManifest, Provenance } from './facts.ts';
export { gatherFacts } from './gather-facts.ts';
export type { GateFile, GateFiles } from './gather-facts.ts';
export type { Input, InputKind, Sourced } from './input.ts';
export type { Judgement } from './judge-finding.ts';
export { parsePolicy } from './parse-policy.ts';
export { parseEpss, parseKev } from './parse-snapshots.ts';
export { parseVex } from './parse-vex.ts';
export type { Place } from './place.ts';
export type {
  EnvironmentName,
  EnvironmentPolicy,
  FactName,
  Freshness,
  ParsedPolicy,
  Policy,
  PolicyProblem,
  PolicyProblemCode,
  Waiver,
} from './policy.ts';
export { policySchema } from './policy.schema.ts';
export type { VexDocument, VexProduct, VexStatement } from './vex.ts';
