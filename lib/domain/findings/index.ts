export { findEarliest, findTime } from './dates.ts';
export { isKnownFamily, normaliseFamily } from './operating-system.ts';
export { parseSbom } from './parse-cyclonedx.ts';
export { maxReportCharacters, parseReport } from './parse-report.ts';
export { buildPurl, isPackageIn, parsePurl } from './purl.ts';
export type { PackageName } from './purl.ts';
export { parseSeverity, rankOf, severityOfScore } from './severity.ts';
export type {
  Finding,
  FindingClass,
  Fix,
  FixState,
  Location,
  OperatingSystem,
  Package,
  Report,
  ReportFormat,
  ReportProblem,
  ReportProblemCode,
  Severity,
} from './types.ts';
